/** What a call is made of beyond its dates, as it stands in the store and in seed files: categories, size bands, questions, rules, figures. */
import { z } from 'zod';
import { type Localized, localizedSchema } from '../../i18n/localized.ts';

export const callKinds = ['award', 'sessions', 'jurors'] as const;
export type CallKind = (typeof callKinds)[number];

export const phaseKinds = [
  'submission',
  'check',
  'translation',
  'comments',
  'vote',
  'finalists',
  'jury',
  'meeting',
  'results',
  'ceremony',
] as const;
export type PhaseKind = (typeof phaseKinds)[number];
export const audiences = ['candidates', 'members', 'jurors', 'secretariat', 'everyone'] as const;

/** Keys stand in buttons and options. */
export const keySchema = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(32);

/** Bounds that the smallest platform sets: Discord's label of a field, its hint, Slack's option. */
export const LABEL = 45;
export const HINT = 100;
export const OPTION = 75;
/** What cards and selects of every platform hold. */
export const most = { options: 25, phases: 12, questions: 24, links: 5 } as const;
const within = (most: number) =>
  localizedSchema.refine((texts) => Object.values(texts).every((text) => text.length <= most), `at most ${most} characters`);

const optionSchema = z.strictObject({ key: keySchema, labels: within(OPTION) });
export const optionsSchema = z.array(optionSchema).refine(hasOwnKeys, 'two have the same key');
export type CallOption = z.infer<typeof optionSchema>;

const asked = {
  id: keySchema,
  labels: within(LABEL),
  hints: within(HINT).default({}),
  required: z.boolean().default(true),
  /** Questions of one page stand together. */
  page: keySchema,
};
const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('text'), max: z.int().min(1).max(3000) }),
  z.strictObject({ ...asked, kind: z.literal('number'), min: z.int().default(0), max: z.int() }),
  z.strictObject({ ...asked, kind: z.literal('confirm') }),
  z.strictObject({ ...asked, kind: z.literal('choice'), options: optionsSchema.min(2).max(25) }),
]);
export type Question = z.infer<typeof questionSchema>;
export const questionsSchema = z
  .array(questionSchema)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two questions have the same id');

export const linksSchema = z.array(z.strictObject({ url: z.url({ protocol: /^https$/ }), labels: within(OPTION) }));

/** Carried for the evaluation: how many votes, who goes on, what stays secret until when. */
export const rulesSchema = z.strictObject({
  vote: z.strictObject({ min: z.int().min(0).default(0), max: z.int().min(1).optional() }).optional(),
  cut: z
    .strictObject({
      top: z.int().min(1).optional(),
      percent: z.number().gt(0).max(100).optional(),
      /** Below this many candidacies `percent` counts instead of `top`. */
      percentBelow: z.int().min(1).optional(),
      ties: z.enum(['all', 'lot', 'secretariat']),
    })
    .optional(),
  embargo: z.boolean().optional(),
});

export type PhaseRules = z.infer<typeof rulesSchema>;

export const figuresSchema = z.strictObject({ total: z.int().min(0), categories: z.record(z.string(), z.int().min(0)) });
export type Figures = z.infer<typeof figuresSchema>;

export const statementSchema = z.strictObject({
  /** Where it is said, in that page's words. */
  source: z.string(),
  /** The kind of phase that it speaks of, and when it says that this is: EDTF. */
  says: z.enum(phaseKinds),
  on: z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/),
});
export type Statement = z.infer<typeof statementSchema>;

/** What the main form says of a call. */
export interface CallContent {
  readonly key: string;
  readonly kind: CallKind;
  readonly edition: number | null;
  readonly locale: string;
  readonly titles: Localized;
  readonly texts: Localized;
  readonly eligibility: Localized;
  readonly links: readonly { readonly url: string; readonly labels: Localized }[];
  readonly categories: readonly CallOption[];
  readonly sizes: readonly CallOption[];
  readonly timeZone: string;
  readonly graceMinutes: number;
}

/** When candidacies are sent in; null while it is not decided. */
export interface Span {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

export interface PhaseContent extends Span {
  readonly kind: PhaseKind;
  readonly titles: Localized;
  readonly place: string;
  readonly audience: (typeof audiences)[number];
  readonly rules: PhaseRules;
}

function hasOwnKeys(options: readonly { readonly key: string }[]): boolean {
  return new Set(options.map(({ key }) => key)).size === options.length;
}
