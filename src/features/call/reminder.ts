/** Before submission closes: the channels for awards, everybody who asked to hear of calls, and whoever else is named by the audiences. */
import { moment, strong } from '../../chat/text.ts';
import { defineReminder, type Offset, type ReminderSource } from '../../delivery/reminder.ts';
import { subscribersOf } from '../../delivery/subscribers.ts';
import { inLanguage } from '../../i18n/localized.ts';
import type { Transaction } from '../../store/store.ts';
import { CLOSING, type ClosingAudience } from './intake/service.ts';
import { button } from './names.ts';
import { type Call, callIfAny, dateOf, type Phase, phaseOf, submissionOf } from './queries.ts';

/** Where editions are announced, reminded of and moved. */
export const AWARDS = 'awards';
/** The kind that people subscribe to; no call is about a theme or a country. */
export const CALLS = { kind: 'calls', themes: [], countries: [] } as const;

const offsets: readonly Offset[] = [
  { id: '30d', days: 30 },
  { id: '14d', days: 14 },
  { id: '7d', days: 7 },
  { id: '3d', days: 3 },
  { id: '1d', days: 1 },
  { id: '3h', hours: 3, urgent: true },
];

export const callClosing = (audiences: readonly ClosingAudience[]): ReminderSource =>
  defineReminder({
    name: CLOSING,
    offsets,
    async date(db, subject) {
      const found = await closing(db, subject);
      return found && { at: found.closesAt, timeZone: found.call.timeZone };
    },
    async audience(db, subject, offset) {
      const { callId } = phaseOf(subject);
      const more: string[] = [];
      for (const { persons } of audiences) more.push(...(await persons(db, callId, offset)));
      return { purposes: [AWARDS], persons: [...new Set([...(await subscribersOf(db, CALLS)), ...more])] };
    },
    async line(ctx, subject, at) {
      const found = await closing(ctx.db, subject);
      if (found?.closesAt.getTime() !== at.getTime()) return undefined;
      const { call } = found;
      for (const { line } of ctx.personId === undefined ? [] : audiences) {
        const own = await line(ctx, call.id, at);
        if (own !== undefined) return own === 'nothing' ? undefined : own;
      }
      const title = strong(inLanguage(call.titles, ctx.locale, call.locale).text);
      return {
        text: ctx.t.rich(`reminders.${CLOSING}`, { title, at: moment(at), in: moment(at, 'relative') }),
        controls: [button(ctx.t('call.buttons.show'), 'show', call.id)],
      };
    },
    async subjects(db) {
      const rows = await db.phase.findMany({
        where: { kind: 'submission', closesAt: { not: null }, call: { state: 'open' } },
        select: { callId: true, key: true },
      });
      return rows.map(({ callId, key }) => dateOf(callId, key));
    },
  });

/** The closing of a call that is open; undefined where there is none to be reminded of. */
async function closing(
  db: Pick<Transaction, 'call'>,
  subject: string,
): Promise<{ readonly call: Call; readonly phase: Phase; readonly closesAt: Date } | undefined> {
  const { callId, key } = phaseOf(subject);
  const call = await callIfAny(db, callId);
  const phase = call && submissionOf(call);
  if (call?.state !== 'open' || phase?.key !== key || phase.closesAt === null) return undefined;
  return { call, phase, closesAt: phase.closesAt };
}
