/** Durable jobs, as features see them. They are enqueued in the transaction that makes them necessary. */
import type { Transaction } from '../store/store.ts';

export interface Job<D> {
  readonly name: string;
  /** How often a failed run is tried again, with growing pauses unless said otherwise. */
  readonly retries: number;
  /** For what is to go on soon, however often whoever did it was killed, and keeps pauses of its own. */
  readonly pauses?: 'even';
  /** Sent with a `group`: of one group only one runs at a time, over all replicas. */
  readonly grouped?: boolean;
  readonly parse: (data: unknown) => D;
}

export interface SendOptions {
  /** At most one waiting job under one key; not for a `grouped` job. */
  readonly singletonKey?: string;
  /** Not before. */
  readonly startAfter?: Date;
  /** For a `grouped` job. */
  readonly group?: string;
}

/** What a handler is told besides the job's data. */
export interface Run {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** A failure now is final. */
  readonly last: boolean;
  /** Aborted when the process closes and its deadline has passed. */
  readonly signal: AbortSignal;
}

export interface Queue {
  /** Rolled back with the transaction. */
  enqueue<D>(tx: Transaction, job: Job<D>, data: D, options?: SendOptions): Promise<void>;
}

export const defineJob = <D>(job: Job<D>): Job<D> => job;
