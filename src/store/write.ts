/** One transaction that happens once for an envelope and step. */
import { z } from 'zod';
import { Prisma } from './generated/client.ts';
import type { Database, Once, Store, Transaction } from './store.ts';

/** Waiting for the embedded store's one connection counts as `maxWait`; a long import's batches are well below these. */
const patience = { maxWait: 30_000, timeout: 60_000 };

/** PostgreSQL asks for another try when two transactions got in each other's way. */
const tries = 5;

/** `inside` marks what runs within, see embedded.ts. */
export function writeOnce(db: Database, inside: <T>(work: () => Promise<T>) => Promise<T>): Store['write'] {
  return async <T>(by: Once, step: string, work: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.$transaction((tx) => inside(() => claimAndWork(tx, by, step, work)), patience);
      } catch (error) {
        if (attempt >= tries || !inTheWay(error)) throw error;
      }
    }
  };
}

async function claimAndWork<T>(tx: Transaction, by: Once, step: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { envelope } = by;
  // A concurrent second one waits here until the first has committed (and then claims nothing) or has rolled back.
  const claimed = await tx.$executeRaw`
    insert into "DoneWrite" (envelope, step, at) values (${envelope}, ${step}, ${by.clock.now()}) on conflict do nothing`;
  if (claimed === 0) {
    const done = await tx.doneWrite.findUniqueOrThrow({ where: { envelope_step: { envelope, step } }, select: { result: true } });
    return read<T>(done.result);
  }
  const result = await work(tx);
  // Also makes certain that the transaction is still whole: after an error that `work` swallowed, PostgreSQL would
  // answer COMMIT with a silent rollback, but refuses this statement loudly.
  await tx.doneWrite.update({
    where: { envelope_step: { envelope, step } },
    data: { result: result === undefined ? Prisma.DbNull : (JSON.parse(JSON.stringify({ value: result })) as Prisma.InputJsonValue) },
    select: { step: true },
  });
  return result;
}

/** A store whose writes are parts of one that is under way: what several services do happens together or not at all. */
export const within = (store: Store, tx: Transaction): Store => ({ ...store, write: (_by, _step, work) => work(tx) });

/** Kept as { value }, so that null and nothing stay apart. */
const read = <T>(stored: Prisma.JsonValue): T => (stored as { value: T } | null)?.value as T;

/** Prisma's word for it, except after raw SQL, where PostgreSQL's own codes stand inside: could not serialize, deadlock. */
const inTheWay = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && (error.code === 'P2034' || rawConflict.safeParse(error.meta).success);

const rawConflict = z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.enum(['40001', '40P01']) }) }) });
