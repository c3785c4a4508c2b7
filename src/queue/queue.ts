/** Durable jobs, as features see them. They are enqueued in the transaction that makes them necessary. */
import type { Transaction } from '../store/store.ts';

export interface Job<D> {
  readonly name: string;
  /** How often a failed run is tried again, with growing pauses. */
  readonly retries: number;
  readonly parse: (data: unknown) => D;
}

export interface SendOptions {
  /** At most one waiting job under one key. */
  readonly singletonKey?: string;
  /** Not before. */
  readonly startAfter?: Date;
  /** Jobs of one group run one at a time, over all replicas. */
  readonly group?: string;
}

export interface Queue {
  /** Rolled back with the transaction. */
  enqueue<D>(tx: Transaction, job: Job<D>, data: D, options?: SendOptions): Promise<void>;
}

export const defineJob = <D>(job: Job<D>): Job<D> => job;
