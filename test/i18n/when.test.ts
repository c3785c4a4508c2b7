/** Dates and times as people write them in four languages, the days when clocks change, and what is refused. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { formatMoment } from '../../src/i18n/format.ts';
import { type ReadWhen, readWhen } from '../../src/i18n/when.ts';
import { checkWhen } from '../../src/i18n/when-problem.ts';
import { translator } from '../support/catalogue.ts';

const now = new Date('2026-02-10T12:00:00Z');
/** A Tuesday in Barcelona. */
const here = { timeZone: 'Europe/Madrid', now };
const told = (text: string, locale: string, how: Partial<ReadWhen> = {}): string => {
  const read = readWhen(text, { ...here, locale, ...how });
  const written = (at: Date) => at.toISOString().slice(0, 16);
  return read.type === 'at' ? written(read.at) : [read.code, ...read.candidates.map(({ at }) => written(at))].join(' ');
};

describe('an exact moment, in every language', () => {
  test.each([
    ['31 March 2026 6 pm', 'en', '2026-03-31T16:00'],
    ['March 31, 2026 at 18:00', 'en', '2026-03-31T16:00'],
    ['Tue 31 March, 18:00', 'en', '2026-03-31T16:00'],
    ['23:59 on 31 May 2026', 'en', '2026-05-31T21:59'],
    ['10th of June 2026 at 6 in the evening', 'en', '2026-06-10T16:00'],
    ['noon on 3 June 2026', 'en', '2026-06-03T10:00'],
    ['12 June 2026, 12 noon', 'en', '2026-06-12T10:00'],
    ['10 June 2026 at 10 o’clock', 'en', '2026-06-10T08:00'],
    ['10 JUNE 2026 18.30', 'en', '2026-06-10T16:30'],
    ['5 May 2026 at 5:00 p.m.', 'en', '2026-05-05T15:00'],
    ['31/03/2026 18:00', 'en', '2026-03-31T16:00'],
    ['tomorrow at 9', 'en', '2026-02-11T08:00'],
    ['the day after tomorrow at 10am', 'en', '2026-02-12T09:00'],
    ['tonight at 8', 'en', '2026-02-10T19:00'],
    ['Friday at 10am', 'en', '2026-02-13T09:00'],
    ['in 90 minutes', 'en', '2026-02-10T13:30'],

    ['31 de marzo de 2026 a las 18:00', 'es', '2026-03-31T16:00'],
    ['31 de marzo de 2026, 18 h', 'es', '2026-03-31T16:00'],
    ['31 de marzo del 2026 a las 18.00 h', 'es', '2026-03-31T16:00'],
    ['martes 31 de marzo de 2026 a las 6 de la tarde', 'es', '2026-03-31T16:00'],
    ['31 de marzo a las 18:00 de la tarde', 'es', '2026-03-31T16:00'],
    ['31 de marzo a las 9 de la mañana', 'es', '2026-03-31T07:00'],
    ['a las 10 del 31 de marzo de 2026', 'es', '2026-03-31T08:00'],
    ['3 de sept. de 2026 a las 10', 'es', '2026-09-03T08:00'],
    ['1º de mayo de 2026 a mediodía', 'es', '2026-05-01T10:00'],
    ['31-03-2026 18:00', 'es', '2026-03-31T16:00'],
    ['mañana a las 9', 'es', '2026-02-11T08:00'],
    ['pasado mañana a las 10', 'es', '2026-02-12T09:00'],
    ['el viernes a las 10:00', 'es', '2026-02-13T09:00'],
    ['dentro de 3 horas', 'es', '2026-02-10T15:00'],

    ['le 31 mars 2026 à 18h', 'fr', '2026-03-31T16:00'],
    ['31 mars 2026 à 18 h 30', 'fr', '2026-03-31T16:30'],
    ['mardi 31 mars 2026 18:00', 'fr', '2026-03-31T16:00'],
    ['1er août 2026 à midi', 'fr', '2026-08-01T10:00'],
    ['31 mars 2026 à 6 heures du soir', 'fr', '2026-03-31T16:00'],
    ['15 févr. 2026 à 10h', 'fr', '2026-02-15T09:00'],
    ['demain soir à 8h', 'fr', '2026-02-11T19:00'],
    ['après-demain à 10h', 'fr', '2026-02-12T09:00'],
    ['vendredi à 10h', 'fr', '2026-02-13T09:00'],
    ['dans 3 heures', 'fr', '2026-02-10T15:00'],

    ['31 de março de 2026 às 18h30', 'pt', '2026-03-31T16:30'],
    ['terça-feira, 31 de março de 2026 às 18:00', 'pt', '2026-03-31T16:00'],
    ['31 de março de 2026 às 6 da tarde', 'pt', '2026-03-31T16:00'],
    ['às 10h do dia 31 de março de 2026', 'pt', '2026-03-31T08:00'],
    ['1º de maio de 2026 ao meio-dia', 'pt', '2026-05-01T10:00'],
    ['15 de fev. de 2026 10:00', 'pt', '2026-02-15T09:00'],
    ['31/03/2026 18:00', 'pt', '2026-03-31T16:00'],
    ['amanhã às 9h', 'pt', '2026-02-11T08:00'],
    ['depois de amanhã às 10h', 'pt', '2026-02-12T09:00'],
    ['sexta-feira às 10h', 'pt', '2026-02-13T09:00'],
    ['hoje às 20h', 'pt', '2026-02-10T19:00'],
  ])('%s (%s)', (typed, locale, at) => {
    expect(told(typed, locale)).toBe(at);
  });

  test.each(['en', 'es', 'fr', 'pt'])('ISO 8601 is read in %s', (locale) => {
    expect(told('2026-03-31T18:00', locale)).toBe('2026-03-31T16:00');
    expect(told('2026-03-31 18:00', locale)).toBe('2026-03-31T16:00');
    expect(told('2026-03-31T18:00:00Z', locale)).toBe('2026-03-31T18:00');
    expect(told('2026-03-31T18:00-03:00', locale)).toBe('2026-03-31T21:00');
    expect(told('2026-02-30T18:00', locale)).toBe('unreadable');
  });

  test('what is shown of a moment is read as the same moment, in any zone and year', () => {
    const zones = ['Europe/Madrid', 'America/Sao_Paulo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Abidjan', 'UTC'];
    const at = fc.date({ min: new Date('2026-02-11'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(at, fc.constantFrom('en', 'es', 'fr', 'pt'), fc.constantFrom(...zones), (instant, locale, timeZone) => {
        const minute = new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
        const shown = formatMoment(minute, locale, timeZone).replace(/ (?:CES?T|WES?T|[A-Z]{3}|(?:UTC|GMT)(?:[+−-][\d:]+)?)$/u, '');
        const read = readWhen(shown, { locale, timeZone, now });
        const meant = read.type === 'at' ? [read.at] : read.code === 'twice' ? read.candidates.map((one) => one.at) : [];
        expect(meant.map(Number), `${shown} ${JSON.stringify(read)}`).toContain(minute.getTime());
      }),
      { numRuns: 400 },
    );
  });

  test('a date in another of the four languages is understood too', () => {
    expect(told('31 March 2026 6 pm', 'es')).toBe('2026-03-31T16:00');
    expect(told('31 de marzo de 2026 a las 18:00', 'fr')).toBe('2026-03-31T16:00');
  });
});

describe('zones', () => {
  test.each([
    ['31 March 2026, 18:00 Europe/Lisbon', 'en', '2026-03-31T17:00Z Europe/Lisbon'],
    ['31 March 2026 18:00 BRT', 'en', '2026-03-31T21:00Z America/Sao_Paulo'],
    ['31 March 2026 18:00 (CEST)', 'en', '2026-03-31T16:00Z Europe/Madrid'],
    ['31 March 2026, 18:00 UTC+5', 'en', '2026-03-31T13:00Z Etc/GMT-5'],
    ['31 March 2026, 18:00 GMT+5:45', 'en', '2026-03-31T12:15Z UTC'],
    ['31 March 2026, 18:00 UTC+2', 'en', '2026-03-31T16:00Z Europe/Madrid'],
    ['31 March 2026 18:00 Lisbon time', 'en', '2026-03-31T17:00Z Europe/Lisbon'],
    ['31 March 2026 18:00 local time', 'en', '2026-03-31T16:00Z Europe/Madrid'],
    ['31 de marzo de 2026 a las 18:00 hora de Nueva York', 'es', '2026-03-31T22:00Z America/New_York'],
    ['31 de marzo de 2026, 23:59 (hora de Barcelona)', 'es', '2026-03-31T21:59Z Europe/Madrid'],
    ['31 mars 2026 18 h, heure de Montréal', 'fr', '2026-03-31T22:00Z America/Toronto'],
    ['31 de março de 2026 às 18:00 (horário de Brasília)', 'pt', '2026-03-31T21:00Z America/Sao_Paulo'],
    ['tomorrow at 9 America/Bogota', 'en', '2026-02-11T14:00Z America/Bogota'],
  ])('%s', (typed, locale, expected) => {
    const read = readWhen(typed, { ...here, locale });
    expect(read.type === 'at' ? `${read.at.toISOString().slice(0, 16)}Z ${read.timeZone}` : read.code).toBe(expected);
  });

  test.each(['CST', 'IST', 'Narnia time', 'Europe/Atlantis', '(heure de Nulle Part)', 'UTC+19'])('%s is not guessed', (zone) => {
    expect(told(`31 March 2026 18:00 ${zone}`, 'en')).toBe('zone');
  });

  test('today is the day of the zone that was written', () => {
    const late = new Date('2026-02-10T23:30:00Z');
    expect(told('tomorrow at 9', 'en', { now: late })).toBe('2026-02-12T08:00');
    expect(told('tomorrow at 9 America/Bogota', 'en', { now: late })).toBe('2026-02-11T14:00');
  });
});

describe('the clocks change', () => {
  test('a time that does not exist in spring is refused with both neighbours', () => {
    expect(told('29 March 2026 02:30', 'en')).toBe('gap 2026-03-29T00:30 2026-03-29T01:30');
    expect(told('8 de marzo de 2026 a las 2:30', 'es', { timeZone: 'America/New_York' })).toBe('gap 2026-03-08T06:30 2026-03-08T07:30');
    expect(told('29 mars 2026 à 1h59', 'fr')).toBe('2026-03-29T00:59');
    expect(told('29 mars 2026 à 3h', 'fr')).toBe('2026-03-29T01:00');
  });

  test('a time that comes twice in autumn is refused with both, unless the season is written', () => {
    expect(told('25 October 2026 02:30', 'en')).toBe('twice 2026-10-25T00:30 2026-10-25T01:30');
    expect(told('25 October 2026 02:30 CEST', 'en')).toBe('2026-10-25T00:30');
    expect(told('25 October 2026 02:30 CET', 'en')).toBe('2026-10-25T01:30');
    expect(told('25 October 2026 02:30 UTC+1', 'en')).toBe('2026-10-25T01:30');
    expect(told('25 de outubro de 2026 às 3h', 'pt')).toBe('2026-10-25T02:00');
  });

  test('south of the equator too, where a half hour is enough', () => {
    expect(told('5 April 2026 01:45', 'en', { timeZone: 'Australia/Lord_Howe' })).toBe('twice 2026-04-04T14:45 2026-04-04T15:15');
    expect(told('4 October 2026 02:15', 'en', { timeZone: 'Australia/Lord_Howe' })).toBe('gap 2026-10-03T15:15 2026-10-03T15:45');
  });
});

describe('days that are easily mistaken', () => {
  test('day and month that could be each other are not guessed for an English reader without a region', () => {
    expect(told('03/04/2026 10:00', 'en')).toBe('ambiguous 2026-03-04T09:00 2026-04-03T08:00');
    expect(told('03.04.2026 10:00', 'en')).toBe('ambiguous 2026-03-04T09:00 2026-04-03T08:00');
    expect(told('03/04/2026 10:00', 'en-GB')).toBe('2026-04-03T08:00');
    expect(told('03/04/2026 10:00', 'en-US')).toBe('2026-03-04T09:00');
    expect(told('04/04/2026 10:00', 'en')).toBe('2026-04-04T08:00');
    for (const locale of ['es', 'fr', 'pt']) expect(told('03/04/2026 10:00', locale)).toBe('2026-04-03T08:00');
  });

  test('one of the two readings being over does not make the other one certain', () => {
    expect(told('03/04/2026 10:00', 'en', { now: new Date('2026-03-20T12:00:00Z') })).toBe('ambiguous 2026-03-04T09:00 2026-04-03T08:00');
  });

  test.each([
    ['next Friday 10am', 'en'],
    ['el próximo viernes a las 10', 'es'],
    ['el viernes que viene a las 10', 'es'],
    ['vendredi prochain à 10h', 'fr'],
    ['próxima sexta às 10h', 'pt'],
    ['sexta-feira que vem às 10h', 'pt'],
  ])('%s could be two of them', (typed, locale) => {
    expect(told(typed, locale)).toBe('ambiguous 2026-02-13T09:00 2026-02-20T09:00');
  });

  test.each([
    ['31 March 2026 at midnight', 'en'],
    ['31 de marzo de 2026 a medianoche', 'es'],
    ['31 mars 2026 à minuit', 'fr'],
    ['31 de março de 2026 à meia-noite', 'pt'],
  ])('%s begins the day or ends it', (typed, locale) => {
    expect(told(typed, locale)).toBe('midnight 2026-03-30T22:00 2026-03-31T22:00');
  });

  test('00:00 begins the day, 24:00 ends it', () => {
    expect(told('31 March 2026 00:00', 'en')).toBe('2026-03-30T22:00');
    expect(told('31 March 2026 24:00', 'en')).toBe('2026-03-31T22:00');
    expect(told('31 de marzo de 2026 a las 24 h', 'es')).toBe('2026-03-31T22:00');
    expect(told('hoy a las 24:00', 'es')).toBe('2026-02-10T23:00');
  });

  test.each([
    ['Monday 31 March 2026 18:00', 'en'],
    ['lundi 31 mars 2026 à 18h', 'fr'],
    ['lunes 31 de marzo de 2026 a las 18:00', 'es'],
    ['segunda-feira, 31 de março de 2026 às 18:00', 'pt'],
  ])('%s was a Tuesday', (typed, locale) => {
    expect(told(typed, locale)).toBe('weekday 2026-03-31T16:00');
  });

  test('29 February is there in leap years only', () => {
    expect(told('29 February 2028 10:00', 'en')).toBe('2028-02-29T09:00');
    expect(told('29 de febrero de 2027 a las 10', 'es')).toBe('unreadable');
    expect(told('29 février à 10h', 'fr')).toBe('2028-02-29T09:00');
    expect(told('30 de fevereiro de 2028 às 10h', 'pt')).toBe('unreadable');
  });

  test('without a year it is the coming one', () => {
    const december = { now: new Date('2026-12-30T12:00:00Z') };
    expect(told('5 January 10:00', 'en', december)).toBe('2027-01-05T09:00');
    expect(told('31 de diciembre a las 23:59', 'es', december)).toBe('2026-12-31T22:59');
    expect(told('le 1er janvier à 0h05', 'fr', december)).toBe('2026-12-31T23:05');
    expect(told('30 de dezembro às 10h', 'pt', december)).toBe('2027-12-30T09:00');
    expect(told('9 February 10:00', 'en')).toBe('2027-02-09T09:00');
  });
});

describe('what is refused', () => {
  test.each([
    ['', 'unreadable'],
    ['hello', 'unreadable'],
    ['10 June 2026 25:00', 'unreadable'],
    ['10 June 2026 10am or 11 June 2026 10am', 'unreadable'],
    ['10 June 2026 at half past six', 'unreadable'],
    ['x'.repeat(5000), 'unreadable'],
    ['31 March 2026', 'no-time'],
    ['tomorrow afternoon', 'no-time'],
    ['in two weeks', 'no-time'],
    ['Friday', 'no-time'],
    ['10:30', 'no-date'],
    ['10 June 2026 10 to 12', 'span'],
    ['10 June 2026 10:00-11:30', 'span'],
    ['10 to 12 June 2026', 'span'],
    ['1 January 2020 10:00', 'past 2020-01-01T09:00'],
    ['today at 12:59', 'past 2026-02-10T11:59'],
  ])('%s: %s', (typed, code) => {
    expect(told(typed, 'en')).toBe(code);
  });

  test('a date alone is its last minute where the caller allows it, the past where it is asked for', () => {
    expect(told('31 March 2026', 'en', { withoutTime: 'end-of-day' })).toBe('2026-03-31T21:59');
    expect(told('31/03/2026', 'pt', { withoutTime: 'end-of-day', timeZone: 'America/Sao_Paulo' })).toBe('2026-04-01T02:59');
    expect(told('31 March 2026 10:00', 'en', { withoutTime: 'end-of-day' })).toBe('2026-03-31T08:00');
    expect(told('1 January 2020 10:00', 'en', { past: 'allowed' })).toBe('2020-01-01T09:00');
  });

  test('nothing that is typed makes it throw or takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('en', 'es', 'fr', 'pt', 'xx'), (typed, locale) => {
        const read = readWhen(typed, { ...here, locale });
        expect(read.type === 'at' ? DateTime.fromJSDate(read.at).isValid : read.code.length > 0).toBe(true);
      }),
    );
  });
});

