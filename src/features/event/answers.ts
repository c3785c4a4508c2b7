/** Between the form's answers and what an event says, both ways. Pure. */

import { DateTime } from 'luxon';
import type { Problem } from '../../chat/form.ts';
import { linesOf, oneLine } from '../../chat/typed.ts';
import { canonicalZone } from '../../i18n/time-zones.ts';
import { readWhen } from '../../i18n/when.ts';
import { whenProblem } from '../../i18n/when-problem.ts';
import type { Announcing, EventContent } from './content.ts';
import { type Given, translations } from './fields.ts';
import type { DateRecord } from './queries.ts';
import { type Cadence, cadenceOf, cadences, isRule, ruleFor, tidyRule } from './series.ts';
import { minutesOf } from './words.ts';

export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
}

/** What "tomorrow" is counted from. */
export interface Said {
  readonly savedAt: Date;
}

export interface Moment {
  readonly at: Date;
  /** IANA; where only an offset was written, the one that was chosen beside it. */
  readonly timeZone: string;
}

/** The date as it is understood; undefined while there is none that could be. */
export function momentOf(reader: Reader, given: Given, typed: string | undefined, { savedAt }: Said): Moment | undefined {
  if (typed === undefined) return undefined;
  const chosen = given.timeZone ?? reader.timeZone;
  const read = readWhen(typed, { locale: reader.locale, timeZone: chosen, now: savedAt, past: 'allowed' });
  return read.type === 'at' ? { at: read.at, timeZone: canonicalZone(read.timeZone) ?? chosen } : undefined;
}

/** Undefined while the date is missing or cannot be understood. */
export function contentFrom(reader: Reader, given: Given, said: Said): EventContent | undefined {
  const moment = momentOf(reader, given, given.when, said);
  if (moment === undefined) return undefined;
  const locale = given.language ?? reader.locale;
  const written = Object.entries(translations).map(([language, [title, text]]) => ({
    language,
    title: oneLine(language === locale ? given.title : given[title]),
    text: (language === locale ? given.text : given[text])?.trim() ?? '',
  }));
  return {
    locale,
    titles: Object.fromEntries(written.filter(({ title }) => title !== '').map(({ language, title }) => [language, title])),
    texts: Object.fromEntries(written.filter(({ text }) => text !== '').map(({ language, text }) => [language, text])),
    themes: [...(given.themes ?? [])],
    country: given.country ?? '',
    speakers: linesOf(given.speakers),
    place: oneLine(given.place),
    url: given.url?.trim() ?? '',
    capacity: given.capacity ?? null,
    startsAt: moment.at,
    timeZone: moment.timeZone,
    durationMinutes: given.duration ?? 60,
    rule: ruleOf(given, moment),
  };
}

export function announcingFrom(reader: Reader, given: Given, said: Said): Announcing {
  if (given.announce === 'now') return { type: 'now' };
  const at = given.announce === 'at' ? momentOf(reader, given, given.announceAt, said)?.at : undefined;
  return at === undefined ? { type: 'draft' } : { type: 'at', at };
}

/** Rules over several answers. `before`: the date as it stands, which an edit may leave in the past. */
export function problemsOf(reader: Reader, given: Given, said: Said, before: Date | undefined): readonly Problem[] {
  const when = dateProblems('when', reader, given, given.when, said, before);
  const start = momentOf(reader, given, given.when, said);
  const problems: Problem[] = [...when];
  if (given.announce === 'at') {
    problems.push(...dateProblems('announceAt', reader, given, given.announceAt, said, undefined));
    const at = momentOf(reader, given, given.announceAt, said)?.at;
    if (at && start && at >= start.at) problems.push({ field: 'announceAt', code: 'event.announced-late' });
  }
  if (given.repeats === 'own' && start && given.rule !== undefined && !isRule(tidyRule(given.rule), start.at, start.timeZone)) {
    problems.push({ field: 'rule', code: 'event.rule' });
  }
  if (given.url !== undefined && !given.url.trim().startsWith('https://')) problems.push({ field: 'url', code: 'event.https' });
  const nowhere = oneLine(given.place) === '' && (given.url ?? '').trim() === '';
  if (nowhere && given.announce !== undefined && given.announce !== 'keep') problems.push({ field: 'place', code: 'event.where' });
  return problems;
}

/** An event as first values of the form: what a person would have given. */
export function answersFrom(date: DateRecord): Readonly<Record<string, readonly string[]>> {
  const { event } = date;
  const one = (value: string): readonly string[] => (value === '' ? [] : [value]);
  const known = cadenceOf(event.rule);
  const left = known?.times === undefined ? undefined : known.times - (date.nth - event.anchor);
  const others = Object.entries(translations).flatMap(([language, [title, text]]) =>
    language === event.locale
      ? []
      : [
          [title, one(event.titles[language] ?? '')],
          [text, one(event.texts[language] ?? '')],
        ],
  );
  return {
    title: one(event.titles[event.locale] ?? ''),
    text: one(event.texts[event.locale] ?? ''),
    themes: event.themes,
    when: [written(date.originalStart, event.timeZone)],
    timeZone: [event.timeZone],
    duration: [String(event.rule === '' ? minutesOf(date) : event.durationMinutes)],
    repeats: [event.rule === '' ? 'no' : (known?.cadence ?? 'own')],
    times: left === undefined || left < 2 ? [] : [String(left)],
    rule: known === undefined ? one(event.rule) : [],
    place: one(event.place),
    url: one(event.url),
    capacity: event.capacity === null ? [] : [String(event.capacity)],
    announce: [event.state === 'scheduled' ? 'at' : 'keep'],
    announceAt: event.announceAt === null ? [] : [written(event.announceAt, event.timeZone)],
    speakers: one(event.speakers.join('\n')),
    country: one(event.country),
    language: [event.locale],
    ...Object.fromEntries(others),
  };
}

/** `2026-03-31 18:00`: read alike in every language. */
export const written = (at: Date, timeZone: string): string => DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');

function ruleOf(given: Given, { at, timeZone }: Moment): string {
  if (given.repeats === 'own') return tidyRule(given.rule ?? '');
  const cadence = cadences.find((one): one is Cadence => one === given.repeats);
  return cadence === undefined ? '' : ruleFor(cadence, at, timeZone, given.times);
}

/** What cannot be understood, or could be two moments, or is over already. */
export function dateProblems(
  field: string,
  reader: Reader,
  given: Pick<Given, 'timeZone'>,
  typed: string | undefined,
  { savedAt }: Said,
  before: Date | undefined,
): readonly Problem[] {
  if (typed === undefined) return [];
  const timeZone = given.timeZone ?? reader.timeZone;
  const read = readWhen(typed, { locale: reader.locale, timeZone, now: savedAt, past: 'allowed' });
  if (read.type === 'problem') return [whenProblem(field, read, reader.locale)];
  if (read.at > reader.now || read.at.getTime() === before?.getTime()) return [];
  return [whenProblem(field, { type: 'problem', code: 'past', candidates: [read] }, reader.locale)];
}
