/** The questions of the experience form: kinds, bounds and lists. The texts stand in the catalogue under `forms.experience`. */
import { choice, choices, confirm, date, lookup, number, type Partly, text } from '../../chat/form.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import type { AppContext } from '../context.ts';
import { languageName } from './words.ts';

/** What both platforms take in one text field (Slack: 3,000). A longer text, for instance an imported one, stays as it is. */
export const LONG = 3000;
export const SUMMARY = 280;
export const TITLE = 120;

export const fields = {
  title: text({ max: TITLE, min: 3 }),
  summary: text({ lines: 'many', max: SUMMARY, min: 20 }),
  types: choices({ max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('types', ctx.locale) }),
  themes: choices({ max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  country: lookup({
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  city: text({ required: false, max: 80 }),
  startsOn: date(),
  ongoing: confirm(),
  endsOn: date({ required: false }),
  objectives: choices({ required: false, max: 10, options: (ctx: AppContext) => ctx.vocabulary.choices('objectives', ctx.locale) }),
  sdgs: choices({ required: false, max: 17, options: (ctx: AppContext) => ctx.vocabulary.choices('sdgs', ctx.locale) }),
  scale: choice({ required: false, options: (ctx: AppContext) => ctx.vocabulary.choices('scales', ctx.locale) }),
  participants: choices({ required: false, max: 10, options: (ctx: AppContext) => ctx.vocabulary.choices('participants', ctx.locale) }),
  participantCount: number({ required: false, min: 1, max: 100_000_000 }),
  methods: choices({ required: false, max: 10, options: (ctx: AppContext) => ctx.vocabulary.choices('methods', ctx.locale) }),
  description: text({ required: false, lines: 'many', max: LONG }),
  results: text({ required: false, lines: 'many', max: LONG }),
  evaluation: text({ required: false, lines: 'many', max: LONG }),
  /** One a line. */
  links: text({ required: false, lines: 'many', max: 2000 }),
  imageUrl: text({ required: false, max: 500, format: 'url' }),
  imageAlt: text({ required: false, max: 300 }),
  language: choice({
    required: false,
    options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(ctx.t, locale) })),
  }),
} as const;

export type Given = Partly<typeof fields>;
