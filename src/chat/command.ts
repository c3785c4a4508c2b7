/**
 * A command as a person may type it. Its texts stand in the catalogue under `commands.<name, dots for spaces>`:
 * `description`, optionally `name` (its last word in that language, as people may type it) and `example` (what help shows).
 */
import type { Choice } from './card.ts';
import type { Context } from './context.ts';
import type { Answers, ReplyOf } from './reply.ts';

export type Option<Ctx extends Context = never> = TextOption<Ctx> | IntegerOption | ChoiceOption;

export interface TextOption<Ctx extends Context> {
  readonly kind: 'text';
  readonly required: boolean;
  readonly max: number;
  /** Suggestions while typing; the platform cuts them to its own number. */
  readonly complete?: (ctx: Ctx, typed: string) => Promise<readonly Choice[]>;
}
export interface IntegerOption {
  readonly kind: 'integer';
  readonly required: boolean;
  readonly min: number;
  readonly max: number;
}
/** Values are fixed; labels stand under `commands.<name>.options.<option>.choices.<value>`. */
export interface ChoiceOption {
  readonly kind: 'choice';
  readonly required: boolean;
  readonly values: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a bound for inference; the concrete context is fixed by `vocabulary()`
export type Options<Ctx extends Context = any> = Readonly<Record<string, Option<Ctx>>>;

export type OptionValues<O extends Options> = {
  readonly [K in keyof O as O[K]['required'] extends true ? K : never]: OptionValue<O[K]>;
} & {
  readonly [K in keyof O as O[K]['required'] extends true ? never : K]?: OptionValue<O[K]>;
};
type OptionValue<P> = P extends { kind: 'integer' } ? number : P extends { kind: 'choice'; values: readonly (infer V)[] } ? V : string;

export interface Command<Ctx extends Context, A extends Answers, O extends Options> {
  /** One word, or a group and a word: `experience search`. Lower case. */
  readonly name: string;
  readonly answers: A;
  /** What its group does when it is typed alone, where the platform can (`limits.command.bareGroup`). One for a group. */
  readonly byDefault?: true;
  /** Whom help names it to; everybody when absent. It forbids nothing: services authorise. */
  readonly shownTo?: (ctx: Ctx) => boolean;
  /** On Slack the first text option takes the words that are not `name:value`. */
  readonly options: O;
  readonly run: (ctx: Ctx, options: OptionValues<O>) => Promise<ReplyOf<A>>;
}

/** A command whose types have been checked already, for registries. */
// biome-ignore lint/suspicious/noExplicitAny: erased on purpose; options are validated against `options` before `run`
export type AnyCommand = Command<any, Answers, any>;

/** A command's options with their names, in order. */
export const optionsOf = (command: AnyCommand): readonly (readonly [string, Option])[] => Object.entries<Option>(command.options);
