/** Everything that changes what is known: written, translated, published, checked, retired. One transaction each. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { KnowledgeWords, Topic } from './content.ts';
import { authorize } from './policy.ts';
import { type Entry, fingerprint, getEntry } from './record.ts';
import { CHECK_DAYS, keyFor, roomFor } from './rules.ts';
import { takeFile } from './seed-service.ts';

/** Which entry, and the version that somebody saw. */
export interface Ref {
  readonly id: string;
  readonly version: number;
}

export interface Facts {
  readonly topic: Topic;
  readonly handsOver: boolean;
  readonly source: { readonly title: string; readonly url: string };
  readonly reviewBy: Date | null;
}

/** A draft in one language; nobody is answered with it yet. `from`: the question that it comes from. */
export async function writeEntry(
  ctx: AppContext,
  facts: Pick<Facts, 'topic' | 'handsOver'>,
  locale: string,
  words: KnowledgeWords,
  from?: string,
): Promise<string> {
  authorize(ctx.actor, 'knowledge.write');
  return ctx.store.write(ctx, 'knowledge.write', async (tx) => {
    const id = ctx.newId();
    const taken = new Set((await tx.knowledgeEntry.findMany({ select: { key: true } })).map(({ key }) => key));
    const data = { id, key: keyFor(words.title, (key) => taken.has(key)), ...facts, ownerId: ctx.actor.id, createdAt: ctx.now };
    await tx.knowledgeEntry.create({ data: { ...data, texts: { create: { locale, ...columns(words) } } } });
    if (from !== undefined) await settle(tx, from, id, ctx.now);
    await audit(ctx, tx, 'knowledge.write', `knowledge:${id}`);
    return id;
  });
}

/** One language of it: new, or instead of what stood there. */
export async function saveText(ctx: AppContext, ref: Ref, locale: string, words: KnowledgeWords): Promise<void> {
  authorize(ctx.actor, 'knowledge.write');
  await change(ctx, ref, `text ${locale}`, async (tx, { id }) => {
    const text = columns(words);
    await tx.knowledgeText.upsert({
      where: { entryId_locale: { entryId: id, locale } },
      create: { entryId: id, locale, ...text },
      update: text,
    });
    return {};
  });
}

export async function saveFacts(ctx: AppContext, ref: Ref, { topic, handsOver, source, reviewBy }: Facts): Promise<void> {
  authorize(ctx.actor, 'knowledge.write');
  await change(ctx, ref, 'facts', async () => ({ topic, handsOver, sourceTitle: source.title, sourceUrl: source.url, reviewBy }));
}

/** From now on it is given as an answer. */
export async function publishEntry(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'knowledge.publish');
  await change(ctx, ref, 'publish', async (_tx, entry) => ({ state: 'published', ...checked(ctx, entry) }));
}

/** It is not given as an answer any more, and stays to be read and published again. */
export async function retireEntry(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'knowledge.publish');
  await change(ctx, ref, 'retire', async () => ({ state: 'stale' }));
}

/** Somebody has compared it with its source, and it still holds. */
export async function checkEntry(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'knowledge.publish');
  await change(ctx, ref, 'check', async (_tx, entry) => checked(ctx, { ...entry, reviewBy: null }));
}

export async function ownEntry(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'knowledge.write');
  await change(ctx, ref, 'own', async () => ({ ownerId: ctx.actor.id }));
}

/** Where a seed file and an editor say two things: the file's words, or the editor's for good. */
export async function decideProposed(ctx: AppContext, ref: Ref, which: 'file' | 'ours'): Promise<void> {
  authorize(ctx.actor, 'knowledge.publish');
  await change(ctx, ref, `proposed ${which}`, async (tx, { id, proposed }) => {
    if (!proposed) throw new UserError('knowledge.changed');
    if (which === 'ours') return { proposed: '', seedHash: fingerprint(proposed) };
    await takeFile(tx, id, proposed);
    return {};
  });
}

