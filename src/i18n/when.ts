/** Dates with a time, as people write them in four languages, to one instant: or a refusal that shows what it could have meant. */
import { createRequire } from 'node:module';
import type { Chrono, ParsedComponents, ParsedResult } from 'chrono-node';
import type * as English from 'chrono-node/en';
import type * as Other from 'chrono-node/es';
import { DateTime, IANAZone } from 'luxon';
import { phrases } from './when-phrases.ts';
import { takeZone, type WrittenZone } from './zones.ts';

/** `at` in the zone that was meant: the written one, else the reader's. */
export interface When {
  readonly type: 'at';
  readonly at: Date;
  readonly timeZone: string;
}
export interface WhenProblem {
  readonly type: 'problem';
  readonly code: WhenCode;
  /** What it could mean; empty where nothing can be offered. */
  readonly candidates: readonly When[];
}
/**
 * `ambiguous`: day and month could be each other, or "next Friday". `gap`, `twice`: the clocks change at that moment.
 * `midnight`: of which day. `span`: a beginning and an end. `weekday`: not the weekday of that date. `zone`: an unknown or ambiguous zone.
 */
export type WhenCode =
  | 'unreadable'
  | 'no-date'
  | 'no-time'
  | 'past'
  | 'ambiguous'
  | 'gap'
  | 'twice'
  | 'midnight'
  | 'span'
  | 'weekday'
  | 'zone';

export interface ReadWhen {
  /** A BCP 47 tag: its region decides the order of day and month for English (`en-US`, `en-GB`); without one both count. */
  readonly locale: string;
  /** IANA zone of the reader. */
  readonly timeZone: string;
  readonly now: Date;
  /** What a date without a time means: its last minute suits deadlines. Refused by default. */
  readonly withoutTime?: 'end-of-day' | 'refused';
  /** For what has happened already. */
  readonly past?: 'allowed' | 'refused';
}

type Language = keyof typeof phrases;
interface Asked extends ReadWhen {
  readonly written: WrittenZone | undefined;
  /** Where an offset was written this is only for "today" and "tomorrow". */
  readonly zone: string;
}
/** What stands on a clock on a wall, with what was left open. */
interface Wall {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly weekday: number | undefined;
  readonly time: { readonly hour: number; readonly minute: number; readonly second: number } | undefined;
}
type Reading = When | WhenProblem;
const monthFirst = ['US', 'PH', 'FM', 'MH', 'PW'];
const longest = 120;
/** ISO 8601 and timetables: the end of the day that is named. */
const endOfDay = /(?<!\d)24(?:[:.]00|\s?h(?:00)?)(?!\d|:)/i;

/** The reader's language first, then the others: a Spanish reader may paste an English date. */
export function readWhen(text: string, how: ReadWhen): Reading {
  const clean = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (clean === '' || clean.length > longest) return refused('unreadable');
  const { zone: written, rest } = takeZone(clean);
  if (written?.type === 'unknown') return refused('zone');
  const asked: Asked = { ...how, written, zone: written?.type === 'zone' ? written.timeZone : how.timeZone };
  const first = languageOf(how.locale);
  const others = languages.filter((language) => language !== first);
  const own = readIn(first, rest, asked);
  if (own.type === 'at' || own.code !== 'unreadable') return own;
  return others.map((language) => readIn(language, rest, asked)).find((read) => read.type === 'at') ?? own;
}

const languages: readonly Language[] = ['en', 'es', 'fr', 'pt'];
const languageOf = (locale: string): Language => languages.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';

/** Loaded when somebody first writes a date: together they are a tenth of a warm start. */
const load = createRequire(import.meta.url);

/** The library's readers; English ones disagree about 03/04. */
function readersOf(language: Language, locale: string): readonly Chrono[] {
  if (language !== 'en') {
    const other: Pick<typeof Other, 'casual'> = load(`chrono-node/${language}`);
    return [other.casual];
  }
  const en: typeof English = load('chrono-node/en');
  const region = /^en[-_]([a-z]{2})$/i.exec(locale)?.[1]?.toUpperCase();
  if (region === undefined) return [en.casual, en.GB];
  return [monthFirst.includes(region) ? en.casual : en.GB];
}

