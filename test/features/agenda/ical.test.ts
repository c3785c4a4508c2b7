/** Calendar files, read back by another library than the one that writes them. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarFile, versionOf, writeCalendar } from '../../../src/features/agenda/ical.ts';
import { dated } from './support.ts';

const file = (items: CalendarFile['items'], changes: Partial<CalendarFile> = {}): CalendarFile => ({
  name: 'Agora agenda',
  locale: 'en',
  items,
  now: new Date('2026-03-02T09:00:00Z'),
  openTitle: (title) => `${title} (date open)`,
  ...changes,
});
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, events: calendar.getAllSubcomponents('vevent') };
};
const values = (text: string, name: string) => read(text).events.map((event) => event.getFirstPropertyValue(name));

test('an event: the same for every reader, in UTC, with its number and its state', () => {
  const text = writeCalendar(
    file([dated({ uid: 'event:1/0', sequence: 3, place: 'Barcelona', url: 'https://example.org/a?b=1,2;3', text: 'One\nTwo' })]),
  );
  const { calendar, events } = read(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Agora agenda');
  expect(events).toHaveLength(1);
  const value = (name: string) => String(events[0]?.getFirstPropertyValue(name));
  expect(value('uid')).toBe('event:1/0@agora');
  expect(value('sequence')).toBe('3');
  expect(value('dtstamp')).toBe('2026-03-02T09:00:00Z');
  expect(value('last-modified')).toBe('2026-03-01T10:00:00Z');
  expect(value('dtstart')).toBe('2026-03-31T16:00:00Z');
  expect(value('dtend')).toBe('2026-03-31T17:30:00Z');
  expect(value('status')).toBe('CONFIRMED');
  expect(value('location')).toBe('Barcelona');
  expect(value('description')).toBe('One\nTwo');
  expect(new URL(value('url')).searchParams.get('b')).toBe('1,2;3');
});

test('a cancelled one says so under the same UID', () => {
  const text = writeCalendar(file([dated({ uid: 'event:1/0', sequence: 4, cancelled: true })]));
  expect(values(text, 'status')).toEqual(['CANCELLED']);
  expect(values(text, 'uid')).toEqual(['event:1/0@agora']);
});

test('days are days: from the first to the one after the last, and they take no time', () => {
  const text = writeCalendar(
    file([
      dated({ uid: 'a', when: { kind: 'date', start: '2020-07-20', end: '2020-07-22' } }),
      dated({ uid: 'b', when: { kind: 'date', start: '2020-02-29' } }),
    ]),
  );
  expect(values(text, 'dtstart').map(String)).toEqual(['2020-07-20', '2020-02-29']);
  expect(values(text, 'dtend').map(String)).toEqual(['2020-07-23', '2020-03-01']);
  expect(values(text, 'transp')).toEqual(['TRANSPARENT', 'TRANSPARENT']);
  expect(text).toContain('DTSTART;VALUE=DATE:20200720');
});

test('an open date stands over its month and says that it is open; one with only a year is left out', () => {
  const text = writeCalendar(
    file([
      dated({ uid: 'a', title: 'Seminar', when: { kind: 'date', start: '2020-02' } }),
      dated({ uid: 'b', when: { kind: 'date', start: '2020' } }),
    ]),
  );
  expect(values(text, 'summary')).toEqual(['Seminar (date open)']);
  expect(values(text, 'status')).toEqual(['TENTATIVE']);
  expect(values(text, 'dtstart').map(String)).toEqual(['2020-02-01']);
  expect(values(text, 'dtend').map(String)).toEqual(['2020-03-01']);
});

test('a deadline is a moment', () => {
  const when = { kind: 'instant', start: new Date('2026-03-15T22:59:00Z'), timeZone: 'Europe/Madrid' } as const;
  const text = writeCalendar(file([dated({ uid: 'call:1/close', kind: 'deadline', when })]));
  expect(values(text, 'dtstart').map(String)).toEqual(['2026-03-15T22:59:00Z']);
  expect(values(text, 'dtend')).toEqual([null]);
});

describe('what people write cannot become part of the calendar', () => {
  const hostile = [
    'Lunch\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil',
    'a, b; c\\n d \\, e: "f"',
    '👩‍👩‍👧‍👦'.repeat(60),
    'é'.repeat(300),
    'x'.repeat(1000),
    'nul \u0000 bell \u0007 lone \ud800 line\u2028end',
  ];

  test.each(hostile)('%j', (title) => {
    const text = writeCalendar(
      file([dated({ uid: 'event:1', title, text: title, place: title, url: `https://example.org/${encodeURI(title.toWellFormed())}` })]),
    );
    const { events } = read(text);
    expect(events).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no calendar can hold
    const clean = title.toWellFormed().replace(/[\u0000\u0007]/g, '');
    expect(events[0]?.getFirstPropertyValue('summary')).toBe(clean.replace(/\s+/g, ' ').trim());
    expect(events[0]?.getFirstPropertyValue('uid')).toBe('event:1@agora');
  });

  test('whatever it is: one event, lines of at most 75 bytes that end as the standard has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (title, told) => {
        const text = writeCalendar(file([dated({ uid: 'event:1', title, text: told, place: title })]));
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        expect(read(text).events).toHaveLength(1);
      }),
    );
  });
});

test('its version says whether a reader has it already, whenever it is written', () => {
  const one = file([dated({ uid: 'event:1' })]);
  expect(versionOf({ ...one, now: new Date(0) } as CalendarFile)).toBe(versionOf(one));
  expect(versionOf(file([dated({ uid: 'event:1', sequence: 1 })]))).not.toBe(versionOf(one));
  expect(versionOf({ ...one, locale: 'fr' })).not.toBe(versionOf(one));
});
