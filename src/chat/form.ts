/** A form: typed fields on pages. The layout splits it into the sheets that a platform can hold. */
import type { Block, CardReply, Choice, NoReply } from './card.ts';
import type { Context } from './context.ts';
import type { Translate } from './translate.ts';

interface Common {
  readonly required: boolean;
}

export interface TextField extends Common {
  readonly kind: 'text';
  readonly lines: 'one' | 'many';
  readonly min: number;
  readonly max: number;
  readonly format: 'any' | 'url' | 'email';
}
export interface NumberField extends Common {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
}
/** EDTF level 0: `2016`, `2016-05` or `2016-05-31`. People may leave out what they do not know. */
export interface DateField extends Common {
  readonly kind: 'date';
}
export interface ConfirmField extends Common {
  readonly kind: 'confirm';
}
/** One or several of a short list. `options` gives keys and labels in the reader's language. */
export interface ChoiceField<Ctx extends Context> extends Common {
  readonly kind: 'choice';
  readonly many: false;
  readonly options: (ctx: Ctx) => readonly Choice[];
}
export interface ChoicesField<Ctx extends Context> extends Common {
  readonly kind: 'choice';
  readonly many: true;
  readonly max: number;
  readonly options: (ctx: Ctx) => readonly Choice[];
}
/** One or several of a long list, found by typing. Where a platform cannot search, the typed name itself is resolved. */
export interface LookupField<Ctx extends Context> extends Common {
  readonly kind: 'lookup';
  readonly many: boolean;
  readonly max: number;
  readonly search: (ctx: Ctx, typed: string, limit: number) => Promise<readonly Choice[]>;
  /** A key or a typed name to its choice; undefined when nothing or more than one thing is meant. */
  readonly resolve: (ctx: Ctx, given: string) => Promise<Choice | undefined>;
}

export type Field<Ctx extends Context> =
  | TextField
  | NumberField
  | DateField
  | ConfirmField
  | ChoiceField<Ctx>
  | ChoicesField<Ctx>
  | LookupField<Ctx>;
// biome-ignore lint/suspicious/noExplicitAny: a bound for inference; the concrete context is fixed by `vocabulary()`
export type Fields<Ctx extends Context = any> = Readonly<Record<string, Field<Ctx>>>;

type ValueOf<P> = P extends { kind: 'number' }
  ? number
  : P extends { kind: 'confirm' }
    ? boolean
    : P extends { many: true }
      ? readonly string[]
      : string;
/** What has been given so far; a required field may still be missing. */
export type Partly<F extends Fields> = { readonly [K in keyof F]?: ValueOf<F[K]> };
/** What a submitted form holds: every required field of every page that applies. */
export type Values<F extends Fields> = { readonly [K in keyof F as F[K]['required'] extends true ? K : never]: ValueOf<F[K]> } & Partly<F>;

export interface FormPage<F extends Fields> {
  readonly id: string;
  readonly fields: readonly (keyof F & string)[];
  /** Whether the page applies, given what has been said. */
  readonly when?: (given: Partly<F>) => boolean;
  /** Not asked on the way; offered on the review card. */
  readonly optional?: boolean;
}