function readIn(language: Language, text: string, asked: Asked): Reading {
  const { midnight } = phrases[language];
  if (midnight.test(text)) return atMidnight(language, text.replace(midnight, ' 00:00 '), asked);
  if (endOfDay.test(text)) return dayAfter(readIn(language, text.replace(endOfDay, '00:00'), { ...asked, past: 'allowed' }), asked);
  const readings = readersOf(language, asked.locale).map((reader) => readBy(reader, language, text, asked));
  const [one = refused('unreadable')] = readings;
  const instants = readings.filter((reading) => reading.type === 'at');
  const different = instants.filter((reading, n) => instants.findIndex((other) => other.at.getTime() === reading.at.getTime()) === n);
  if (different.length > 1) return refused('ambiguous', different);
  // One of the two orders is in the past or at no time: then both are still what it could mean.
  if (instants.length > 0 && instants.length < readings.length && readings.some(isWithDate)) {
    return refused(
      'ambiguous',
      readings.flatMap((reading) => (reading.type === 'at' ? [reading] : reading.candidates)),
    );
  }
  return one;
}

const isWithDate = (reading: Reading): boolean => reading.type === 'problem' && reading.candidates.length > 0;

function atMidnight(language: Language, text: string, asked: Asked): Reading {
  const start = readIn(language, text, { ...asked, past: 'allowed' });
  if (start.type === 'problem') return start;
  const end = dayAfter(start, asked);
  return refused('midnight', end.type === 'at' ? [start, end] : [start]);
}

function dayAfter(reading: Reading, asked: Asked): Reading {
  if (reading.type === 'problem') return reading;
  return inTime({ ...reading, at: DateTime.fromJSDate(reading.at, { zone: reading.timeZone }).plus({ days: 1 }).toJSDate() }, asked);
}

function readBy(reader: Chrono, language: Language, text: string, asked: Asked): Reading {
  const { fillers, next, span } = phrases[language];
  const said = span.test(text) ? text : inKnownWords(language, text, asked);
  const results = parsed(reader, said, asked);
  const [result] = results;
  if (result === undefined || results.length > 1) return refused('unreadable');
  if (result.end) return refused('span');
  const around = `${said.slice(0, result.index)} ${said.slice(result.index + result.text.length)}`.replace(fillers, '');
  if (/[\p{L}\p{N}]/u.test(around)) return refused('unreadable');
  const { start } = result;
  if (start.tags().has('result/relativeDateAndTime')) return inTime({ type: 'at', at: start.date(), timeZone: asked.zone }, asked);
  // An abbreviation that the library knows and we do not trust.
  if (start.isCertain('timezoneOffset') && !start.tags().has('result/relativeDate')) return refused('zone');
  const wall = wallOf(start, asked);
  if (wall.day === undefined && wall.weekday === undefined) return refused(wall.time === undefined ? 'unreadable' : 'no-date');
  return wall.time === undefined ? refused('no-time') : settle(wall, wall.time, next.test(said), asked);
}

/** 29 February of no year is read from the coming leap year. */
function parsed(reader: Chrono, text: string, { now, zone }: Asked): readonly ParsedResult[] {
  const local = DateTime.fromJSDate(now, { zone });
  const from = (instant: Date) => reader.parse(text, { instant, timezone: local.offset }, { forwardDate: true });
  const results = from(now);
  if (results.length > 0 || /\d{4}/.test(text)) return results;
  const leap = [1, 2, 3, 4, 5, 6, 7, 8].map((years) => local.plus({ years })).find((year) => year.isInLeapYear);
  return leap === undefined ? [] : from(leap.startOf('year').toJSDate());
}

function inKnownWords(language: Language, text: string, { now, zone }: Asked): string {
  const today = DateTime.fromJSDate(now, { zone });
  return phrases[language].said
    .reduce((told, [pattern, put]) => {
      return told.replace(pattern, typeof put === 'string' ? put : (today.plus({ days: put }).toISODate() ?? ''));
    }, text)
    .replace(/\s+/gu, ' ');
}

function wallOf(start: ParsedComponents, { withoutTime }: Asked): Wall {
  const certain = (part: 'year' | 'month' | 'day' | 'weekday' | 'hour') =>
    start.isCertain(part) ? (start.get(part) ?? undefined) : undefined;
  const hour = certain('hour');
  const time = { hour: hour ?? 0, minute: start.get('minute') ?? 0, second: start.get('second') ?? 0 };
  const lastMinute = withoutTime === 'end-of-day' ? { hour: 23, minute: 59, second: 0 } : undefined;
  return {
    year: certain('year'),
    month: certain('month'),
    day: certain('day'),
    weekday: certain('weekday'),
    time: hour === undefined ? lastMinute : time,
  };
}

