/** The store as features see it: a Prisma client to read with, and one door for writes. */
import type { PGlite } from '@electric-sql/pglite';
import type { Clock } from '../clock.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
/** A transaction under way. */
export type Transaction = Prisma.TransactionClient;

export interface Store {
  /** Reads. Writes go through `write`. */
  readonly db: Database;
  /**
   * One transaction that happens once for an envelope and step: a second call with the same two returns the first
   * result and changes nothing. `work` must return JSON or nothing, since its result is stored for that case.
   * Everything that leaves the house because of it is enqueued inside.
   */
  write<T>(by: Once, step: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** For the queue, which keeps its jobs in the same database through its own driver. */
  readonly connection: Connection;
  close(): Promise<void>;
}

export type Connection = { readonly kind: 'embedded'; readonly pglite: PGlite } | { readonly kind: 'server'; readonly url: string };

/** A context will do. */
export interface Once {
  readonly envelope: string;
  readonly clock: Clock;
}
