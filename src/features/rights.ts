/** Who may do what: a table per feature (its policy.ts) from action to the least role that may, and the one check over it. */
import { UserError } from '../errors.ts';
import type { Actor } from './context.ts';
import { atLeast, type Role } from './person/roles.ts';

export interface Rights<A extends string> {
  readonly table: Readonly<Record<A, Role>>;
  /** First line of every service function. @throws UserError `forbidden` */
  readonly authorize: (actor: Pick<Actor, 'role'>, action: A) => void;
  readonly may: (actor: Pick<Actor, 'role'>, action: A) => boolean;
}

export function defineRights<A extends string>(table: Readonly<Record<A, Role>>): Rights<A> {
  const may = (actor: Pick<Actor, 'role'>, action: A): boolean => atLeast(actor.role, table[action]);
  return {
    table,
    may,
    authorize(actor, action) {
      if (!may(actor, action)) throw new UserError('forbidden');
    },
  };
}
