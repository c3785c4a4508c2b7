/** The questions of a suggestion, and of an invitation. Pure. The texts stand in the catalogue under `forms.suggestion` and `forms.invitation`. */
import { choice, choices, confirm, lookup, number, type Partly, text } from '../../chat/form.ts';
import { MAX_ADDRESS } from '../../chat/mail-address.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { languageName } from '../../i18n/format.ts';
import type { AppContext } from '../context.ts';
import { MOST_REMINDERS } from './content.ts';

export const NAME = 120;
export const LONG = 1500;

const language = choice({
  options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
});

export const suggestionFields = {
  name: text({ max: NAME, min: 3 }),
  kind: choice({ options: (ctx: AppContext) => ctx.vocabulary.choices('organisationKinds', ctx.locale) }),
  country: lookup({
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  city: text({ required: false, max: 80 }),
  website: text({ required: false, max: 300, format: 'url' }),
  sizeBand: choice({ required: false, options: (ctx: AppContext) => ctx.vocabulary.choices('sizes', ctx.locale) }),
  why: text({ lines: 'many', min: 10, max: LONG }),
  themes: choices({ required: false, max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  contactName: text({ required: false, max: NAME }),
  contactEmail: text({ required: false, max: MAX_ADDRESS, format: 'email' }),
  language,
  nameable: confirm(),
} as const;
export type Suggestion = Partly<typeof suggestionFields>;

export const invitationFields = {
  language,
  letter: text({ required: false, lines: 'many', max: LONG }),
  contactName: text({ required: false, max: NAME }),
  contactEmail: text({ required: false, max: MAX_ADDRESS, format: 'email' }),
  reminders: number({ min: 0, max: MOST_REMINDERS }),
} as const;

const sized = ['local-government', 'regional-government'];
export const hasSize = (kind: string | undefined): boolean => kind !== undefined && sized.includes(kind);
