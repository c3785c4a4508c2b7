/** Time zones as people write them beside a time: "Europe/Madrid", "CEST", "UTC-3", "hora de Barcelona", "Lisbon time". */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { fold } from './fold.ts';
import names from './zone-names.json' with { type: 'json' };

export type WrittenZone =
  | {
      readonly type: 'zone';
      readonly timeZone: string;
      /** The season that an abbreviation names (CET, CEST): decides where a local time exists twice. */
      readonly season?: 'standard' | 'daylight';
    }
  | { readonly type: 'offset'; readonly minutes: number }
  /** "Local time": the reader's own. */
  | { readonly type: 'own' }
  /** Something that is a zone to its writer, and could be several or none to us. */
  | { readonly type: 'unknown'; readonly written: string };

const Names = z.object({
  abbreviations: z.record(z.string(), z.tuple([z.string()]).rest(z.enum(['standard', 'daylight']))),
  several: z.array(z.string()),
  alsoCalled: z.record(z.string(), z.array(z.string())),
});
const known = Names.parse(names);
/** Folded name of a place -> zone. */
export const zonesByPlace = places();

/** After an ISO date and time an offset needs no "UTC" before it; elsewhere `10:00-11:30` is a span of time. */
const isoOffset =
  /(?<=\d{4}-\d{2}-\d{2}T\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)?)\s*(?:(?<z>Z)|(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?)$/i;
const namedOffset = /\(?\s*\b(?:UTC|GMT)\s*(?<sign>[+\-−–])\s*(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?\b\s*\)?/i;
const iana = /\(?\s*\b(?<name>[A-Za-z]{2,}(?:\/[A-Za-z_+-]+\d*){1,2})\s*\)?/;
const abbreviation = /(?<=\d\s*(?:[ap]\.?\s?m\.?|h|hs|hrs|horas|heures)?\s*[,;]?\s*)\(?\s*\b(?<name>[A-Z]{1,5})\b\s*\)?/;
const spoken = [
  /[,(]?\s*\b(?:hora|hor[aá]rio|heure)s?\s+(?:oficial\s+)?(?<name>local[e]?)\b\s*\)?/iu,
  /[,(]?\s*\b(?:hora|hor[aá]rio|heure)\s+(?:oficial\s+)?(?:de la|de los|de l’|de l'|del|des|de|du|d’|d'|da|do)\s*(?<name>\p{Lu}[\p{L}' -]+?)\s*(?:\)|,|$)/u,
  /[,(]?\s*(?<name>\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*|local|my)\s+(?:Standard\s+|Daylight\s+)?[Tt]ime\b\s*\)?/u,
  /\((?<name>[^()\d]{2,40})\)/u,
] as const;

/** Takes the zone out of a text. The rest is what stands without it. */
export function takeZone(text: string): { readonly zone: WrittenZone | undefined; readonly rest: string } {
  for (const read of [offset, ianaName, abbreviated, place]) {
    const found = read(text);
    if (found !== undefined) return { zone: found.zone, rest: `${text.slice(0, found.at)} ${text.slice(found.at + found.length)}`.trim() };
  }
  return { zone: undefined, rest: text };
}

interface Found {
  readonly zone: WrittenZone;
  readonly at: number;
  readonly length: number;
}

function offset(text: string): Found | undefined {
  const match = isoOffset.exec(text) ?? namedOffset.exec(text);
  if (match?.groups === undefined) return undefined;
  const { z: zulu, sign, hours, minutes } = match.groups;
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (size > 14 * 60) return found(match, { type: 'unknown', written: match[0].trim() });
  return found(match, { type: 'offset', minutes: zulu === undefined && sign !== '+' ? -size : size });
}

function ianaName(text: string): Found | undefined {
  const match = iana.exec(text);
  const name = match?.groups?.name;
  if (match === null || name === undefined) return undefined;
  return found(match, IANAZone.isValidZone(name) ? { type: 'zone', timeZone: canonical(name) } : { type: 'unknown', written: name });
}

function abbreviated(text: string): Found | undefined {
  const match = abbreviation.exec(text);
  const name = match?.groups?.name ?? '';
  if (match === null) return undefined;
  if (known.several.includes(name)) return found(match, { type: 'unknown', written: name });
  const [timeZone, season] = known.abbreviations[name] ?? [];
  if (timeZone === undefined) return undefined;
  return found(match, { type: 'zone', timeZone, ...(season === undefined ? {} : { season }) });
}

function place(text: string): Found | undefined {
  const match = spoken.map((pattern) => pattern.exec(text)).find((one) => one !== null);
  const name = match?.groups?.name;
  if (match === undefined || name === undefined) return undefined;
  if (/^(local[e]?|my)$/i.test(name.trim())) return found(match, { type: 'own' });
  const timeZone = zonesByPlace.get(fold(name));
  return found(match, timeZone === undefined ? { type: 'unknown', written: name.trim() } : { type: 'zone', timeZone });
}

const found = (match: RegExpExecArray, zone: WrittenZone): Found => ({ zone, at: match.index, length: match[0].length });

const canonical = (name: string): string => new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;

/** Folded city -> zone: the cities of the IANA names, and what else people call them. */
function places(): ReadonlyMap<string, string> {
  const cities = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [fold(zone.slice(zone.lastIndexOf('/') + 1)), zone]));
  for (const [zone, also] of Object.entries(known.alsoCalled)) for (const name of also) cities.set(fold(name), zone);
  return cities;
}
