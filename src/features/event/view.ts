/** What the card of an event shows, gathered from the store. */
import type { Database, Transaction } from '../../store/store.ts';
import type { Actor } from '../context.ts';
import { mayManage } from './policy.ts';
import { type Counts, comingDates, countsOf, type DateRecord, type Feedback, feedbackOf } from './queries.ts';
import { type Answer, positionOf, type Standing, standingOf } from './rules.ts';

export interface View {
  readonly date: DateRecord;
  readonly counts: Counts;
  readonly standing: Standing;
  /** The dates of its series that are to come; empty for a single event. */
  readonly coming: readonly DateRecord[];
}

/** So many are shown at once. */
export const DATES = 8;

export async function viewOf(db: Database | Transaction, date: DateRecord, now: Date): Promise<View> {
  const coming = date.event.rule === '' ? [] : await comingDates(db, date.eventId, now, DATES);
  return { date, counts: await countsOf(db, date.id), standing: standingOf(date.event, date, now), coming };
}

/** What one reader sees beyond it. */
export interface Own {
  readonly answer: Answer | undefined;
  readonly manages: boolean;
  readonly feedback: Feedback | undefined;
}

export async function ownOf(db: Database, date: DateRecord, actor: Actor): Promise<Own> {
  const mine = await db.rsvp.findUnique({ where: { occurrenceId_personId: { occurrenceId: date.id, personId: actor.id } } });
  const manages = mayManage(actor, 'event.attendees', date.event);
  return {
    answer: mine ? { answer: mine.answer, remind: mine.remind, position: await waitingAt(db, date.id, actor.id, mine.answer) } : undefined,
    manages,
    feedback: manages && date.closedAt !== null ? await feedbackOf(db, date.id) : undefined,
  };
}

async function waitingAt(db: Database, occurrenceId: string, personId: string, answer: string): Promise<number | undefined> {
  if (answer !== 'waiting') return undefined;
  const rows = await db.rsvp.findMany({ where: { occurrenceId, answer: 'waiting' }, select: { personId: true, turn: true } });
  return positionOf(
    rows.map((row) => ({ ...row, answer: 'waiting' })),
    personId,
  );
}
