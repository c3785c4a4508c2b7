/** Who is told what when a suggestion changes. Called inside the change's own transaction; what is said stands in messages.ts. */
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import type { Hands } from '../../delivery/outbox.ts';
import { toPurpose, toReaders } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import { isTold } from './content.ts';
import * as messages from './messages.ts';
import type { Prospect } from './queries.ts';

/** A card in the secretariat's channel, which says from then on what became of it. */
export async function suggested(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), deskKey(id), messages.suggested, { id });
}

/** Whoever suggested it hears what came of it, unless it was them. */
export async function changed(ctx: Hands, tx: Transaction, { id, state, suggestedById }: Prospect, by: string): Promise<void> {
  await redrawEach(ctx, tx, await toPurpose(tx, 'secretariat'), deskKey(id));
  if (!isTold(state) || suggestedById === null || suggestedById === by) return;
  const readers = await toReaders(tx, [suggestedById], ctx.clock.now());
  await deliverEach(ctx, tx, readers, `prospect.news:${id}/${state}`, messages.news, { id, state });
}

/** Something that asks the secretariat to act; once for an invitation. */
export async function heard(ctx: Hands, tx: Transaction, { id, token }: Prospect, what: messages.Heard): Promise<void> {
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), `prospect.${what}:${token}`, messages.heard, { id, what });
}

const deskKey = (id: string): string => `prospect.desk:${id}`;
