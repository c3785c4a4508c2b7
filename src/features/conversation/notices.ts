/** Who is told what when something happens in a conversation. Called inside the change's own transaction; what is said stands in messages.ts. */
import { addressSchema, messageRefSchema, placeOf } from '../../delivery/address.ts';
import type { Message } from '../../delivery/message.ts';
import { deliver, deliverAll, type Hands, redraw } from '../../delivery/outbox.ts';
import { preferencesOf } from '../../delivery/preferences.ts';
import { endOfQuiet } from '../../delivery/quiet.ts';
import { type Recipient, toPerson, toPurpose } from '../../delivery/readers.ts';
import { replan } from '../../delivery/reminder.ts';
import type { Transaction } from '../../store/store.ts';
import * as messages from './messages.ts';
import { causeOf, DESK, REPLY, UNANSWERED } from './names.ts';
import { addressOf, type Conversation, type Said } from './queries.ts';

/** A card in every channel of the secretariat. */
export async function opened(ctx: Hands, tx: Transaction, conversation: Conversation): Promise<void> {
  const { id } = conversation;
  await deliverAll(
    ctx,
    tx,
    (await toPurpose(tx, 'secretariat')).map((place) => ({
      ...place,
      key: `${DESK}:${id}:${placeOf(place.to)}`,
      message: messages.desk,
      params: { id },
      cause: causeOf(id),
    })),
  );
  await waits(ctx, tx, conversation);
}

/** Under those cards; not in the thread in which it was written, where everybody has read it. */
export async function said(ctx: Hands, tx: Transaction, { id }: Conversation, { number }: Said, writtenIn?: string): Promise<void> {
  await underDesk(ctx, tx, id, messages.said, { id, number }, String(number), writtenIn);
}

export async function ended(ctx: Hands, tx: Transaction, { id, closedAt }: Conversation): Promise<void> {
  await underDesk(ctx, tx, id, messages.ended, { id }, `ended/${closedAt?.getTime()}`);
}

/** The cards say what is true now; what is planned is looked at again. */
export async function changed(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  for (const { key } of await cardsOf(tx, id, DESK)) await redraw(ctx, tx, key);
  await replan(ctx, tx, { name: UNANSWERED }, id);
}

/** The asker's buttons too: what is over cannot be closed once more. */
export async function repliesChanged(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  for (const { key } of await cardsOf(tx, id, REPLY)) await redraw(ctx, tx, key);
}

export async function replied(ctx: Hands, tx: Transaction, conversation: Conversation, { number }: Said): Promise<void> {
  const { id } = conversation;
  await toAsker(ctx, tx, conversation, messages.reply, { id, number }, `${REPLY}:${id}/${number}`);
}

export async function closed(ctx: Hands, tx: Transaction, conversation: Conversation, by: string): Promise<void> {
  const { id, closedAt } = conversation;
  await toAsker(ctx, tx, conversation, messages.closed, { id, by }, `conversation.closed:${id}/${closedAt?.getTime()}`);
}

/** Should nobody have answered by then, the asker is told, outside of their quiet hours. */
export async function waits(ctx: Hands, tx: Transaction, conversation: Conversation): Promise<void> {
  const { id, waitingSince, answerBy, askerId } = conversation;
  await replan(ctx, tx, { name: UNANSWERED }, id);
  if (waitingSince === null || answerBy === null || askerId === null) return;
  const { quiet } = preferencesOf(await tx.preference.findUnique({ where: { personId: askerId } }));
  const since = waitingSince.toISOString();
  await toAsker(ctx, tx, conversation, messages.longer, { id, since }, `conversation.longer:${id}/${since}`, ({ timeZone = 'UTC' }) => ({
    notBefore: endOfQuiet(answerBy, quiet, timeZone) ?? answerBy,
  }));
}

interface Posted {
  readonly key: string;
  readonly address: unknown;
  readonly locale: string;
  readonly posted: unknown;
}

const cardsOf = (tx: Transaction, id: string, message: string): Promise<readonly Posted[]> =>
  tx.delivery.findMany({
    where: { cause: causeOf(id), message, state: { in: ['sending', 'sent'] } },
    select: { key: true, address: true, locale: true, posted: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

/** Where the card itself is still on its way, it says all that there is once it arrives. */
async function underDesk<P>(
  ctx: Hands,
  tx: Transaction,
  id: string,
  message: Message<P>,
  params: P,
  what: string,
  except?: string,
): Promise<void> {
  for (const { key, address, locale, posted } of await cardsOf(tx, id, DESK)) {
    const card = messageRefSchema.safeParse(posted);
    if (!card.success || card.data.message === except) continue;
    const to = { ...addressSchema.parse(address), thread: card.data.message };
    await deliver(ctx, tx, { to, locale, key: `${key}/${what}`, message, params, cause: causeOf(id) });
  }
}

/** Under the first answer, where they asked; in the language in which they read now. */
async function toAsker<P>(
  ctx: Hands,
  tx: Transaction,
  conversation: Conversation,
  message: Message<P>,
  params: P,
  key: string,
  more: (reader: Recipient) => Partial<Recipient> = () => ({}),
): Promise<void> {
  const { id, askerId } = conversation;
  if (askerId === null) return;
  const [reader] = await toPerson(tx, askerId);
  if (!reader) return;
  const to = addressOf(conversation);
  const [first] = await cardsOf(tx, id, REPLY);
  const under = messageRefSchema.safeParse(first?.posted);
  const thread = under.success && addressKind(first?.address) === 'direct' ? { thread: under.data.message } : {};
  await deliver(ctx, tx, { ...reader, to: { ...to, ...thread }, ...more(reader), key, message, params, cause: causeOf(id) });
}

/** What could not be delivered there may stand somewhere else, where nothing goes under it. */
const addressKind = (address: unknown): string | undefined => addressSchema.safeParse(address).data?.kind;
