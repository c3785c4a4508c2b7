/** Questions that nobody could answer, for editors to learn from: the newest first, one at a time. */
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../context.ts';
import { openQuestions } from './health.ts';
import { askedCard } from './health-card.ts';
import { authorize } from './policy.ts';
import { allEntries } from './record.ts';

/** Offered to be chosen from. */
const OFFERED = 3;

export async function askedReply(ctx: AppContext, at: number, done?: string): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.attach');
  const { db } = ctx.store;
  const of = await db.question.count({ where: openQuestions });
  const position = Math.min(Math.max(0, at), Math.max(0, of - 1));
  const [row] = await db.question.findMany({ where: openQuestions, orderBy: { number: 'desc' }, skip: position, take: 1 });
  if (!row) return show(askedCard(ctx.t, undefined, 0, 0, done));
  const entries = new Map((await allEntries(db)).map((entry) => [entry.id, entry]));
  const candidates = row.candidates.flatMap((id) => {
    const entry = entries.get(id);
    return entry?.texts[row.locale] ? [entry] : [];
  });
  return show(askedCard(ctx.t, { ...row, candidates: candidates.slice(0, OFFERED) }, position, of, done));
}

/** @throws UserError `knowledge.settled` */
export async function questionOf(
  ctx: AppContext,
  id: string,
): Promise<{ readonly id: string; readonly text: string; readonly locale: string }> {
  authorize(ctx.actor, 'knowledge.attach');
  const found = await ctx.store.db.question.findUnique({ where: { id }, select: { id: true, text: true, locale: true } });
  if (!found) throw new UserError('knowledge.settled');
  return found;
}

/** @throws UserError `knowledge.no-question` */
export async function questionByNumber(ctx: AppContext, number: number): Promise<string> {
  authorize(ctx.actor, 'knowledge.attach');
  const found = await ctx.store.db.question.findUnique({ where: { number }, select: { id: true } });
  if (!found) throw new UserError('knowledge.no-question', { number });
  return found.id;
}
