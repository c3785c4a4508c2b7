/** Dates, numbers and countries as people write them in four languages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, countryName, findCountry, searchCountries } from '../../src/i18n/countries.ts';
import { readDate } from '../../src/i18n/dates.ts';
import { fold } from '../../src/i18n/fold.ts';
import { formatDate, formatList, formatPeriod } from '../../src/i18n/format.ts';
import { readNumber, writeNumber } from '../../src/i18n/numbers.ts';

const locales = ['en', 'es', 'fr', 'pt'] as const;

describe('dates', () => {
  test.each([
    ['2016', 'en', '2016'],
    [' 2016-05 ', 'en', '2016-05'],
    ['2016/5/3', 'fr', '2016-05-03'],
    ['05/2016', 'pt', '2016-05'],
    ['31.12.2016', 'en', '2016-12-31'],
    ['12/31/2016', 'en', '2016-12-31'],
    ['3/4/2016', 'es', '2016-04-03'],
    ['May 31, 2016', 'en', '2016-05-31'],
    ['31st of May 2016', 'en', '2016-05-31'],
    ['mayo de 2016', 'es', '2016-05'],
    ['1º de mayo de 2016', 'es', '2016-05-01'],
    ['1er janvier 2016', 'fr', '2016-01-01'],
    ['août 2016', 'fr', '2016-08'],
    ['1 de março de 2016', 'pt', '2016-03-01'],
    ['29/02/2016', 'fr', '2016-02-29'],
  ])('%s in %s', (typed, locale, edtf) => {
    expect(readDate(typed, locale)).toEqual({ type: 'date', edtf });
  });

  test.each(['', 'spring 2016', '2016-13', '30 February 2016', '29/02/2015', '16', '2016 2017', '1 2 3 2016', 'May'])(
    '%j is not read as one',
    (typed) => {
      expect(readDate(typed, 'fr')).toEqual({ type: 'unreadable' });
    },
  );

  test('a day and a month that could be each other are not guessed for an English reader', () => {
    expect(readDate('03/04/2016', 'en')).toEqual({ type: 'ambiguous' });
    expect(readDate('04/04/2016', 'en')).toEqual({ type: 'date', edtf: '2016-04-04' });
  });

  test('what is shown of a date is read as the same date', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), fc.constantFrom(...locales), (at, length, locale) => {
        const edtf = at.toISOString().slice(0, length);
        expect(readDate(formatDate(edtf, locale), locale)).toEqual({ type: 'date', edtf });
      }),
    );
  });

  test('periods, open or not', () => {
    const since = (start: string) => `since ${start}`;
    expect(formatPeriod('2016-05', '2018', false, 'es', since)).toBe('mayo de 2016 – 2018');
    expect(formatPeriod('2016', '', true, 'en', since)).toBe('since 2016');
    expect(formatPeriod('2016', '2016', false, 'en', since)).toBe('2016');
    expect(formatPeriod('', '', false, 'en', since)).toBe('');
    expect(formatList(['a', 'b', 'c'], 'pt')).toBe('a, b e c');
  });
});

describe('numbers', () => {
  test.each([
    ['1,234.5', 'en', 1234.5],
    ['1.234,5', 'es', 1234.5],
    ['1 234,5', 'fr', 1234.5],
    ['12.000', 'pt', 12_000],
    ['12000', 'es', 12_000],
    ['-3', 'en', -3],
  ])('%s in %s', (typed, locale, value) => {
    expect(readNumber(typed, locale)).toBe(value);
  });

  test.each(['1,2,3', 'many', '', '1e5', '12 people', 'Infinity'])('%j is none', (typed) => {
    expect(readNumber(typed, 'en')).toBeUndefined();
  });

  test('what is shown in a field again is read as the same number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(...locales),
        (whole, digits, locale) => {
          const value = whole / 10 ** digits;
          expect(readNumber(writeNumber(value, locale), locale)).toBe(value);
        },
      ),
    );
  });
});

describe('countries', () => {
  test.each([
    ['brasil', 'BR'],
    ['BRÉSIL', 'BR'],
    ['Ivory Coast', 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['USA', 'US'],
    ['Estados Unidos', 'US'],
    ['corea del sur', 'KR'],
    ['Alemanha', 'DE'],
    ['Turkey', 'TR'],
    ['England', 'GB'],
    ['RDC', 'CD'],
    ['fra', 'FR'],
    ['pt', 'PT'],
  ])('%s', (typed, code) => {
    expect(codeOf(typed)).toBe(code);
  });

  test('what is none, is none', () => {
    expect(findCountry('en', 'Atlantis')).toBeUndefined();
    expect(findCountry('en', '')).toBeUndefined();
  });

  test('every country is found by the name that is shown of it, in every language', () => {
    for (const locale of locales) {
      for (const { value, label } of searchCountries(locale, '', 1000)) expect([label, codeOf(label)]).toEqual([label, value]);
    }
    expect(searchCountries('en', '', 1000).length).toBeGreaterThan(240);
  });

  test('are found while typing, in one’s own language first', () => {
    expect(searchCountries('fr', 'alle', 5)).toEqual([{ value: 'DE', label: 'Allemagne' }]);
    expect(searchCountries('en', 'guinea', 2).map((one) => one.value)).toEqual(['GN', 'GW']);
    expect(searchCountries('es', 'united king', 5)).toEqual([{ value: 'GB', label: 'Reino Unido' }]);
    expect(searchCountries('pt', 'a', 3)).toHaveLength(3);
    expect(countryName('ES', 'pt')).toBe('Espanha');
  });

  test('folding forgives case, accents and punctuation', () => {
    expect(fold('  Côte-d’Ivoire ')).toBe('cote d ivoire');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});