/** A question that was not answered becomes one more way to ask an entry. @throws UserError where there is no place for it */
export async function attachQuestion(ctx: AppContext, questionId: string, entryId: string): Promise<void> {
  authorize(ctx.actor, 'knowledge.attach');
  await ctx.store.write(ctx, `knowledge.attach ${questionId}`, async (tx) => {
    const question = await open(tx, questionId);
    await lock(tx, entryId);
    const { texts } = await getEntry(tx, entryId);
    const text = texts[question.locale];
    if (!text) throw new UserError('knowledge.not-in-language');
    const one = question.text.replace(/\s+/g, ' ').trim();
    const room = roomFor(text.phrasings, one);
    if (room === 'full') throw new UserError('knowledge.full');
    if (room === 'room') {
      const where = { entryId_locale: { entryId, locale: question.locale } };
      await tx.knowledgeText.update({ where, data: { phrasings: [...text.phrasings, one] } });
      await tx.knowledgeEntry.update({ where: { id: entryId }, data: { version: { increment: 1 } } });
    }
    await settle(tx, questionId, entryId, ctx.now);
    await audit(ctx, tx, 'knowledge.attach', `knowledge:${entryId}`, { question: questionId });
  });
}

/** Nothing to learn from it: it does not wait in the list any more. */
export async function leaveQuestion(ctx: AppContext, questionId: string): Promise<void> {
  authorize(ctx.actor, 'knowledge.attach');
  await ctx.store.write(ctx, `knowledge.leave ${questionId}`, async (tx) => {
    await open(tx, questionId);
    await settle(tx, questionId, null, ctx.now);
    await audit(ctx, tx, 'knowledge.leave', `question:${questionId}`);
  });
}

async function open(tx: Transaction, id: string): Promise<{ readonly locale: string; readonly text: string }> {
  await tx.$queryRaw`select id from "Question" where id = ${id} for update`;
  const question = await tx.question.findUnique({ where: { id }, select: { locale: true, text: true, attachedId: true } });
  if (!question || question.attachedId !== null) throw new UserError('knowledge.settled');
  return question;
}

/** A question that waits for a person goes on waiting: its asker is owed an answer. */
async function settle(tx: Transaction, id: string, attachedId: string | null, now: Date): Promise<void> {
  await tx.question.update({ where: { id }, data: { attachedId } });
  await tx.question.updateMany({ where: { id, state: { not: 'waiting' } }, data: { state: 'closed', closedAt: now } });
}

type Columns = Parameters<Transaction['knowledgeEntry']['update']>[0]['data'];

/** @throws UserError `knowledge.changed` when somebody has changed it since it was seen */
async function change(ctx: AppContext, ref: Ref, what: string, work: (tx: Transaction, entry: Entry) => Promise<Columns>): Promise<void> {
  await ctx.store.write(ctx, `knowledge.${what} ${ref.id}`, async (tx) => {
    await lock(tx, ref.id);
    const entry = await getEntry(tx, ref.id);
    if (entry.version !== ref.version) throw new UserError('knowledge.changed');
    const columns = await work(tx, entry);
    await tx.knowledgeEntry.update({ where: { id: ref.id }, data: { ...columns, version: { increment: 1 } } });
    await audit(ctx, tx, `knowledge.${what.split(' ', 1)[0]}`, `knowledge:${ref.id}`);
  });
}

const lock = (tx: Transaction, id: string) => tx.$queryRaw`select id from "KnowledgeEntry" where id = ${id} for update`;

const DAY_MS = 86_400_000;

function checked(ctx: AppContext, { reviewBy }: Pick<Entry, 'reviewBy'>): { checkedAt: Date; reviewBy: Date } {
  const next = reviewBy !== null && reviewBy > ctx.now ? reviewBy : new Date(ctx.now.getTime() + CHECK_DAYS * DAY_MS);
  return { checkedAt: ctx.now, reviewBy: next };
}

const columns = ({ title, answer, phrasings, links }: KnowledgeWords) => ({
  title,
  answer,
  phrasings: [...phrasings],
  links: links.map((link) => ({ ...link })),
});
