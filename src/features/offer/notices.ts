/** What each side of a match is told, privately. Called inside the change's own transaction; what is said stands in messages.ts. */
import { deliver, type Hands, redraw } from '../../delivery/outbox.ts';
import { toPerson, toReaders } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import { type Kind, kinds, own } from './content.ts';
import * as messages from './messages.ts';
import type { ListingRow, MatchRow } from './record.ts';

/** `here`: who has just made theirs, and is answered at once. */
export async function proposed(ctx: Hands, tx: Transaction, match: MatchRow, here: string): Promise<void> {
  for (const side of kinds) await tell(ctx, tx, match, side, messages.proposed, proposalKey(match.id, side), here);
}

/** Either side's card shows how it stands now. */
export async function redrawProposals(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  for (const side of kinds) await redraw(ctx, tx, proposalKey(id, side));
}

/** `here`: who said yes last, and is answered at once. */
export async function shared(ctx: Hands, tx: Transaction, match: MatchRow, here: string): Promise<void> {
  for (const side of kinds) await tell(ctx, tx, match, side, messages.shared, `match.shared:${match.id}:${side}`, here);
}

export async function askResult(ctx: Hands, tx: Transaction, match: MatchRow): Promise<void> {
  for (const side of kinds) await tell(ctx, tx, match, side, messages.askResult, `match.result:${match.id}:${side}`);
}

export async function ended(ctx: Hands, tx: Transaction, listings: readonly ListingRow[]): Promise<void> {
  for (const { id, personId, version } of listings)
    for (const recipient of await toReaders(tx, [personId], ctx.clock.now()))
      await deliver(ctx, tx, { ...recipient, key: `offer.ended:${id}:${version}`, message: messages.ended, params: { id } });
}

async function tell(
  ctx: Hands,
  tx: Transaction,
  match: MatchRow,
  side: Kind,
  message: typeof messages.proposed,
  key: string,
  here = '',
): Promise<void> {
  const { personId } = own(match, side);
  const recipients = personId === here ? await toPerson(tx, personId) : await toReaders(tx, [personId], ctx.clock.now());
  for (const recipient of recipients) await deliver(ctx, tx, { ...recipient, key, message, params: { match: match.id, side } });
}

const proposalKey = (id: string, side: Kind): string => `match:${id}:${side}`;
