/** What a feature holds on persons: what and why, how it is handed out, becomes another person's, and is erased or kept without them. */
import type { Hands } from '../delivery/outbox.ts';
import type { Transaction } from '../store/store.ts';

/**
 * One entry a feature (its personal.ts), listed in registry.ts. Texts stand under `personal.<name>`: `.what` is held, `.why`, and
 * what becomes of it on erasure (`.erased`). Most need no code: rows are exported, moved and erased by what `held` says of them.
 */
export interface PersonalRecords {
  /** Stays the same: `draft`, `event`. */
  readonly name: string;
  /** Every column by which a row is somebody's; test/features/privacy/covered.test.ts finds those that nobody names. */
  readonly held: readonly Holding[];
  /** Two persons are one: what cannot simply be moved, such as rows that both have. Whatever is left is moved afterwards. */
  readonly absorb?: (ctx: Hands, tx: Transaction, from: string, to: string) => Promise<void>;
  /** What goes beside, or instead of, what `held` says; before it. `persons`: somebody with whoever became them by linking. */
  readonly erase?: (ctx: Hands, tx: Transaction, persons: readonly string[]) => Promise<void>;
  /** A link was undone: what follows from whose rows are whose (places, reminders). Called for each of the two. */
  readonly settle?: (ctx: Hands, tx: Transaction, person: string) => Promise<void>;
}

export interface Holding {
  /** As in Prisma's schema. */
  readonly model: string;
  /** Holds the person's id. */
  readonly column: string;
  /** `kept`: the row stays for others, without the person. `remembered`: as it is, so that nobody brings them back. */
  readonly onErasure: 'deleted' | 'kept' | 'remembered';
  /** For a row that is kept: what its columns become, as JSON. The column itself becomes null unless it stands here. */
  readonly emptied?: Readonly<Record<string, unknown>>;
  /** Columns that are not handed out: hashes, tokens, what says nothing to a reader. */
  readonly withheld?: readonly string[];
  /** When two persons become one: it is the other's (`moves`), it still says whose it was (`stays`), or it is worked out anew (`derived`). */
  readonly onLink?: 'moves' | 'stays' | 'derived';
}

export const definePersonal = (records: PersonalRecords): PersonalRecords => records;
