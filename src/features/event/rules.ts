/** What follows from the clock and from the answers: how an event stands, who has a place and who waits. Pure. */

export type Standing = 'draft' | 'scheduled' | 'coming' | 'live' | 'past' | 'cancelled';

export interface Times {
  readonly state: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export function standingOf(event: { readonly state: string }, date: Times, now: Date): Standing {
  if (event.state === 'cancelled' || date.state === 'cancelled') return 'cancelled';
  if (event.state === 'draft' || event.state === 'scheduled') return event.state;
  if (now < date.startsAt) return 'coming';
  return now < date.endsAt ? 'live' : 'past';
}

export type Wish = 'yes' | 'maybe' | 'no';

/** What somebody answered to a date. */
export interface Answer {
  readonly answer: 'yes' | 'waiting' | 'maybe' | 'no';
  /** From 1, for who waits. */
  readonly position?: number | undefined;
  readonly remind: boolean;
}

/** Somebody who wants to come. `turn`: in which order they said so. */
export interface Place {
  readonly personId: string;
  readonly answer: 'yes' | 'waiting';
  readonly turn: number;
}

export interface Roster {
  readonly places: readonly Place[];
  /** Who had been waiting and has a place now, in order. */
  readonly promoted: readonly string[];
}

/**
 * Who comes and who waits after somebody answered. Nobody overtakes: a new wish goes to the end, and what becomes free
 * goes to whoever waits longest. `capacity` null: there is room for everybody.
 */
export function answered(before: readonly Place[], personId: string, wish: Wish, capacity: number | null, turn: number): Roster {
  const mine = before.find((place) => place.personId === personId);
  const others = before.filter((place) => place.personId !== personId);
  if (wish !== 'yes') return filled(others, capacity);
  const place: Place = mine ?? { personId, answer: 'waiting', turn };
  const { places, promoted } = filled([...others, place], capacity);
  return { places, promoted: promoted.filter((one) => one !== personId) };
}

/** The free places given to those who wait. Nobody loses one that they have, even where there are fewer places than before. */
export function filled(places: readonly Place[], capacity: number | null): Roster {
  const queue = places.filter(({ answer }) => answer === 'waiting').toSorted((a, b) => a.turn - b.turn);
  const free = capacity === null ? queue.length : Math.max(0, capacity - (places.length - queue.length));
  const promoted = queue.slice(0, free).map(({ personId }) => personId);
  return {
    places: places.map((place) => (promoted.includes(place.personId) ? { ...place, answer: 'yes' } : place)),
    promoted,
  };
}

/** From 1, for who waits; undefined for everybody else. */
export function positionOf(places: readonly Place[], personId: string): number | undefined {
  const at = places
    .filter(({ answer }) => answer === 'waiting')
    .toSorted((a, b) => a.turn - b.turn)
    .findIndex((place) => place.personId === personId);
  return at < 0 ? undefined : at + 1;
}

/** Null where there is no limit. */
export const seatsLeft = (capacity: number | null, coming: number): number | null =>
  capacity === null ? null : Math.max(0, capacity - coming);
