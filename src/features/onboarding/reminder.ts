/** Whoever has begun their first steps and left them is reminded gently: three times at most, and not at all once they say so. */
import { DateTime } from 'luxon';
import { defineReminder } from '../../delivery/reminder.ts';
import { button, ONESELF } from './names.ts';

/** Days after the beginning; nothing is said of the first steps from then on. */
export const ASKED_DAYS = 21;

const underWay = { startedAt: { not: null }, finishedAt: null, stoppedAt: null } as const;

export const onboardingUnfinished = defineReminder({
  name: 'onboarding.unfinished',
  // After three days, a week and two weeks.
  offsets: [
    { id: '18d', days: 18 },
    { id: '14d', days: 14 },
    { id: '7d', days: 7 },
  ],
  async date(db, subject) {
    const row = await db.onboarding.findFirst({ where: { personId: personOf(subject), ...underWay }, select: { startedAt: true } });
    if (!row?.startedAt) return undefined;
    return { at: DateTime.fromJSDate(row.startedAt, { zone: 'UTC' }).plus({ days: ASKED_DAYS }).toJSDate(), timeZone: 'UTC' };
  },
  audience: async (_db, subject) => ({ purposes: [], persons: [personOf(subject)] }),
  async line({ db, t }, subject) {
    if ((await db.onboarding.count({ where: { personId: personOf(subject), ...underWay } })) === 0) return undefined;
    return {
      text: t('reminders.onboarding.unfinished'),
      controls: [
        button(t('onboarding.buttons.continue'), 'begin', ONESELF, { style: 'primary' }),
        button(t('onboarding.buttons.stop'), 'stop', ONESELF),
      ],
    };
  },
  subjects: async (db) =>
    (await db.onboarding.findMany({ where: underWay, select: { personId: true } })).map((row) => subjectOf(row.personId)),
  concerning: async (db, personId) => ((await db.onboarding.count({ where: { personId, ...underWay } })) > 0 ? [subjectOf(personId)] : []),
});

export const subjectOf = (person: string): string => `onboarding:${person}`;
const personOf = (subject: string): string => subject.slice('onboarding:'.length);