/** A refused value: the catalogue has `problems.<code>`. */
export interface Problem {
  readonly field: string;
  readonly code: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

export interface Form<Ctx extends Context, F extends Fields> {
  /** Texts stand under `forms.<id>`: `title`, `pages.<page>`, `fields.<field>.label|hint|placeholder`. */
  readonly id: string;
  /** For a form that is made of something else than the catalogue's texts. */
  readonly texts?: (t: Translate) => FormTexts;
  /** Raise it when fields change meaning; open drafts keep the values that still parse. */
  readonly version: number;
  readonly fields: F;
  readonly pages: readonly FormPage<F>[];
  /** Submitted with its last page, without a review card; begun anew each time. For a comment or a reason. */
  readonly direct?: boolean;
  /** What its draft is called in lists; else the first text that was given. */
  readonly draftTitle?: (ctx: Ctx, draft: DraftInfo) => Promise<string>;
  /** Something has been typed into a draft for the first time. */
  readonly begun?: (ctx: Ctx, draft: DraftInfo) => Promise<void>;
  /** Rules over several fields, beyond each field's own. */
  readonly check?: (ctx: Ctx, given: Partly<F>, draft: DraftInfo) => Promise<readonly Problem[]>;
  /** What the review card shows above its buttons, for instance completeness and near-duplicates. */
  readonly review: (ctx: Ctx, given: Partly<F>, draft: DraftInfo) => Promise<readonly Block[]>;
  /** The one write at the end. Called once for a draft, with values that passed every rule. */
  readonly submit: (ctx: Ctx, values: Values<F>, draft: DraftInfo) => Promise<AnyReply>;
}

export interface DraftInfo {
  readonly id: string;
  readonly subject: string | undefined;
  /** When something was typed last: what "tomorrow" is counted from, so that it means what the review said. */
  readonly savedAt: Date;
}

// biome-ignore lint/suspicious/noExplicitAny: erased on purpose; values are parsed by the fields before they reach a form
export type AnyForm = Form<any, any>;

/** Where a form's texts come from: the catalogue's `forms.<id>`, unless the form is made from something else. */
export interface FormTexts {
  readonly title: string;
  page(page: string): string;
  label(field: string): string;
  hint(field: string): string | undefined;
  placeholder(field: string): string | undefined;
}

/** Forms that are made of records, one of each: their ids are `<family>/<key>`, and `forms.<family>.title` names them in lists. */
export interface FormFamily<Ctx extends Context> {
  readonly id: string;
  /** Undefined where there is no such record any more. */
  readonly form: (ctx: Ctx, key: string) => Promise<AnyForm | undefined>;
}

/** The family of a form's id; of a form that stands alone, itself. */
export const familyOf = (form: string): string => form.split('/', 1)[0] ?? form;

/** The reply that opens a form. */
export interface FormReply {
  readonly type: 'form';
  readonly form: AnyForm;
  /** Continue this draft; without it a new one is begun. */
  readonly draft?: string;
  /** What the draft is about, for instance the id of the record being edited. */
  readonly subject?: string;
  /** First values by field id, as a person would have given them. */
  readonly initial?: Readonly<Record<string, readonly string[]>>;
  /** Open at this page of the form. */
  readonly page?: string;
}

export type AnyReply = CardReply | FormReply | NoReply;

export const text = <R extends boolean = true>(o: {
  required?: R;
  lines?: 'one' | 'many';
  min?: number;
  max: number;
  format?: 'any' | 'url' | 'email';
}) =>
  ({
    kind: 'text',
    required: needed(o.required),
    lines: o.lines ?? 'one',
    min: o.min ?? 0,
    max: o.max,
    format: o.format ?? 'any',
  }) as const;
export const number = <R extends boolean = true>(o: { required?: R; min: number; max: number }) =>
  ({ kind: 'number', required: needed(o.required), min: o.min, max: o.max }) as const;
export const date = <R extends boolean = true>(o: { required?: R } = {}) => ({ kind: 'date', required: needed(o.required) }) as const;
export const confirm = () => ({ kind: 'confirm', required: false }) as const;
export const choice = <Ctx extends Context, R extends boolean = true>(o: { required?: R; options: (ctx: Ctx) => readonly Choice[] }) =>
  ({ kind: 'choice', many: false, required: needed(o.required), options: o.options }) as const;
export const choices = <Ctx extends Context, R extends boolean = true>(o: {
  required?: R;
  max: number;
  options: (ctx: Ctx) => readonly Choice[];
}) => ({ kind: 'choice', many: true, required: needed(o.required), max: o.max, options: o.options }) as const;
export const lookup = <Ctx extends Context, R extends boolean = true>(o: {
  required?: R;
  search: LookupField<Ctx>['search'];
  resolve: LookupField<Ctx>['resolve'];
}) => ({ kind: 'lookup', many: false, max: 1, required: needed(o.required), search: o.search, resolve: o.resolve }) as const;
export const lookups = <Ctx extends Context, R extends boolean = true>(o: {
  required?: R;
  max: number;
  search: LookupField<Ctx>['search'];
  resolve: LookupField<Ctx>['resolve'];
}) => ({ kind: 'lookup', many: true, max: o.max, required: needed(o.required), search: o.search, resolve: o.resolve }) as const;

/** True unless `false` was given; written as a condition so that the compiler reads it from the argument alone. */
type Needed<R> = R extends false ? false : true;
const needed = <R extends boolean>(required: R | undefined): Needed<R> => (required ?? true) as Needed<R>;