describe('what the form says', () => {
  test.each([
    [
      'en',
      'This could be Wednesday, 4 March 2026 at 10:00 CET or Friday, 3 April 2026 at 10:00 CEST. Write the date with the month as a word.',
    ],
  ])('both dates, in words (%s)', (locale, message) => {
    const [problem] = checkWhen('startsAt', '03/04/2026 10:00', { ...here, locale });
    expect(problem?.field).toBe('startsAt');
    expect(translator(locale)(`problems.${problem?.code}`, problem?.args)).toBe(message);
  });

  test.each(['en', 'es', 'fr', 'pt'])('every refusal has its words in %s, with no gap in them', (locale) => {
    const t = translator(locale);
    const typed = ['hello', '2026-06-10', '10:30', '2020-01-01 10:00', '2026-03-29 02:30', '2026-10-25 02:30', '2026-06-01 10:00 IST'];
    const said = typed.flatMap((text) => checkWhen('at', text, { ...here, locale })).map(({ code, args }) => t(`problems.${code}`, args));
    expect(said).toHaveLength(typed.length);
    expect(new Set(said).size).toBe(typed.length);
    for (const text of said) expect(text).not.toMatch(/problems\.|\{|: \.| {2}/u);
  });

  test('what can be read, or is not given, is no problem', () => {
    expect(checkWhen('at', '2026-06-10 10:00', { ...here, locale: 'fr' })).toEqual([]);
    expect(checkWhen('at', ' ', { ...here, locale: 'fr' })).toEqual([]);
    expect(checkWhen('at', undefined, { ...here, locale: 'fr' })).toEqual([]);
  });
});
