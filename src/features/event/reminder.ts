/** A day and an hour before an event starts, to those who said that they come and asked to be reminded. */

import { moment, strong } from '../../chat/text.ts';
import { defineReminder } from '../../delivery/reminder.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { button, linkButton } from './names.ts';
import { dateIfAny } from './queries.ts';
import { occurrenceOf, START, subjectOf } from './subject.ts';

export const eventStart = defineReminder({
  name: START,
  offsets: [
    { id: '1d', days: 1 },
    { id: '1h', hours: 1, urgent: true },
  ],
  async date(db, subject) {
    const date = await dateIfAny(db, occurrenceOf(subject));
    if (!date || date.state === 'cancelled' || date.event.state !== 'announced') return undefined;
    return { at: date.startsAt, timeZone: date.event.timeZone };
  },
  async audience(db, subject) {
    const rows = await db.rsvp.findMany({
      where: { occurrenceId: occurrenceOf(subject), remind: true, answer: { in: ['yes', 'maybe'] } },
      select: { personId: true },
      orderBy: { personId: 'asc' },
    });
    return { purposes: [], persons: rows.map(({ personId }) => personId) };
  },
  async line(ctx, subject, at) {
    const date = await dateIfAny(ctx.db, occurrenceOf(subject));
    if (!date || date.state === 'cancelled' || date.event.state !== 'announced') return undefined;
    const title = strong(inLanguage(date.event.titles, ctx.locale, date.event.locale).text);
    const url = date.url ?? date.event.url;
    return {
      text: ctx.t.rich(`reminders.${START}`, { title, at: moment(at), in: moment(at, 'relative') }),
      controls: [
        ...(url === '' ? [] : [linkButton(ctx.t('event.buttons.join'), url)]),
        button(ctx.t('event.buttons.show'), 'show', date.id),
      ],
    };
  },
  async subjects(db) {
    const rows = await db.occurrence.findMany({
      where: { state: 'planned', closedAt: null, event: { state: 'announced' }, rsvps: { some: { remind: true } } },
      select: { id: true },
    });
    return rows.map(({ id }) => subjectOf(id));
  },
});
