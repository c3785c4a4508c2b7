/** Backups that are made by themselves, and what the secretariat hears of them: that there is none, and that there is one again. */
import { basename } from 'node:path';
import { deliverEach } from '../../delivery/each.ts';
import { toPurpose } from '../../delivery/readers.ts';
import type { JobContext } from '../job.ts';
import { again, failed, missing } from './messages.ts';

/** Run each hour: makes the night's backup, after a failure once more each hour. Of failures one is told a day. */
export async function keepBackups(ctx: JobContext): Promise<void> {
  const { backups } = ctx;
  if (!backups) return;
  const note = backups.note();
  const there = backups.list();
  const gone = note.lastMade !== undefined && !there.some(({ file }) => basename(file) === note.lastMade);
  if (gone && note.lastMade !== undefined) {
    ctx.log.error({ file: note.lastMade }, 'a backup that was made is not there any more');
    const { lastMade, ...rest } = note;
    backups.remember(rest);
    await tell(ctx, `missing ${lastMade}`, (tx, to, cause) => deliverEach(ctx, tx, to, cause, missing, { file: lastMade }));
  }
  if (!backups.due()) return;
  try {
    const made = await backups.make(ctx.store.connection);
    ctx.log.info({ file: made.file, bytes: made.bytes }, 'a backup was made and tried out');
    backups.remember({ lastMade: basename(made.file) });
    if (note.failingSince === undefined) return;
    const params = { since: note.failingSince, at: made.madeAt.toISOString() };
    await tell(ctx, `again ${params.at}`, (tx, to, cause) => deliverEach(ctx, tx, to, cause, again, params));
  } catch (err) {
    ctx.log.error({ err }, 'no backup could be made');
    const at = ctx.clock.now().toISOString();
    backups.remember({ ...backups.note(), failingSince: note.failingSince ?? at });
    const reason = err instanceof Error ? err.message : String(err);
    const params = { reason: reason.slice(0, LONGEST), last: there[0]?.madeAt.toISOString() ?? '' };
    await tell(ctx, `failed ${at.slice(0, 10)}`, (tx, to, cause) => deliverEach(ctx, tx, to, cause, failed, params));
  }
}

const LONGEST = 500;

type Send = (
  tx: Parameters<typeof deliverEach>[1],
  to: Awaited<ReturnType<typeof toPurpose>>,
  cause: string,
) => ReturnType<typeof deliverEach>;

const tell = (ctx: JobContext, what: string, send: Send): Promise<void> =>
  ctx.store.write(ctx, `backup ${what}`, async (tx) => send(tx, await toPurpose(tx, 'secretariat'), `backup.${what}`));
