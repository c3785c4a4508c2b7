/** Who was met lately, so that most envelopes need no query. */
import { LRUCache } from 'lru-cache';
import type { Envelope } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { type Known, localesOfPlace, meet } from './service.ts';

export interface Directory {
  find(envelope: Envelope): Promise<Known>;
  /** Languages of the place, most specific first. */
  placeLocales(from: Envelope['from']): Promise<readonly string[]>;
  /** Something about them changed. */
  forget(personId: string): void;
}

const PEOPLE = 5_000;
const PLACES = 1_000;
/** Another replica's change is seen after this at the latest. */
const REMEMBERED_MS = 60_000;

export function createDirectory(parts: { readonly store: Store; readonly clock: Clock; readonly newId: () => string }): Directory {
  const people = new LRUCache<string, Known, Envelope>({
    max: PEOPLE,
    ttl: REMEMBERED_MS,
    fetchMethod: (_key, _stale, { context }) => meet(parts, context),
  });
  const places = new LRUCache<string, readonly string[], Pick<Envelope, 'from'>>({
    max: PLACES,
    ttl: REMEMBERED_MS,
    fetchMethod: (_key, _stale, { context }) => localesOfPlace(parts, context.from),
  });
  return {
    // Looked up first, because fetching costs more than all the rest of a short command, also where there is nothing to fetch.
    async find(envelope) {
      const key = keyOf(envelope);
      return people.get(key) ?? people.forceFetch(key, { context: envelope });
    },
    async placeLocales(from) {
      const key = placeKey(from);
      return places.get(key) ?? places.forceFetch(key, { context: { from } });
    },
    forget(personId) {
      for (const [key, known] of people.entries()) if (known.id === personId) people.delete(key);
    },
  };
}

/** Part of the key is what the platform says of them, so that a change is noticed at once. */
const keyOf = ({ from, user }: Envelope): string =>
  JSON.stringify([from.platform, user.externalId, from.workspace, user.name, user.locale, user.timeZone]);
const placeKey = (from: Envelope['from']): string =>
  JSON.stringify([from.platform, from.workspace, from.kind === 'channel' ? from.channel : '']);
