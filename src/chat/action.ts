/** What a button or a select of a card does. It carries ids, never closures, so it works after a restart. */
import type { ActionRef } from './card.ts';
import type { Context } from './context.ts';
import type { Answers, ReplyOf } from './reply.ts';

export interface Action<Ctx extends Context, A extends Answers> {
  /** `<noun>.<verb>`, for instance `experience.publish`. */
  readonly name: string;
  readonly answers: A;
  /** The command that leads to the same, without its slash: said where there are no buttons, in an e-mail. */
  readonly typed?: string;
  /** `id` is what the button carried; `selected` the values chosen in a select. */
  readonly run: (ctx: Ctx, id: string, selected: readonly string[]) => Promise<ReplyOf<A>>;
  readonly with: (id: string) => ActionRef;
}

// biome-ignore lint/suspicious/noExplicitAny: erased on purpose, for registries
export type AnyAction = Action<any, Answers>;
