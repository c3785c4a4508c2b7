/** The functions with which an application writes down its commands, actions and forms for its own kind of context. */
import type { Action } from './action.ts';
import type { Command, Options } from './command.ts';
import type { Context } from './context.ts';
import type { Fields, Form } from './form.ts';
import type { Answers } from './reply.ts';

export function vocabulary<Ctx extends Context>() {
  return {
    defineCommand: <const A extends Answers, const O extends Options<Ctx>>(command: Command<Ctx, A, O>): Command<Ctx, A, O> => command,
    defineAction: <const A extends Answers>(action: Omit<Action<Ctx, A>, 'with'>): Action<Ctx, A> => ({
      ...action,
      with: (id) => ({ name: action.name, id }),
    }),
    defineForm: <const F extends Fields<Ctx>>(form: Form<Ctx, F>): Form<Ctx, F> => form,
  };
}
