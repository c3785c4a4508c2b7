/** The questions of the forms of calls: kinds, bounds and lists. The texts stand in the catalogue under `forms.call…`. */
import { choice, confirm, lookup, number, type Partly, text } from '../../../chat/form.ts';
import { languageName } from '../../../i18n/format.ts';
import { findZone, searchZones } from '../../../i18n/time-zones.ts';
import type { AppContext } from '../../context.ts';
import { audiences, callKinds, HINT, LABEL, phaseKinds } from '../content.ts';
import { WHEN } from './dates.ts';

export const TITLE = 120;
export const PHASE_TITLE = 60;
export const PLACE = 60;
const LONG = 2000;
const RULES = 1000;
const LINES = 2000;

const lines = (max: number) => text({ required: false, lines: 'many', max });
const line = (max: number) => text({ required: false, max });
const oneOf =
  <V extends string>(values: readonly V[], key: (value: V) => string) =>
  (ctx: AppContext) =>
    values.map((value) => ({ value, label: ctx.t(key(value)) }));

export const callFields = {
  title: text({ max: TITLE, min: 3 }),
  text: lines(LONG),
  kind: choice({ options: oneOf(callKinds, (kind) => `call.kinds.${kind}`) }),
  key: text({ max: 32, min: 2 }),
  edition: number({ required: false, min: 1, max: 999 }),
  timeZone: lookup({
    search: async (ctx: AppContext, typed, limit) => searchZones(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findZone(ctx.locale, given),
  }),
  opens: line(WHEN),
  closes: line(WHEN),
  grace: number({ min: 0, max: 1440 }),
  eligibility: lines(RULES),
  categories: lines(LINES),
  sizes: lines(LINES),
  links: lines(LINES),
  language: choice({
    required: false,
    options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
  }),
  titleEn: line(TITLE),
  textEn: lines(LONG),
  eligibilityEn: lines(RULES),
  categoriesEn: lines(LINES),
  sizesEn: lines(LINES),
  titleEs: line(TITLE),
  textEs: lines(LONG),
  eligibilityEs: lines(RULES),
  categoriesEs: lines(LINES),
  sizesEs: lines(LINES),
  titleFr: line(TITLE),
  textFr: lines(LONG),
  eligibilityFr: lines(RULES),
  categoriesFr: lines(LINES),
  sizesFr: lines(LINES),
  titlePt: line(TITLE),
  textPt: lines(LONG),
  eligibilityPt: lines(RULES),
  categoriesPt: lines(LINES),
  sizesPt: lines(LINES),
} as const;
export type CallGiven = Partly<typeof callFields>;

/** Where the texts of a language stand, apart from the one that it is written in. */
export const translations = {
  en: { title: 'titleEn', text: 'textEn', eligibility: 'eligibilityEn', categories: 'categoriesEn', sizes: 'sizesEn' },
  es: { title: 'titleEs', text: 'textEs', eligibility: 'eligibilityEs', categories: 'categoriesEs', sizes: 'sizesEs' },
  fr: { title: 'titleFr', text: 'textFr', eligibility: 'eligibilityFr', categories: 'categoriesFr', sizes: 'sizesFr' },
  pt: { title: 'titlePt', text: 'textPt', eligibility: 'eligibilityPt', categories: 'categoriesPt', sizes: 'sizesPt' },
} as const;
export type Written = 'title' | 'text' | 'eligibility' | 'categories' | 'sizes';
export const languages = ['en', 'es', 'fr', 'pt'] as const;

export const ties = ['all', 'lot', 'secretariat'] as const;

export const phaseFields = {
  kind: choice({ options: oneOf(phaseKinds, (kind) => `call.phases.${kind}`) }),
  audience: choice({ options: oneOf(audiences, (audience) => `call.audiences.${audience}`) }),
  position: number({ min: 1, max: 12 }),
  place: line(PLACE),
  opens: line(WHEN),
  closes: line(WHEN),
  titleEn: line(PHASE_TITLE),
  titleEs: line(PHASE_TITLE),
  titleFr: line(PHASE_TITLE),
  titlePt: line(PHASE_TITLE),
  voteMin: number({ required: false, min: 0, max: 100 }),
  voteMax: number({ required: false, min: 1, max: 100 }),
  top: number({ required: false, min: 1, max: 1000 }),
  percent: number({ required: false, min: 1, max: 100 }),
  percentBelow: number({ required: false, min: 1, max: 10_000 }),
  ties: choice({ required: false, options: oneOf(ties, (tie) => `call.ties.${tie}`) }),
  embargo: confirm(),
  remove: confirm(),
} as const;
export type PhaseGiven = Partly<typeof phaseFields>;
export const phaseTitles = { en: 'titleEn', es: 'titleEs', fr: 'titleFr', pt: 'titlePt' } as const;

export const questionKinds = ['text', 'number', 'choice', 'confirm'] as const;

export const questionFields = {
  kind: choice({ options: oneOf(questionKinds, (kind) => `call.questionKinds.${kind}`) }),
  required: choice({ options: oneOf(['yes', 'no'], (one) => `call.required.${one}`) }),
  page: text({ max: 32 }),
  position: number({ min: 1, max: 24 }),
  max: number({ required: false, min: 1, max: 1_000_000 }),
  labelEn: line(LABEL),
  labelEs: line(LABEL),
  labelFr: line(LABEL),
  labelPt: line(LABEL),
  hintEn: line(HINT),
  hintEs: line(HINT),
  hintFr: line(HINT),
  hintPt: line(HINT),
  optionsEn: lines(LINES),
  optionsEs: lines(LINES),
  optionsFr: lines(LINES),
  optionsPt: lines(LINES),
  remove: confirm(),
} as const;
export type QuestionGiven = Partly<typeof questionFields>;
export const questionTexts = {
  en: { label: 'labelEn', hint: 'hintEn', options: 'optionsEn' },
  es: { label: 'labelEs', hint: 'hintEs', options: 'optionsEs' },
  fr: { label: 'labelFr', hint: 'hintFr', options: 'optionsFr' },
  pt: { label: 'labelPt', hint: 'hintPt', options: 'optionsPt' },
} as const;
