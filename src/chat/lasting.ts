/** Cards that are the same for many readers: made once, and drawn once by each platform. */
import type { Card } from './card.ts';
import type { Translate } from './translate.ts';

const lastingCards = new WeakSet<Card>();

/**
 * Makes a card once for each language and key. `keyOf` has to tell apart whatever the card depends on beside the language, and
 * to have few values: what was made is kept as long as the language is.
 */
export function lasting<Args extends readonly unknown[]>(
  keyOf: (...args: Args) => string,
  make: (t: Translate, ...args: Args) => Card,
): (t: Translate, ...args: Args) => Card {
  const made = new WeakMap<Translate, Map<string, Card>>();
  return (t, ...args) => {
    const inLanguage = made.get(t) ?? new Map<string, Card>();
    made.set(t, inLanguage);
    const key = keyOf(...args);
    const card = inLanguage.get(key) ?? make(t, ...args);
    inLanguage.set(key, card);
    lastingCards.add(card);
    return card;
  };
}

/** The same way of drawing, which draws a lasting card the first time only. What it gives is shared: nobody may change it. */
export function drawnOnce<Drawn>(draw: (card: Card) => Drawn): (card: Card) => Drawn {
  const drawn = new WeakMap<Card, Drawn>();
  return (card) => {
    if (!lastingCards.has(card)) return draw(card);
    const known = drawn.get(card);
    if (known !== undefined) return known;
    const fresh = draw(card);
    drawn.set(card, fresh);
    return fresh;
  };
}
