/** All checks at once, each with its own patience: one that hangs or fails is said so, and the others count. */
import type { Log } from '../../log.ts';
import { database, queue } from './checks/database.ts';
import { embedder, locales, mail, web } from './checks/outside.ts';
import { bindings, platforms } from './checks/platforms.ts';
import type { Patient } from './patient.ts';
import { type Report, reportOf, type Seen } from './report.ts';

const checks = { platforms, bindings, database, queue, mail, web, locales, embedder } satisfies Readonly<
  Record<string, (patient: Patient) => Promise<Seen>>
>;

const PATIENCE_MS = 12_000;

export async function examine(patient: Patient, log?: Pick<Log, 'warn'>): Promise<Report> {
  const seen = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<Seen> => {
      try {
        return await inTime(check(patient));
      } catch (err) {
        log?.warn({ err, check: name }, 'a check of the doctor could not be made');
        return { unchecked: [{ code: 'failed', args: { check: name, error: err instanceof Error ? err.message.slice(0, 200) : '' } }] };
      }
    }),
  );
  return reportOf(seen);
}

function inTime(check: Promise<Seen>): Promise<Seen> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  return Promise.race([check, promise]).finally(() => clearTimeout(timer));
}
