/** The questions of the event form: kinds, bounds and lists. The texts stand in the catalogue under `forms.event`. */
import { choice, choices, lookup, number, type Partly, text } from '../../chat/form.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { languageName } from '../../i18n/format.ts';
import { findZone, searchZones } from '../../i18n/time-zones.ts';
import type { AppContext } from '../context.ts';
import { cadences } from './series.ts';

export const TITLE = 120;
export const LONG = 3000;
export const PLACE = 200;
export const WHEN = 120;
export const URL = 500;
/** A week: longer things are several events. */
export const LONGEST_MINUTES = 10_080;
export const repeating = ['no', ...cadences, 'own'] as const;
export const announcings = ['now', 'at', 'keep'] as const;

const title = () => text({ required: false, max: TITLE, min: 3 });
const long = () => text({ required: false, lines: 'many', max: LONG });

export const fields = {
  title: text({ max: TITLE, min: 3 }),
  text: long(),
  themes: choices({ required: false, max: 5, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  when: text({ max: WHEN }),
  timeZone: lookup({
    search: async (ctx: AppContext, typed, limit) => searchZones(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findZone(ctx.locale, given),
  }),
  duration: number({ min: 5, max: LONGEST_MINUTES }),
  repeats: choice({
    options: (ctx: AppContext) => repeating.map((value) => ({ value, label: ctx.t(`event.repeats.${value}`) })),
  }),
  times: number({ required: false, min: 2, max: 400 }),
  rule: text({ max: 200 }),
  place: text({ required: false, max: PLACE }),
  url: text({ required: false, max: URL, format: 'url' }),
  capacity: number({ required: false, min: 1, max: 100_000 }),
  announce: choice({
    options: (ctx: AppContext) => announcings.map((value) => ({ value, label: ctx.t(`event.announcing.${value}`) })),
  }),
  announceAt: text({ max: WHEN }),
  /** One a line. */
  speakers: text({ required: false, lines: 'many', max: 800 }),
  country: lookup({
    required: false,
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  language: choice({
    required: false,
    options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
  }),
  titleEn: title(),
  textEn: long(),
  titleEs: title(),
  textEs: long(),
  titleFr: title(),
  textFr: long(),
  titlePt: title(),
  textPt: long(),
} as const;

export type Given = Partly<typeof fields>;

/** Where the title and the text of a language stand, apart from the one that it is written in. */
export const translations = {
  en: ['titleEn', 'textEn'],
  es: ['titleEs', 'textEs'],
  fr: ['titleFr', 'textFr'],
  pt: ['titlePt', 'textPt'],
} as const satisfies Readonly<Record<string, readonly [keyof typeof fields, keyof typeof fields]>>;
