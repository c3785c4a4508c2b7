/** One message to each of several recipients, under keys of one cause, and the same drawn anew. */

import type { Transaction } from '../store/store.ts';
import { type Destination, placeOf } from './address.ts';
import type { Message } from './message.ts';
import { deliverAll, type Hands, redraw } from './outbox.ts';
import type { Recipient } from './readers.ts';

/** `cause`: what makes the key of each, with the place that it goes to. */
export const deliverEach = <P>(
  ctx: Hands,
  tx: Transaction,
  recipients: readonly Recipient[],
  cause: string,
  message: Message<P>,
  params: P,
): Promise<void> =>
  deliverAll(
    ctx,
    tx,
    recipients.map((recipient) => ({ ...recipient, key: keyFor(cause, recipient.to), message, params })),
  );

export async function redrawEach(ctx: Hands, tx: Transaction, places: readonly Recipient[], cause: string): Promise<void> {
  for (const { to } of places) await redraw(ctx, tx, keyFor(cause, to));
}

const keyFor = (cause: string, to: Destination): string => `${cause}:${placeOf(to)}`;
