/** Unanswered for two working days: the secretariat is reminded where the question stands, and whoever has taken it. */
import { short } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import { type DueDate, defineReminder } from '../../delivery/reminder.ts';
import type { Transaction } from '../../store/store.ts';
import { button, numberedRef, UNANSWERED } from './names.ts';
import { conversationIfAny, questionIn, sentIn } from './queries.ts';

/** The reminder comes exactly when the two working days are over, and is of use for as long again. */
const OF_USE_HOURS = 48;
const HOUR_MS = 3_600_000;
const QUESTION = 200;

export const unanswered = defineReminder({
  name: UNANSWERED,
  // The moment lies in the secretariat's working hours already.
  offsets: [{ id: 'late', hours: OF_USE_HOURS, urgent: true }],
  date: (db, subject) => dueOf(db, subject),
  async audience(db, subject) {
    const found = await db.conversation.findUnique({ where: { id: subject }, select: { handlerId: true } });
    return { purposes: ['secretariat'], persons: found?.handlerId == null ? [] : [found.handlerId] };
  },
  async line(ctx, subject, date) {
    const conversation = await conversationIfAny(ctx.db, subject);
    if (conversation?.state !== 'waiting' || conversation.waitingSince === null) return undefined;
    if ((await dueOf(ctx.db, subject))?.at.getTime() !== date.getTime()) return undefined;
    const { id, asker, handler, waitingSince } = conversation;
    const last = sentIn(conversation).at(-1)?.number ?? 1;
    return {
      text: ctx.t.rich(handler === null ? `reminders.${UNANSWERED}` : `reminders.${UNANSWERED}.taken`, {
        who: strong(asker?.name ?? ctx.t('conversation.somebody')),
        since: moment(waitingSince, 'relative'),
        question: short(questionIn(conversation).replace(/\s+/g, ' '), QUESTION),
        ...(handler === null ? {} : { handler: handler.name }),
      }),
      controls: [
        button(ctx.t('conversation.buttons.answer'), 'answer', numberedRef(id, last), { style: 'primary' }),
        ...(handler === null ? [button(ctx.t('conversation.buttons.take'), 'take', id)] : []),
        button(ctx.t('conversation.buttons.show'), 'show', numberedRef(id, 1)),
      ],
    };
  },
  async subjects(db) {
    const rows = await db.conversation.findMany({ where: { state: 'waiting' }, select: { id: true } });
    return rows.map(({ id }) => id);
  },
  async concerning(db, personId) {
    const rows = await db.conversation.findMany({ where: { state: 'waiting', handlerId: personId }, select: { id: true } });
    return rows.map(({ id }) => id);
  },
});

async function dueOf(db: Pick<Transaction, 'conversation'>, id: string): Promise<DueDate | undefined> {
  const found = await db.conversation.findUnique({ where: { id }, select: { state: true, answerBy: true } });
  if (found?.state !== 'waiting' || found.answerBy === null) return undefined;
  return { at: new Date(found.answerBy.getTime() + OF_USE_HOURS * HOUR_MS), timeZone: 'UTC' };
}
