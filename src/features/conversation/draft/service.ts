/** A question and its answer become the draft of a knowledge entry. */
import { UserError } from '../../../errors.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { draftFromAnswer } from '../../knowledge/drafts/service.ts';
import { attachHandedOver } from '../../question/handed/service.ts';
import * as notices from '../notices.ts';
import { authorize } from '../policy.ts';
import { getConversation, questionIn, sentIn } from '../queries.ts';

/** Gives the entry's number. Pressed by two, it is one draft. @throws UserError unanswered */
export async function makeDraft(ctx: AppContext, id: string): Promise<number> {
  authorize(ctx.actor, 'conversation.draft');
  return ctx.store.write(ctx, 'conversation.draft', async (tx) => {
    await tx.$queryRaw`select id from "Conversation" where id = ${id} for update`;
    const conversation = await getConversation(tx, id);
    const { number, locale, questionId, entryId } = conversation;
    if (entryId !== null) return (await tx.knowledgeEntry.findUniqueOrThrow({ where: { id: entryId }, select: { number: true } })).number;
    const answers = sentIn(conversation).filter(({ fromAsker }) => !fromAsker);
    if (answers.length === 0) throw new UserError('conversation.unanswered');
    const entry = await draftFromAnswer(ctx, tx, {
      key: `asked-${number}`,
      question: questionIn(conversation),
      answer: answers.map(({ text }) => text).join('\n\n'),
      locale,
    });
    await tx.conversation.update({ where: { id }, data: { entryId: entry.id } });
    if (questionId !== null) await attachHandedOver(tx, questionId, entry.id);
    await audit(ctx, tx, 'conversation.draft', `conversation:${id}`, { entry: entry.id });
    await notices.changed(ctx, tx, id);
    return entry.number;
  });
}
