/** Who is told what when somebody is asked to speak for an organisation, or looks after it. Called in the change's own transaction. */
import { deliverEach, redrawEach } from '../../../delivery/each.ts';
import { toPerson, toPurpose } from '../../../delivery/readers.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import * as messages from './messages.ts';

export async function offered(ctx: AppContext, tx: Transaction, offer: string, personId: string): Promise<void> {
  await deliverEach(ctx, tx, await toPerson(tx, personId), keyOf(offer), messages.offered, { offer });
}

/** The question that still stands before them says that it is void. */
export async function offerWithdrawn(ctx: AppContext, tx: Transaction, offer: string, personId: string): Promise<void> {
  await redrawEach(ctx, tx, await toPerson(tx, personId), keyOf(offer));
}

export async function offerAnswered(ctx: AppContext, tx: Transaction, offer: string): Promise<void> {
  await redrawEach(ctx, tx, await toPerson(tx, ctx.actor.id), keyOf(offer));
  const { byId } = await tx.organisationOffer.findUniqueOrThrow({ where: { id: offer }, select: { byId: true } });
  if (byId === null || byId === ctx.actor.id) return;
  await deliverEach(ctx, tx, await toPerson(tx, byId), `organisation.offerAnswered:${offer}`, messages.offerAnswered, { offer });
}

export async function nobodyLeft(ctx: AppContext, tx: Transaction, organisation: string): Promise<void> {
  const key = `organisation.nobodyLeft:${organisation}/${ctx.clock.now().getTime()}`;
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), key, messages.nobodyLeft, { organisation });
}

const keyOf = (offer: string): string => `organisation.offer:${offer}`;
