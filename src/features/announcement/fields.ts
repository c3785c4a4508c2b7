/** The questions of an announcement: what it says, in which languages, to whom, when. Texts stand under `forms.announcement`. */
import { choice, choices, confirm, lookups, text } from '../../chat/form.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { languageName } from '../../i18n/format.ts';
import type { AppContext } from '../context.ts';
import { kinds, languages } from './record.ts';

export const TITLE = 120;
/** Twice this, after escaping, still fits a message on Discord together with the rest of the card. */
export const TEXT = 1500;

const title = () => text({ required: false, max: TITLE });
const body = () => text({ required: false, lines: 'many', max: TEXT });

/** Purposes of channels that announcements may go to. The secretariat's own is not among them. */
export const purposes = ['announcements', 'events', 'awards', 'experiences', 'welcome'] as const;

export const fields = {
  kind: choice({ options: (ctx: AppContext) => kinds.map((kind) => ({ value: kind, label: ctx.t(`announcement.kinds.${kind}`) })) }),
  language: choice({
    options: (ctx: AppContext) => languages.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
  }),
  title: text({ min: 3, max: TITLE }),
  text: text({ lines: 'many', min: 10, max: TEXT }),
  purposes: choices({
    required: false,
    max: purposes.length,
    options: (ctx: AppContext) => purposes.map((purpose) => ({ value: purpose, label: ctx.t(`announcement.purposes.${purpose}`) })),
  }),
  persons: confirm(),
  when: text({ required: false, max: 120 }),
  title_en: title(),
  text_en: body(),
  title_es: title(),
  text_es: body(),
  title_fr: title(),
  text_fr: body(),
  title_pt: title(),
  text_pt: body(),
  linkUrl: text({ required: false, max: 500, format: 'url' }),
  imageUrl: text({ required: false, max: 500, format: 'url' }),
  imageAlt: text({ required: false, max: 300 }),
  themes: choices({ required: false, max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  countries: lookups({
    required: false,
    max: 10,
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  workspaces: lookups({
    required: false,
    max: 20,
    search: async (ctx: AppContext, typed, limit) => (await workspacesLike(ctx, typed)).slice(0, limit),
    resolve: async (ctx: AppContext, given) => {
      const [only, ...others] = await workspacesLike(ctx, given);
      return others.length === 0 ? only : undefined;
    },
  }),
} as const;

/** By id, or by a part of the name. */
async function workspacesLike(ctx: AppContext, typed: string) {
  const found = await ctx.store.db.workspace.findMany({
    where: { state: { not: 'disconnected' }, OR: [{ id: typed }, { name: { contains: typed, mode: 'insensitive' } }] },
    orderBy: { name: 'asc' },
    take: 50,
  });
  return found.map(({ id, name, platform }) => ({ value: id, label: `${name} (${platform})` }));
}
