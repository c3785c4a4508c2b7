/** A draft of an entry from a question that a person has answered: an editor finishes and publishes it. */
import { short } from '../../../chat/compose.ts';
import { oneLine } from '../../../chat/typed.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import { most } from '../content.ts';

export interface AnsweredQuestion {
  /** Stable, for the entry's key. */
  readonly key: string;
  readonly question: string;
  readonly answer: string;
  readonly locale: string;
}

/** Within the write of whatever it comes from. The question, as it was asked, is title and phrasing. */
export async function draftFromAnswer(
  ctx: Pick<AppContext, 'actor' | 'clock' | 'newId'>,
  tx: Transaction,
  { key, question, answer, locale }: AnsweredQuestion,
): Promise<{ readonly id: string; readonly number: number }> {
  const id = ctx.newId();
  const asked = oneLine(question);
  const { number } = await tx.knowledgeEntry.create({
    data: { id, key, state: 'draft', topic: 'network', ownerId: ctx.actor.id, createdAt: ctx.clock.now() },
    select: { number: true },
  });
  await tx.knowledgeText.create({
    data: {
      entryId: id,
      locale,
      title: short(asked, most.title),
      answer: short(answer.trim(), most.answer),
      phrasings: [short(asked, most.phrasing)],
    },
  });
  return { id, number };
}
