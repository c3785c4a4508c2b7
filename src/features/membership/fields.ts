/** The questions of the application form: kinds, bounds and lists. The texts stand in the catalogue under `forms.application`. */
import { choice, choices, confirm, lookup, lookups, type Partly, text } from '../../chat/form.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { languageName } from '../../i18n/format.ts';
import { findLanguage, searchLanguages } from '../../i18n/languages.ts';
import type { AppContext } from '../context.ts';
import { findByName, suggest } from '../organisation/find/service.ts';

export const NAME = 120;
export const LONG = 1500;
const LINE = 80;

const name = <R extends boolean>(required: R) => text({ required, max: NAME, min: 3 });
const line = <R extends boolean>(required: R) => text({ required, max: LINE });
const email = <R extends boolean>(required: R) => text({ required, max: 120, format: 'email' });

export const fields = {
  name: name(true),
  kind: choice({ options: (ctx: AppContext) => ctx.vocabulary.choices('organisationKinds', ctx.locale) }),
  country: lookup({
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  city: text({ required: false, max: LINE }),
  website: text({ required: false, max: 300, format: 'url' }),
  sizeBand: choice({ required: false, options: (ctx: AppContext) => ctx.vocabulary.choices('sizes', ctx.locale) }),
  languages: lookups({
    max: 8,
    search: async (ctx: AppContext, typed, limit) => searchLanguages(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findLanguage(ctx.locale, given),
  }),
  themes: choices({ required: false, max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  needs: text({ lines: 'many', min: 10, max: LONG }),
  category: choice({
    options: (ctx: AppContext) => ctx.vocabulary.choices('membershipCategories', ctx.locale).filter(({ value }) => value !== PROMOTER),
  }),
  directory: confirm(),
  welcome: confirm(),
  title: line(true),
  contactName: line(true),
  contactEmail: email(true),
  contactPhone: line(false),
  secondName: line(false),
  secondRole: line(false),
  secondEmail: email(false),
  secondPhone: line(false),
  nameEn: name(false),
  nameEs: name(false),
  nameFr: name(false),
  namePt: name(false),
  /** The record that is there already. */
  organisation: lookup({
    required: false,
    search: (ctx: AppContext, typed, limit) => suggest(ctx.store.db, ctx.locale, typed, limit),
    resolve: (ctx: AppContext, given) => findByName(ctx.store.db, ctx.locale, given),
  }),
  language: choice({
    required: false,
    options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
  }),
} as const;

/** Asked for by itself, with a form of its own. */
export const PROMOTER = 'promoter';
/** Kinds that govern a territory, and are asked how large it is. */
const governments = ['local-government', 'regional-government'];
export const governs = (kind: string | undefined): boolean => kind !== undefined && governments.includes(kind);

export type Given = Partly<typeof fields>;
