/** What a run has in hand: of one place one after the other, of different ones side by side. */
import type { Card } from '../chat/card.ts';
import type { Delivery } from './lanes.ts';

export interface Item {
  readonly delivery: Delivery;
  /** As it is drawn now; undefined where there is nothing left to say. */
  readonly draw: () => Promise<Card | undefined>;
}

export interface Hand {
  add(items: readonly Item[]): void;
  /** The next to a place that nothing is on its way to; it counts as on its way from now on. */
  next(): Item | undefined;
  /** It has arrived, or not: its place is free again. */
  done(item: Item): void;
  /** Those that have not been begun. */
  readonly waiting: number;
  /** Their ids, taken out of the hand. */
  drop(): readonly string[];
}

export function openHand(): Hand {
  const free: Item[] = [];
  /** Of each place that something is on its way to, or will be next: what comes after that. */
  const behind = new Map<string, Item[]>();
  let waiting = 0;
  const placeOf = ({ delivery }: Item): string => JSON.stringify(delivery.address);
  return {
    add(items) {
      waiting += items.length;
      for (const item of items) {
        const others = behind.get(placeOf(item));
        if (others) others.push(item);
        else {
          behind.set(placeOf(item), []);
          free.push(item);
        }
      }
    },
    next() {
      const item = free.shift();
      if (item) waiting -= 1;
      return item;
    },
    done(item) {
      const next = behind.get(placeOf(item))?.shift();
      if (next) free.push(next);
      else behind.delete(placeOf(item));
    },
    get waiting() {
      return waiting;
    },
    drop() {
      const left = [...free, ...[...behind.values()].flat()];
      free.length = 0;
      behind.clear();
      waiting = 0;
      return left.map(({ delivery }) => delivery.id);
    },
  };
}
