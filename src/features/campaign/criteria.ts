/** By what a member looks inactive, and by which of it one does. Pure. */
import { DateTime } from 'luxon';

export interface Criteria {
  /** Mails in a row that came back from every address; 0: does not count. */
  readonly bounces: number;
  /** Months without a sign; 0: does not count. */
  readonly quietMonths: number;
  readonly noContact: boolean;
  readonly neverAnswered: boolean;
}

/** Until the secretariat sets its own. */
export const defaultCriteria: Criteria = { bounces: 1, quietMonths: 24, noContact: true, neverAnswered: true };

export const reasons = ['noContact', 'bounces', 'quiet', 'neverAnswered'] as const;
export type Reason = (typeof reasons)[number];

/** What is known of a member. */
export interface Facts {
  readonly persons: number;
  /** With an address. */
  readonly contacts: number;
  /** Of those, with so many mails in a row that came back. */
  readonly bounces: readonly number[];
  /** The last sign of it: an answer, somebody of it seen here, a sheet, an application; undefined for none. */
  readonly lastSign: Date | undefined;
  /** It has said something by itself at some time. */
  readonly answered: boolean;
}

export function reasonsOf(facts: Facts, criteria: Criteria, now: Date): readonly Reason[] {
  const since = DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months: criteria.quietMonths }).toJSDate();
  const holds: Readonly<Record<Reason, boolean>> = {
    noContact: criteria.noContact && facts.persons === 0 && facts.contacts === 0,
    bounces: criteria.bounces > 0 && facts.persons === 0 && facts.contacts > 0 && facts.bounces.every((count) => count >= criteria.bounces),
    quiet: criteria.quietMonths > 0 && (facts.lastSign === undefined || facts.lastSign < since),
    neverAnswered: criteria.neverAnswered && !facts.answered && facts.persons === 0,
  };
  return reasons.filter((reason) => holds[reason]);
}
