/** When a campaign writes, how often, and when it ends. Pure. */
export interface Plan {
  readonly remindDays: number;
  readonly reminders: number;
  readonly graceDays: number;
}

export const defaultPlan: Plan = { remindDays: 14, reminders: 2, graceDays: 30 };

const DAY_MS = 86_400_000;
const after = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);

/** The last message, from which the days of grace count, and the end. */
export function datesOf({ remindDays, reminders, graceDays }: Plan, startedAt: Date) {
  const graceAt = after(startedAt, remindDays * reminders);
  return { graceAt, endsAt: after(graceAt, graceDays) };
}

/** How many messages everybody who is silent should have had by now: the first one, and the reminders. */
export function roundsBy({ remindDays, reminders }: Plan, startedAt: Date, now: Date): number {
  const days = (now.getTime() - startedAt.getTime()) / DAY_MS;
  return 1 + Math.min(reminders, Math.max(0, Math.floor(days / remindDays)));
}
