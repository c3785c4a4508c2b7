/** The form in which an organisation says in public who it is, what it needs and what it offers. */
import { choice, choices, lookup, lookups, type Partly, text } from '../../../chat/form.ts';
import { type FormReply, show } from '../../../chat/reply.ts';
import { UserError } from '../../../errors.ts';
import { findCountry, searchCountries } from '../../../i18n/countries.ts';
import { findLanguage, searchLanguages } from '../../../i18n/languages.ts';
import { type AppContext, defineForm } from '../../context.ts';
import { type Content, contentOf } from '../content.ts';
import { factBlocks } from '../directory/card.ts';
import { getOrganisation, type Organisation } from '../find/service.ts';
import { mayChange } from '../policy.ts';
import { changeOrganisation } from '../service.ts';
import { ownCard } from './look.ts';

const NAME = 120;
const LONG = 3000;
const LINE = 80;
const MANY = 20;
/** Fields of names in a language of ours. */
const nameFields = { en: 'nameEn', es: 'nameEs', fr: 'nameFr', pt: 'namePt' } as const;
type Named = keyof typeof nameFields;
const languages: readonly Named[] = ['en', 'es', 'fr', 'pt'];

const otherName = text({ required: false, max: NAME });

export const fields = {
  name: text({ max: NAME, min: 3 }),
  kind: choice({ options: (ctx: AppContext) => ctx.vocabulary.choices('organisationKinds', ctx.locale) }),
  country: lookup({
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  city: text({ required: false, max: LINE }),
  website: text({ required: false, max: 300, format: 'url' }),
  sizeBand: choice({ required: false, options: (ctx: AppContext) => ctx.vocabulary.choices('sizes', ctx.locale) }),
  languages: lookups({
    required: false,
    max: MANY,
    search: async (ctx: AppContext, typed, limit) => searchLanguages(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findLanguage(ctx.locale, given),
  }),
  themes: choices({ required: false, max: MANY, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  needs: text({ required: false, lines: 'many', max: LONG }),
  offers: text({ required: false, lines: 'many', max: LONG }),
  nameEn: otherName,
  nameEs: otherName,
  nameFr: otherName,
  namePt: otherName,
} as const;

type Given = Partly<typeof fields>;

export const organisationForm = defineForm({
  id: 'organisation',
  version: 1,
  fields,
  pages: [
    { id: 'who', fields: ['name', 'kind', 'country', 'city', 'website'] },
    { id: 'about', fields: ['needs', 'offers', 'sizeBand', 'languages', 'themes'] },
    { id: 'names', fields: ['nameEn', 'nameEs', 'nameFr', 'namePt'], optional: true },
  ],
  draftTitle: async (ctx, draft) => {
    const [id = ''] = (draft.subject ?? '').split('@');
    return (await ownCard(ctx, await getOrganisation(ctx.store.db, id))).title ?? '';
  },
  async review(ctx, given, draft) {
    const { organisation } = await subject(ctx, draft.subject);
    const { membership } = organisation;
    return factBlocks(ctx, { ...contentFrom(organisation, given), id: organisation.id, category: membership?.category ?? '' });
  },
  async submit(ctx, values, draft) {
    const { organisation, version } = await subject(ctx, draft.subject);
    await changeOrganisation(ctx, organisation.id, version, contentFrom(organisation, values));
    return show(await ownCard(ctx, await getOrganisation(ctx.store.db, organisation.id)));
  },
});

/** @throws UserError not-yours */
export function editReply(ctx: AppContext, organisation: Organisation): FormReply {
  if (!mayChange(ctx.actor, organisation)) throw new UserError('organisation.not-yours');
  const { names, locale, kind, country, city, website, sizeBand, themes, needs, offers, languages: spoken } = contentOf(organisation);
  const given = { name: names[locale] ?? Object.values(names)[0] ?? '', kind, country, city, website, sizeBand, needs, offers };
  const others = languages.flatMap((language) => (language === locale ? [] : [[nameFields[language], [names[language] ?? '']] as const]));
  return {
    type: 'form',
    form: organisationForm,
    subject: `${organisation.id}@${organisation.version}`,
    initial: {
      ...Object.fromEntries(
        Object.entries(given)
          .filter(([, value]) => value !== '')
          .map(([field, value]) => [field, [value]]),
      ),
      ...Object.fromEntries(others.filter(([, [name]]) => name !== '')),
      themes,
      languages: spoken,
    },
  };
}

async function subject(ctx: AppContext, ref = ''): Promise<{ readonly organisation: Organisation; readonly version: number }> {
  const { id, version } = /^(?<id>[^@/]+)@(?<version>\d{1,9})$/.exec(ref)?.groups ?? {};
  if (id === undefined) throw new UserError('organisation.not-found');
  return { organisation: await getOrganisation(ctx.store.db, id), version: Number(version) };
}

/** Names in languages that the form does not ask for stay as they are. */
function contentFrom(organisation: Organisation, given: Given): Content {
  const before = contentOf(organisation);
  const { locale } = before;
  const others = languages
    .filter((language) => language !== locale)
    .map((language) => [language, (given[nameFields[language]] ?? '').trim()] as const);
  const names = { ...before.names, ...Object.fromEntries(others), [locale]: (given.name ?? '').trim() };
  return {
    locale,
    names: Object.fromEntries(Object.entries(names).filter(([, name]) => name !== '')),
    kind: given.kind ?? before.kind,
    country: given.country ?? '',
    city: given.city ?? '',
    sizeBand: given.sizeBand ?? '',
    languages: [...(given.languages ?? [])],
    themes: [...(given.themes ?? [])],
    website: given.website ?? '',
    needs: given.needs ?? '',
    offers: given.offers ?? '',
  };
}
