/** What people are reminded of: a kind of source says which dates, whom and how long before; the planner does the rest. */
import { z } from 'zod';
import type { Control } from '../chat/card.ts';
import type { Text } from '../chat/text.ts';
import { defineJob, type Queue } from '../queue/queue.ts';
import type { Transaction } from '../store/store.ts';
import type { MessageContext } from './message.ts';

/** How long before the date. */
export interface Offset {
  /** Stands in keys and stays the same: `30d`, `3h`. */
  readonly id: string;
  readonly days?: number;
  readonly hours?: number;
  /** Exactly then, quiet hours or not: the last hours before a deadline. Others come at the reader's local morning of that day. */
  readonly urgent?: boolean;
}

/** A date that there is something to do before. */
export interface DueDate {
  readonly at: Date;
  /** IANA zone in which the date was set. */
  readonly timeZone: string;
}

export interface Audience {
  /** Channels bound to these purposes. */
  readonly purposes: readonly string[];
  /** Ids of persons, each once. Mutes, languages, zones and quiet hours are the planner's business. */
  readonly persons: readonly string[];
}

/** One line of what somebody is reminded of, in their language. */
export interface ReminderLine {
  readonly text: Text;
  /** What to do about it: a button or two. */
  readonly controls: readonly Control[];
}

export interface ReminderSource {
  /** `call.closing`, `event.start`, `draft.expiring`: texts stand under `reminders.<name>`. */
  readonly name: string;
  readonly offsets: readonly Offset[];
  /** The date as it stands now; undefined when there is nothing to be reminded of any more (cancelled, done, gone). */
  readonly date: (db: Transaction, subject: string) => Promise<DueDate | undefined>;
  readonly audience: (db: Transaction, subject: string, offset: string) => Promise<Audience>;
  /** Undefined: no reason any more for this reader (they have submitted meanwhile, say). */
  readonly line: (ctx: MessageContext, subject: string, date: Date) => Promise<ReminderLine | undefined>;
  /** Every subject that may have reminders to come, for planning anew from nothing. */
  readonly subjects: (db: Transaction) => Promise<readonly string[]>;
  /** Those of them that may concern one person; every one where it is not said. */
  readonly concerning?: (db: Transaction, personId: string) => Promise<readonly string[]>;
}

export const defineReminder = (source: ReminderSource): ReminderSource => source;

const planSchema = z.object({ source: z.string(), subject: z.string(), personId: z.string().optional() });

/** Compares what should be with what is planned, and changes the difference. */
export const planJob = defineJob({ name: 'reminders.plan', retries: 5, parse: (data) => planSchema.parse(data) });

/** To be called in every transaction that changes a source: its date, its state, or whom it concerns (`personId`: only that one). */
export async function replan(
  ctx: { readonly queue: Queue },
  tx: Transaction,
  source: Pick<ReminderSource, 'name'>,
  subject: string,
  personId?: string,
): Promise<void> {
  await ctx.queue.enqueue(tx, planJob, { source: source.name, subject, ...(personId === undefined ? {} : { personId }) });
}

/** To be called in every transaction that changes how or whether somebody wants to be reminded: their zone, hours, subscriptions. */
export async function replanPerson(ctx: { readonly queue: Queue }, tx: Transaction, personId: string): Promise<void> {
  await ctx.queue.enqueue(tx, personJob, { personId });
}

export const personJob = defineJob({
  name: 'reminders.person',
  retries: 5,
  parse: (data) => z.object({ personId: z.string() }).parse(data),
});
