/** The forms of /offer and /need: the same questions, asked from either side. */
import { DateTime } from 'luxon';
import { choices, date, type Partly, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { strong } from '../../chat/text.ts';
import { oneLine } from '../../chat/typed.ts';
import { languageName } from '../../i18n/format.ts';
import { type AppContext, defineForm } from '../context.ts';
import { saidBlocks, savedCard } from './card.ts';
import type { Content, Kind } from './content.ts';
import type { ListingRow } from './record.ts';
import { changeListing, makeListing } from './service.ts';

export const TITLE = 80;
export const TEXT = 600;
export const CONTACT = 200;
/** What a joint event or a visit may be held in. */
const languages = ['en', 'es', 'fr', 'pt', 'ca', 'ar', 'it', 'de'];
const MONTHS = 6;

const fields = {
  title: text({ min: 3, max: TITLE }),
  text: text({ lines: 'many', min: 10, max: TEXT }),
  forms: choices({ max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('cooperationForms', ctx.locale) }),
  themes: choices({ max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  languages: choices({
    max: 5,
    options: (ctx: AppContext) => languages.map((value) => ({ value, label: languageName(value, ctx.locale) })),
  }),
  regions: choices({ required: false, max: 6, options: (ctx: AppContext) => ctx.vocabulary.choices('regions', ctx.locale) }),
  until: date(),
  contact: text({ min: 3, max: CONTACT }),
} as const;

type Given = Partly<typeof fields>;

const formFor = (kind: Kind) =>
  defineForm({
    id: kind,
    version: 1,
    fields,
    pages: [
      { id: 'what', fields: ['title', 'text', 'forms'] },
      { id: 'where', fields: ['themes', 'languages', 'regions', 'until', 'contact'] },
    ],
    check: async (ctx, given) =>
      given.until !== undefined && endOf(given.until, ctx.timeZone) <= ctx.now ? [{ field: 'until', code: 'offer.past' }] : [],
    async review(ctx, given) {
      const content = contentOf(ctx, given);
      return [{ type: 'text', text: strong(content.title) }, ...saidBlocks(ctx, content)];
    },
    async submit(ctx, values, { subject }) {
      const content = contentOf(ctx, values);
      const { id, version } = readSubject(subject ?? '');
      const saved = id === '' ? await makeListing(ctx, kind, content) : await changeListing(ctx, id, version, content);
      return show(savedCard(ctx, kind, { title: content.title, ...saved }));
    },
  });

export const offerForm = formFor('offer');
export const needForm = formFor('need');
export const formOf = (kind: Kind) => (kind === 'offer' ? offerForm : needForm);

/** What a new one begins with; `like`: an open one of the other kind that is answered. */
export async function firstAnswers(ctx: AppContext, like?: ListingRow): Promise<Readonly<Record<string, readonly string[]>>> {
  const until = DateTime.fromJSDate(ctx.now, { zone: ctx.timeZone }).plus({ months: MONTHS }).toISODate() ?? '';
  const row = await ctx.store.db.preference.findUnique({ where: { personId: ctx.actor.id } });
  const email = row?.emailVerifiedAt == null ? '' : (row.email ?? '');
  return {
    languages: languages.includes(ctx.locale) ? [ctx.locale] : [],
    until: [until],
    ...(email === '' ? {} : { contact: [email] }),
    ...(like ? { forms: like.forms, themes: like.themes, languages: like.languages, regions: like.regions } : {}),
  };
}

/** One that is there, to be changed; what has ended is given a new date. */
export async function answersOf(ctx: AppContext, listing: ListingRow): Promise<Readonly<Record<string, readonly string[]>>> {
  const { until, ...first } = await firstAnswers(ctx);
  const zoned = DateTime.fromJSDate(listing.until, { zone: ctx.timeZone }).toISODate() ?? '';
  const { title, text: words, forms, themes, languages: spoken, regions, contact } = listing;
  return {
    ...first,
    title: [title],
    text: [words],
    forms,
    themes,
    languages: spoken,
    regions,
    contact: [contact],
    until: listing.until > ctx.now ? [zoned] : (until ?? []),
  };
}

export const subjectOf = ({ id, version }: Pick<ListingRow, 'id' | 'version'>): string => `${id}@${version}`;
function readSubject(subject: string): { readonly id: string; readonly version: number } {
  const [id = '', version] = subject.split('@');
  return { id, version: Number(version ?? 0) };
}

const contentOf = (ctx: Pick<AppContext, 'timeZone' | 'now'>, given: Given): Content => ({
  title: oneLine(given.title),
  text: (given.text ?? '').trim(),
  forms: given.forms ?? [],
  themes: given.themes ?? [],
  languages: given.languages ?? [],
  regions: given.regions ?? [],
  contact: oneLine(given.contact),
  until: given.until === undefined ? ctx.now : endOf(given.until, ctx.timeZone),
});

/** The last moment of a day, of a month or of a year, whichever was given. */
function endOf(edtf: string, zone: string): Date {
  const unit = edtf.length === 4 ? 'year' : edtf.length === 7 ? 'month' : 'day';
  return DateTime.fromISO(edtf, { zone }).endOf(unit).toJSDate();
}
