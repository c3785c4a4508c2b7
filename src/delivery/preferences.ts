/** How a person wants to be written to. Whoever never said so has the defaults, which stand here and nowhere else. Pure. */

export interface Preferences {
  readonly quiet: Quiet;
  /**
   * Minutes after the person's local midnight at which what is due that day comes, gathered in one message.
   * Where that falls into their quiet hours, it is `morningOf` that counts.
   */
  readonly morning: number;
  /** Notices go by e-mail in the first place; never true without an address that is theirs. */
  readonly byMail: boolean;
  /** Where to when direct messages do not reach them; `mail` only with an address that is theirs. */
  readonly fallback: 'none' | 'channel' | 'mail';
  readonly digest: 'off' | 'weekly' | 'monthly';
  /** Where their e-mail goes; undefined while they have not shown that the address is theirs. */
  readonly mailbox: string | undefined;
}

/**
 * Minutes after local midnight. Nothing that can wait is sent from `from` (included) until `until` (not included); `from` after
 * `until` goes over midnight (21:00 until 8:00); the same twice means that no hours are quiet. What is urgent, the last
 * hours before a deadline, does not wait.
 */
export interface Quiet {
  readonly from: number;
  readonly until: number;
}

/** What the table keeps of it. */
export interface PreferenceRow {
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly morning: number;
  readonly fallback: 'none' | 'channel' | 'mail';
  readonly byMail: boolean;
  readonly digest: 'off' | 'weekly' | 'monthly';
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
}

/** The same as the columns' own defaults. */
export const defaultPreferences: Preferences = {
  quiet: { from: 21 * 60, until: 8 * 60 },
  morning: 9 * 60,
  byMail: false,
  fallback: 'none',
  digest: 'off',
  mailbox: undefined,
};

export function preferencesOf(row: PreferenceRow | null | undefined): Preferences {
  if (!row) return defaultPreferences;
  const mailbox = row.emailVerifiedAt === null ? undefined : (row.email ?? undefined);
  return {
    quiet: { from: row.quietFrom, until: row.quietUntil },
    morning: row.morning,
    byMail: row.byMail && mailbox !== undefined,
    fallback: row.fallback === 'mail' && mailbox === undefined ? 'none' : row.fallback,
    digest: row.digest,
    mailbox,
  };
}

/** `minute`: after local midnight. */
export function isQuiet({ from, until }: Quiet, minute: number): boolean {
  if (from === until) return false;
  return from < until ? from <= minute && minute < until : from <= minute || minute < until;
}

/** When the day's message comes: their morning, or the end of their quiet hours where that is later. */
export const morningOf = ({ quiet, morning }: Pick<Preferences, 'quiet' | 'morning'>): number =>
  isQuiet(quiet, morning) ? quiet.until : morning;
