/** What is dated as an iCalendar file (RFC 5545), written by a library: for a subscription, or one event to be added. */
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Dated } from '../../dated.ts';
import { daysOf, isOfTheYear, isOpen } from './days.ts';

export interface CalendarFile {
  /** What the calendar is called. */
  readonly name: string;
  readonly locale: string;
  readonly items: readonly Dated[];
  /** When it is written: DTSTAMP. */
  readonly now: Date;
  /** "{title} (date open)" */
  readonly openTitle: (title: string) => string;
}

const REFRESH_SECONDS = 3600;
/** Where people have written more, a calendar shows the beginning. */
const TEXT = 4000;

/**
 * A moment is UTC, which every calendar shows in its own zone; a day is a day. What has a month and no day stands over that
 * month without taking time; what has not even a month is left out.
 */
export function writeCalendar({ name, locale, items, now, openTitle }: CalendarFile): string {
  const calendar = ical({
    name: oneLine(name).replace(/[,;\\]/g, ' '),
    prodId: { company: 'Agora', product: 'Agora', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const item of items.filter(({ when }) => !isOfTheYear(when))) {
    const open = isOpen(item.when);
    const title = oneLine(item.title);
    const event = calendar.createEvent({
      id: `${item.uid}@agora`,
      sequence: item.sequence,
      stamp: now,
      lastModified: item.changedAt,
      summary: open ? openTitle(title) : title,
      ...spanOf(item),
      status: item.cancelled ? ICalEventStatus.CANCELLED : open ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
    if (item.text !== '') event.description(printable(item.text).slice(0, TEXT));
    if (item.place !== '') event.location(oneLine(item.place));
    // A comma would be escaped, which an address must not be (RFC 5545, 3.3.13).
    if (item.url !== '') event.url(oneLine(item.url).replace(/,/g, '%2C').replace(/;/g, '%3B').replace(/\\/g, '%5C'));
    if (item.when.kind === 'date') event.transparency(ICalEventTransparency.TRANSPARENT);
  }
  return `${calendar.toString()}\r\n`;
}

function spanOf({ when }: Dated): { start: Date; end?: Date; allDay?: true } {
  // Without an end it is a moment, as a deadline is; an end must be later than the start (RFC 5545, 3.8.2.2).
  if (when.kind === 'instant')
    return when.end !== undefined && when.end > when.start ? { start: when.start, end: when.end } : { start: when.start };
  const { first, last } = daysOf(when, 'UTC');
  const day = (text: string) => DateTime.fromISO(text, { zone: 'utc' });
  return { start: day(first).toJSDate(), end: day(last).plus({ days: 1 }).toJSDate(), allDay: true };
}

/** The same as long as the calendar says the same: when it was written does not count. */
export const versionOf = (file: Omit<CalendarFile, 'now' | 'openTitle'>): string =>
  createHash('sha256')
    .update(JSON.stringify([file.name, file.locale, file.items]))
    .digest('base64url')
    .slice(0, 22);

/** Without what no calendar can hold: RFC 5545 allows no control character but the tab in a text. */
const printable = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .toWellFormed();
const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();
