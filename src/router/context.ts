/** From an envelope to what handlers are given: who, in which language, with which role. */
import { LRUCache } from 'lru-cache';
import type { Envelope } from '../chat/platform.ts';
import type { AppContext } from '../features/context.ts';
import { createDirectory } from '../features/person/directory.ts';
import { type Role, roles } from '../features/person/roles.ts';
import type { Known } from '../features/person/service.ts';
import { negotiate } from '../i18n/negotiate.ts';
import type { Menu, RouterParts } from './parts.ts';

export type ContextOf = (envelope: Envelope) => Promise<AppContext>;

export function createContexts(parts: RouterParts, menu: Menu): ContextOf {
  const directory = parts.people ?? createDirectory(parts);
  const { log: _log, limitsOf: _limitsOf, roleOf: _roleOf, ...lasting } = parts;
  const { clock, locales, translator } = lasting;
  const shared = { ...lasting, people: directory };
  const traits = new WeakMap<Known, Traits>();

  return async (envelope) => {
    const { user, from, id } = envelope;
    const known = await directory.find(envelope);
    const { told, timeZone, role } = traitsOf(known, envelope);
    const locale = told ?? negotiate(await directory.placeLocales(from), locales) ?? fallbackOf(parts);
    let shown: AppContext['commands'] | undefined;
    const ctx: AppContext = {
      ...shared,
      envelope: id,
      from,
      locale,
      timeZone,
      t: translator(locale),
      now: clock.now(),
      actor: { id: known.id, name: user.name || known.name, role },
      // Of interest to help alone.
      get commands() {
        shown ??= menu.commands.filter(({ shownTo }) => shownTo === undefined || shownTo(ctx));
        return shown;
      },
    };
    return ctx;
  };

  function traitsOf(known: Known, { user, from }: Envelope): Traits {
    const worked = traits.get(known);
    if (worked !== undefined) return worked;
    const here = known.identities.filter((own) => own.platform === from.platform);
    const fresh = {
      told: negotiate([known.locale, user.locale, ...here.map((own) => own.locale)], locales),
      timeZone: zoneOf([known.timeZone, user.timeZone, ...known.identities.map((own) => own.timeZone)]),
      role: highest(parts, known),
    };
    traits.set(known, fresh);
    return fresh;
  }
}

/** What follows from who somebody is: worked out once for as long as the directory remembers them as they come. */
interface Traits {
  /** The language that they, or the platform for them, asked for. */
  readonly told: string | undefined;
  readonly timeZone: string;
  readonly role: Role;
}

/** The language to speak when nothing could be read from the store. */
export const fallbackOf = (parts: Pick<RouterParts, 'locales'>, envelope?: Envelope): string =>
  negotiate([envelope?.user.locale], parts.locales) ?? parts.locales[0] ?? 'en';

function highest(parts: RouterParts, known: Known): Role {
  const held = known.identities.map((own) => roles.indexOf(parts.roleOf(own.platform, own.externalId)));
  // Whoever speaks for a member is one, unless the configuration gives them more.
  return roles[Math.max(roles.indexOf(known.member ? 'member' : 'guest'), ...held)] ?? 'guest';
}

/** The first zone that the runtime knows: platforms send what they like. */
function zoneOf(wished: readonly (string | null | undefined)[]): string {
  for (const zone of wished) if (zone && isZone(zone)) return zone;
  return 'UTC';
}

/** Making a formatter costs more than a whole command; the bound is for what strangers may send. */
const zones = new LRUCache<string, boolean>({ max: 1000 });

function isZone(zone: string): boolean {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const valid = canFormat(zone);
  zones.set(zone, valid);
  return valid;
}

function canFormat(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
