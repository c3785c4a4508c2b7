/** Reads conversations: one with all that was written, those of the secretariat's queue, and the one that a thread belongs to. */
import type { Address } from '../../chat/platform.ts';
import { addressSchema } from '../../delivery/address.ts';
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { DESK, REPLY } from './names.ts';

type Reader = Pick<Transaction, 'conversation' | '$queryRaw'>;

const include = {
  asker: { select: { name: true } },
  handler: { select: { name: true } },
  question: { select: { tried: true } },
  messages: { orderBy: { number: 'asc' }, include: { author: { select: { name: true } } } },
} as const;

const rowOf = (db: Reader, id: string) => db.conversation.findUnique({ where: { id }, include });
export type Conversation = NonNullable<Awaited<ReturnType<typeof rowOf>>>;
export type Said = Conversation['messages'][number];

export const conversationIfAny = async (db: Reader, id: string): Promise<Conversation | undefined> => (await rowOf(db, id)) ?? undefined;

/** @throws UserError not-found */
export async function getConversation(db: Reader, id: string): Promise<Conversation> {
  const found = await conversationIfAny(db, id);
  if (!found) throw new UserError('conversation.not-found');
  return found;
}

/** What has been sent, in order. */
export const sentIn = ({ messages }: Pick<Conversation, 'messages'>): readonly Said[] => messages.filter(({ held }) => !held);

export const questionIn = (conversation: Pick<Conversation, 'messages'>): string => sentIn(conversation)[0]?.text ?? '';

export const addressOf = ({ address }: Pick<Conversation, 'address'>): Address => addressSchema.parse(address);

/** Titles of what the asker was shown before, in the reader's language where there is one. */
export async function triedTitles(db: Database, { question }: Pick<Conversation, 'question'>, locale: string): Promise<readonly string[]> {
  const tried = question?.tried ?? [];
  if (tried.length === 0) return [];
  const texts = await db.knowledgeText.findMany({
    where: { entryId: { in: tried } },
    select: { entryId: true, locale: true, title: true },
  });
  return tried.flatMap((id) => {
    const own = texts.filter(({ entryId }) => entryId === id);
    const text = own.find((one) => one.locale === locale) ?? own[0];
    return text ? [text.title] : [];
  });
}

export const filters = ['waiting', 'mine', 'answered', 'closed'] as const;
export type Filter = (typeof filters)[number];

/** Rows of one card. */
export const ROWS = 8;

export interface Listed {
  readonly rows: readonly Conversation[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Open ones the longest waiting first, closed ones the latest first. `mine`: taken by this person, and not closed. */
export async function listConversations(db: Database, filter: Filter, personId: string, page: number): Promise<Listed> {
  const where = filter === 'mine' ? { handlerId: personId, state: { not: 'closed' as const } } : { state: filter };
  const total = await db.conversation.count({ where });
  const pages = Math.max(1, Math.ceil(total / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const orderBy =
    filter === 'closed'
      ? [{ closedAt: 'desc' as const }, { id: 'asc' as const }]
      : [{ waitingSince: { sort: 'asc' as const, nulls: 'last' as const } }, { createdAt: 'asc' as const }, { id: 'asc' as const }];
  const rows = await db.conversation.findMany({ where, include, orderBy, skip: at * ROWS, take: ROWS });
  return { rows, total, page: at, pages };
}

/** The conversation whose thread this is, and on which side of it. */
export async function conversationAt(
  db: Pick<Database, '$queryRaw'>,
  from: Address,
): Promise<{ readonly id: string; readonly side: 'asker' | 'desk' } | undefined> {
  // A thread is named by its first message; on some platforms it is a place of its own, of the same name.
  const under = [from.thread, from.kind === 'channel' ? from.channel : undefined].filter((one) => one !== undefined);
  if (under.length === 0) return undefined;
  const [found] = await db.$queryRaw<{ id: string; message: string }[]>`
    select c.id, d.message from "Conversation" c join "Delivery" d on d.cause = 'conversation:' || c.id
    where d.message in (${DESK}, ${REPLY}, 'conversation.said', 'conversation.longer')
      and d.posted->>'platform' = ${from.platform} and d.posted->>'workspace' = ${from.workspace}
      and d.posted->>'message' = any(${under}::text[])
    limit 1`;
  if (!found) return undefined;
  const side = found.message === DESK || found.message === 'conversation.said' ? 'desk' : 'asker';
  return { id: found.id, side };
}
