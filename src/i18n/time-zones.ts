/** Time zones as people choose them: by city, country or the zone's own name, in their language; IANA names in records. */
import iso from 'i18n-iso-countries/index.js';
import type { Choice } from '../chat/card.ts';
import { countryName } from './countries.ts';
import { fold } from './fold.ts';
import { zonesByPlace } from './zones.ts';

const UTC = 'UTC';
/** What every platform shows of an option. */
const LABEL = 75;
/** Clocks are called as they are these years, not as in 1970. */
const NOWADAYS = Date.UTC(2026, 0, 1);
/** Cities whose IANA name is an old one, or has lost its accents. */
const cities: Readonly<Record<string, string>> = {
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Calcutta: 'Kolkata',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
  'Sao Paulo': 'São Paulo',
};
const zones: readonly string[] = [UTC, ...Intl.supportedValuesOf('timeZone')];
let countries: ReadonlyMap<string, string> | undefined;
/** Worked out when a zone is first shown: it takes a while. */
function countryOf(zone: string): string | undefined {
  countries ??= new Map(
    Object.keys(iso.getAlpha2Codes()).flatMap((code) =>
      (new Intl.Locale(`und-${code}`).getTimeZones() ?? []).map((known) => [known, code] as const),
    ),
  );
  return countries.get(zone);
}

/** The IANA name under which a zone is known here, whatever older or newer name was given; undefined for what is no zone. */
export function canonicalZone(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name.trim() }).resolvedOptions();
    // An offset (`+02:00`) knows nothing of summer time.
    return /^[+-]/.test(timeZone) ? undefined : timeZone;
  } catch {
    return undefined;
  }
}

/** `São Paulo, Brésil (heure de Brasilia)`; the name itself for what is no zone. */
export function zoneName(zone: string, locale: string): string {
  const timeZone = canonicalZone(zone);
  if (timeZone === undefined || timeZone === UTC) return zone;
  const code = countryOf(timeZone);
  const city = cityOf(timeZone);
  const country = code === undefined ? '' : countryName(code, locale);
  const place = country === '' || country === city ? city : `${city}, ${country}`;
  const clock = clockName(timeZone, locale);
  const label = `${place} (${clock})`;
  // Where the clocks have no name of their own, the place stands for it: once is enough.
  return clock.includes(city) || (country !== '' && clock.includes(country)) || label.length > LABEL ? place : label;
}

/**
 * What is meant by an IANA name, a city, a country with one zone, a zone's name in the reader's language, or what a form
 * showed of one; undefined for none or several.
 */
export function findZone(locale: string, given: string): Choice | undefined {
  const wanted = fold(given);
  if (wanted === '') return undefined;
  const named = /[/]|^utc$/i.test(given) ? canonicalZone(given) : undefined;
  const zone = named ?? byCity(wanted) ?? zonesByPlace.get(wanted) ?? only(entriesIn(locale).filter((one) => one.names.includes(wanted)));
  return zone === undefined ? undefined : { value: zone, label: zoneName(zone, locale) };
}

/** Zones that somebody may mean who has typed this much: those whose city begins so first, then any with such a word. */
export function searchZones(locale: string, typed: string, limit: number): readonly Choice[] {
  const wanted = fold(typed);
  const all = entriesIn(locale);
  if (wanted === '') return all.slice(0, limit).map((one) => one.choice);
  const exact = findZone(locale, typed)?.value;
  const called = new Set([...zonesByPlace].flatMap(([name, zone]) => (name.startsWith(wanted) ? [canonicalZone(zone)] : [])));
  const found = [
    ...all.filter((one) => one.choice.value === exact),
    ...all.filter((one) => one.names[0]?.startsWith(wanted)),
    ...all.filter((one) => called.has(one.choice.value)),
    ...all.filter((one) => one.names.some((name) => ` ${name}`.includes(` ${wanted}`))),
  ];
  return [...new Set(found)].slice(0, limit).map((one) => one.choice);
}

interface Entry {
  readonly choice: Choice;
  /** Folded: the city, its country, the clock's name, the IANA name, and what is shown of all that. */
  readonly names: readonly string[];
}

const entries = new Map<string, readonly Entry[]>();

/** Made when they are first asked for: four hundred names take a tenth of a second. */
function entriesIn(locale: string): readonly Entry[] {
  const known = entries.get(locale);
  if (known) return known;
  const collator = new Intl.Collator(locale);
  const made = zones
    .map((zone): Entry => {
      const country = countryOf(zone);
      const label = zoneName(zone, locale);
      const names = [cityOf(zone), country === undefined ? '' : countryName(country, locale), clockName(zone, locale), zone, label];
      return { choice: { value: zone, label }, names: names.map(fold) };
    })
    .sort((a, b) => collator.compare(a.choice.label, b.choice.label));
  entries.set(locale, made);
  return made;
}

function cityOf(zone: string): string {
  const name = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return cities[name] ?? name;
}
const byCity = (wanted: string): string | undefined => zones.find((zone) => fold(cityOf(zone)) === wanted);

/** `heure d’Europe centrale`, as the region's clocks are called. */
function clockName(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(NOWADAYS);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

const only = (found: readonly Entry[]): string | undefined => (found.length === 1 ? found[0]?.choice.value : undefined);
