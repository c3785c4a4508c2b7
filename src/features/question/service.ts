/** What was asked and what became of it. The only writer of questions. */
import type { Decision } from '../../retrieval/decide.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import { handOver } from './hand-over-service.ts';
import { authorize } from './policy.ts';
import { ownQuestion, type Question } from './record.ts';

export interface Asked {
  readonly text: string;
  /** Language of the answer. */
  readonly locale: string;
  readonly decision: Decision;
  readonly outcome: Question['outcome'];
  /** What the asker is shown of the candidates. */
  readonly shown: readonly string[];
}

/** @returns its id */
export async function keepQuestion(ctx: AppContext, { text, locale, decision, outcome, shown }: Asked): Promise<string> {
  authorize(ctx.actor, 'question.ask');
  const { from } = ctx;
  return ctx.store.write(ctx, 'question.ask', async (tx) => {
    const id = ctx.newId();
    const direct = outcome === 'direct' || outcome === 'live';
    await tx.question.create({
      data: {
        id,
        personId: ctx.actor.id,
        platform: from.platform,
        workspace: from.workspace,
        channel: from.kind === 'channel' ? from.channel : '',
        thread: from.kind === 'channel' ? (from.thread ?? '') : '',
        locale,
        text,
        outcome,
        candidates: [...decision.candidates],
        tried: [...shown],
        entryId: direct ? (shown[0] ?? null) : null,
        confidence: decision.confidence,
        state: outcome === 'none' ? 'refused' : 'answered',
        createdAt: ctx.now,
      },
    });
    return id;
  });
}

/** One of those that were offered. @throws UserError `question.gone` */
export async function chooseEntry(ctx: AppContext, id: string, entryId: string): Promise<void> {
  authorize(ctx.actor, 'question.judge');
  await change(ctx, `choose ${entryId}`, id, async (tx) => {
    await tx.question.update({ where: { id }, data: { entryId } });
  });
}

/** @throws UserError `question.gone` */
export async function sayHelped(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'question.judge');
  await change(ctx, 'helped', id, async (tx) => {
    await tx.question.update({ where: { id }, data: { helped: true } });
  });
}

/** It was not what they had asked; `offered` is what they are shown instead. @throws UserError `question.gone` */
export async function sayNotAsked(ctx: AppContext, id: string, offered: readonly string[]): Promise<void> {
  authorize(ctx.actor, 'question.judge');
  await change(ctx, 'not', id, async (tx, { tried, state }) => {
    const next = state === 'waiting' || state === 'closed' ? state : offered.length > 0 ? 'answered' : 'refused';
    await tx.question.update({ where: { id }, data: { helped: false, tried: [...new Set([...tried, ...offered])], state: next } });
  });
}

/** Once, however often it is pressed. @throws UserError `question.gone` */
export async function askPerson(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'question.judge');
  await change(ctx, 'person', id, async (tx, question) => {
    if (question.handedOverAt === null) await handOver(ctx, tx, question);
  });
}

async function change(
  ctx: AppContext,
  step: string,
  id: string,
  work: (tx: Transaction, question: Question) => Promise<void>,
): Promise<void> {
  await ctx.store.write(ctx, `question.${step} ${id}`, async (tx) => {
    await tx.$queryRaw`select id from "Question" where id = ${id} for update`;
    await work(tx, await ownQuestion(tx, ctx.actor.id, id));
  });
}
