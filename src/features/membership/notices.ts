/** Who is told what when an application changes. Called inside the change's own transaction; what is said stands in messages.ts. */
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import { toPerson, toPurpose, toReaders } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import * as messages from './messages.ts';
import type { Application } from './queries.ts';

/** A receipt to whoever sent it in, and a card in the secretariat's channel; older cards there say that a newer one came. */
export async function submitted(ctx: AppContext, tx: Transaction, application: Application): Promise<void> {
  const { id, revision, applicantId } = application;
  await redrawQueue(ctx, tx, application);
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), queueKey(id, revision), messages.queued, { id, revision });
  if (applicantId !== null)
    await deliverEach(ctx, tx, await toPerson(tx, applicantId), `application.receipt:${id}/${revision}`, messages.receipt, { id });
}

export async function decided(ctx: AppContext, tx: Transaction, application: Application): Promise<void> {
  const { id, version, applicantId } = application;
  await redrawQueue(ctx, tx, application);
  if (applicantId === null) return;
  const readers = await toReaders(tx, [applicantId], ctx.clock.now());
  await deliverEach(ctx, tx, readers, `application.decided:${id}/${version}`, messages.decided, { id, version });
}

/** In every channel for announcements, to which it agreed. Once for an organisation and a category. */
export async function welcome(
  ctx: AppContext,
  tx: Transaction,
  { organisationId, applicationId }: { readonly organisationId: string; readonly applicationId: string },
): Promise<void> {
  const params = { organisation: organisationId };
  await deliverEach(ctx, tx, await toPurpose(tx, 'announcements'), `membership.welcome:${applicationId}`, messages.welcome, params);
}

const queueKey = (id: string, revision: number): string => `application.queue:${id}/${revision}`;

/** Every time that it was sent in there came a card; each says what became of it. */
export async function redrawQueue(ctx: AppContext, tx: Transaction, { id, revision }: Application): Promise<void> {
  const places = await toPurpose(tx, 'secretariat');
  for (let one = 1; one <= revision; one += 1) await redrawEach(ctx, tx, places, queueKey(id, one));
}