/** The day that was meant, then the instant. */
function settle(wall: Wall, time: NonNullable<Wall['time']>, next: boolean, asked: Asked): Reading {
  const today = DateTime.fromJSDate(asked.now, { zone: asked.zone }).startOf('day');
  const on = (day: DateTime): Reading => instantOf({ year: day.year, month: day.month, day: day.day, ...time }, asked);
  const coming = (days: readonly DateTime[]): Reading => days.map(on).find((read) => !isPast(read)) ?? refused('past');
  if (wall.day === undefined || wall.month === undefined) {
    const first = [0, 1, 2, 3, 4, 5, 6, 7].map((days) => today.plus({ days })).filter((day) => day.weekday % 7 === wall.weekday);
    if (!next) return coming(first);
    const [one] = first.filter((day) => day > today);
    const both = one === undefined ? [] : [on(one), on(one.plus({ weeks: 1 }))];
    return refused(
      'ambiguous',
      both.flatMap((read) => (read.type === 'at' ? [read] : [])),
    );
  }
  const { month, day, year } = wall;
  const days = (year === undefined ? [0, 1, 2, 3, 4, 5, 6, 7, 8].map((years) => today.year + years) : [year])
    .map((in_) => DateTime.fromObject({ year: in_, month, day }, { zone: asked.zone }))
    .filter((one) => one.isValid);
  const [only] = days;
  if (only === undefined) return refused('unreadable');
  const read = year === undefined ? coming(days) : on(only);
  if (wall.weekday === undefined || !(read.type === 'at' || read.candidates.length > 0)) return read;
  const stands = read.type === 'at' ? [read] : read.candidates;
  const isThatDay = stands.some(({ at, timeZone }) => DateTime.fromJSDate(at, { zone: timeZone }).weekday % 7 === wall.weekday);
  return isThatDay ? read : refused('weekday', stands);
}

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function instantOf(local: Local, asked: Asked): Reading {
  if (asked.written?.type === 'offset') return inTime(atOffset(local, asked.written.minutes, asked.timeZone), asked);
  const { zone: timeZone } = asked;
  // 24:00 is the next day's 00:00.
  const wanted = DateTime.fromObject({ ...local }, { zone: 'utc' });
  const at = wanted.setZone(timeZone, { keepLocalTime: true });
  const made = (instant: DateTime): When => ({ type: 'at', at: instant.toJSDate(), timeZone });
  if (at.day !== wanted.day || at.hour !== wanted.hour || at.minute !== wanted.minute) {
    const offsets = [at.plus({ hours: 3 }).offset, at.minus({ hours: 3 }).offset];
    return refused(
      'gap',
      offsets.map((minutes) => made(wanted.minus({ minutes }))),
    );
  }
  const possible = at.getPossibleOffsets();
  if (possible.length > 1) {
    const season = asked.written?.type === 'zone' ? asked.written.season : undefined;
    const meant = season === undefined ? undefined : possible.find((one) => one.isInDST === (season === 'daylight'));
    return meant === undefined ? refused('twice', possible.map(made)) : inTime(made(meant), asked);
  }
  return inTime(made(at), asked);
}

/** The reader's own zone where it keeps that offset then; a zone without seasons for other whole hours. */
function atOffset(local: Local, minutes: number, own: string): When {
  const at = DateTime.fromObject({ ...local }, { zone: 'utc' })
    .minus({ minutes })
    .toJSDate();
  if (IANAZone.create(own).offset(at.getTime()) === minutes) return { type: 'at', at, timeZone: own };
  const hours = minutes / 60;
  // The signs of these IANA names are the other way round.
  const fixed = hours === 0 || !Number.isInteger(hours) ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return { type: 'at', at, timeZone: fixed };
}

const inTime = (when: When, { now, past }: Asked): Reading => (past === 'allowed' || when.at > now ? when : refused('past', [when]));
const isPast = (reading: Reading): boolean => reading.type === 'problem' && reading.code === 'past';
const refused = (code: WhenCode, candidates: readonly When[] = []): WhenProblem => ({ type: 'problem', code, candidates });
