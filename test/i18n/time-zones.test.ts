/** Zones by what people call them, and called as people know them. */
import { describe, expect, test } from 'vitest';
import { canonicalZone, findZone, searchZones, zoneName } from '../../src/i18n/time-zones.ts';

const locales = ['en', 'es', 'fr', 'pt'];

describe('a zone is found', () => {
  test.each([
    ['en', 'Europe/Madrid', 'Europe/Madrid'],
    ['en', 'europe/madrid', 'Europe/Madrid'],
    ['fr', 'Londres', 'Europe/London'],
    ['es', 'España', 'Europe/Madrid'],
    ['fr', 'Côte d’Ivoire', 'Africa/Abidjan'],
    ['pt', 'sao paulo', 'America/Sao_Paulo'],
    ['es', 'Bogotá', 'America/Bogota'],
    ['en', 'utc', 'UTC'],
  ])('in %s by %s', (locale, given, zone) => {
    expect(findZone(locale, given)?.value).toBe(zone);
  });

  test.each(['', 'Mars/Olympus', 'Brazil', 'Atlantis', '+02:00', 'Europe/'])('not by %s, which is none or several', (given) => {
    expect(findZone('en', given)).toBeUndefined();
  });

  test.each(locales)('in %s by what a form showed of it, so that what was filled in can be sent again', (locale) => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.filter((zone) => findZone(locale, zoneName(zone, locale))?.value !== zone)).toEqual([]);
  });

  test('by its old and its new name', () => {
    expect(canonicalZone('Asia/Kolkata')).toBe(canonicalZone('Asia/Calcutta'));
    expect(zoneName('Asia/Kolkata', 'en')).toBe('Kolkata, India');
  });
});

describe('while typing', () => {
  test('a country brings its zones, the usual name of a city its own first', () => {
    expect(searchZones('fr', 'brés', 3).every(({ label }) => label.includes('Brésil'))).toBe(true);
    expect(searchZones('es', 'nueva y', 3)[0]?.value).toBe('America/New_York');
    expect(searchZones('en', 'zzzz', 3)).toEqual([]);
  });

  test.each(locales)('%s: every zone can be chosen by its own label, which every platform shows whole', (locale) => {
    const all = searchZones(locale, '', 1000);
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter(({ label }) => label.length > 75)).toEqual([]);
    expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
  });
});
