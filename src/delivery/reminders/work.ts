/** Who does what with reminders, and when: the jobs that plan them, and the clock that makes them due. */
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { OpenQueue } from '../../queue/open.ts';
import { defineJob } from '../../queue/queue.ts';
import { personJob, planJob } from '../reminder.ts';
import { type PlanParts, planEverything, planPerson, planSubject } from './plan.ts';
import { type TickParts, tickReminders } from './tick.ts';
import { type ReminderTimer, startReminderTimer } from './timer.ts';

export type ReminderParts = PlanParts & TickParts & { readonly log: Log };

const nothing = (data: unknown): null => z.null().parse(data);
const tickJob = defineJob({ name: 'reminders.tick', retries: 3, parse: nothing });
const nightlyJob = defineJob({ name: 'reminders.nightly', retries: 3, parse: nothing });

/** Before the queue starts; `start` when it has. */
export function workOnReminders(parts: ReminderParts, queue: Pick<OpenQueue, 'work' | 'tick'>): { start(): ReminderTimer } {
  let timer: ReminderTimer | undefined;
  queue.work(planJob, async (of) => {
    const first = await planSubject(parts, of);
    if (first !== undefined) timer?.expect(first);
  });
  queue.work(personJob, ({ personId }) => planPerson(parts, personId));
  queue.work(nightlyJob, () => planEverything(parts));
  queue.tick(nightlyJob.name, '10 2 * * *', nightlyJob);
  queue.work(tickJob, async () => {
    await tickReminders(parts);
  });
  queue.tick(tickJob.name, '* * * * *', tickJob);
  return {
    start() {
      timer = startReminderTimer({ db: parts.store.db, clock: parts.clock, log: parts.log }, () => tickReminders(parts));
      return timer;
    },
  };
}
