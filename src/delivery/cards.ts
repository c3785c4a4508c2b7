/** Deliveries as cards, drawn when they are sent, in the reader's language and zone, with what is true at that moment. */
import type { Card } from '../chat/card.ts';
import type { Address } from '../chat/platform.ts';
import { knockCard } from './knock.ts';
import type { Delivery } from './lanes.ts';
import type { AnyMessage } from './message.ts';
import { readable } from './outbox.ts';
import type { SenderParts } from './parts.ts';

export type Cards = (delivery: Delivery) => Promise<Card | undefined>;

/** For deliveries that are drawn at about the same time: what says the same to several readers of a language is made once. */
export function drawing(parts: SenderParts): Cards {
  const made = new Map<string, Promise<Card | undefined>>();
  return (delivery) => {
    const { message, params, locale, timeZone, personId } = delivery;
    const known = parts.messages.find(({ name }) => name === message);
    const reader = known?.shared === true ? null : personId;
    const what = JSON.stringify([message, params, readable(locale, parts.locales), timeZone, reader]);
    const card = made.get(what) ?? draw(parts, delivery, known);
    made.set(what, card);
    return card;
  };
}

async function draw(parts: SenderParts, delivery: Delivery, message: AnyMessage | undefined): Promise<Card | undefined> {
  if (!message) throw new Error(`no message is called ${delivery.message}`);
  const t = parts.translator(readable(delivery.locale, parts.locales));
  const { clock, vocabulary, links, dated, store } = parts;
  const reader = { locale: t.locale, timeZone: delivery.timeZone, personId: delivery.personId ?? undefined };
  return message.render({ t, ...reader, db: store.db, clock, vocabulary, links, dated }, message.parse(delivery.params));
}

/** What is somebody's own is not said before others: in a channel they are only called. */
export async function knock(parts: SenderParts, { id, personId, locale }: Delivery, to: Address): Promise<Card> {
  const account = await parts.store.db.identity.findFirst({ where: { personId: personId ?? '', platform: to.platform } });
  return knockCard(parts.translator(readable(locale, parts.locales)), id, account ?? undefined);
}
