/** The room: every message of the playground in order, who may see which, and who is told when something happens. */
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { cardSchema } from './card.ts';
import type { PlaygroundChannel } from './channels.ts';
import type { Journal } from './journal.ts';
import { messagesShown } from './limits.ts';
import { people } from './people.ts';
import type { LiveEvent, PlaceId, RoomMessage, RoomPerson } from './wire.ts';

const place = z.templateLiteral([z.enum(['channel', 'direct']), ':', z.string()]);
const message = z.object({
  id: z.string(),
  place,
  by: z.string(),
  at: z.string(),
  for: z.string().exactOptional(),
  thread: z.string().exactOptional(),
  asked: z.object({ by: z.string(), text: z.string() }).exactOptional(),
  text: z.string().exactOptional(),
  card: cardSchema.exactOptional(),
  edited: z.string().exactOptional(),
});
const person = z.object({ id: z.string(), name: z.string(), locale: z.string(), timeZone: z.string().exactOptional(), role: z.string() });
const entrySchema = z.discriminatedUnion('type', [
  /** `key`: a delivery's; the same key never stands twice. */
  z.object({ type: z.literal('message'), message, key: z.string().exactOptional() }),
  z.object({ type: z.literal('edited'), id: z.string(), card: cardSchema, at: z.string() }),
  z.object({ type: z.literal('person'), person }),
]);
type Entry = z.infer<typeof entrySchema>;

export interface Room {
  /** The number of the last thing that happened. */
  seq(): number;
  people(): readonly RoomPerson[];
  person(id: string): RoomPerson | undefined;
  message(id: string): RoomMessage | undefined;
  posted(key: string): RoomMessage | undefined;
  /** Everything in a place, oldest first. */
  messages(place: PlaceId): readonly RoomMessage[];
  /** The newest messages of every place that this person may see, oldest first. */
  visibleTo(person: string): readonly RoomMessage[];
  add(message: RoomMessage, key?: string): Promise<RoomMessage>;
  edit(id: string, card: Card, at: Date): Promise<void>;
  welcome(person: RoomPerson): Promise<void>;
  /** What happened after `seq` that this person may see; undefined when `seq` is from another life of the journal. */
  since(seq: number, person: string): readonly LiveEvent[] | undefined;
  /** A person's own direct messages, and the channels that are open to them. */
  mayEnter(who: string, where: PlaceId): boolean;
  mayRead(who: string, message: RoomMessage): boolean;
  mayHear(who: string, event: LiveEvent): boolean;
  /** Called for everything that happens, after it is kept. Returns how to stop. */
  listen(listener: (event: LiveEvent) => void): () => void;
}

export const agora = 'agora';

/** @throws when the journal holds something that is none of ours. */
export async function openRoom(journal: Journal, channels: readonly PlaygroundChannel[]): Promise<Room> {
  const known = new Map<string, RoomPerson>(people.map((one) => [one.id, one]));
  const byId = new Map<string, RoomMessage>();
  const byKey = new Map<string, string>();
  const events: LiveEvent[] = [];
  const listeners = new Set<(event: LiveEvent) => void>();
  let turn: Promise<unknown> = Promise.resolve();

  const apply = (entry: Entry): LiveEvent => {
    const event = eventOf(entry, events.length + 1, byId);
    if (event.type === 'person') known.set(event.person.id, event.person);
    else byId.set(event.message.id, event.message);
    if (entry.type === 'message' && entry.key !== undefined) byKey.set(entry.key, entry.message.id);
    events.push(event);
    return event;
  };
  for (const line of await journal.read()) apply(entrySchema.parse(JSON.parse(line)));

  // One at a time, so that the journal's order is the order in which everybody sees things happen.
  const happen = (make: () => Entry | undefined): Promise<void> => {
    const next = turn.then(async () => {
      const entry = make();
      if (entry === undefined) return;
      await journal.append(JSON.stringify(entry));
      const event = apply(entry);
      for (const listener of listeners) listener(event);
    });
    turn = next.catch(() => undefined);
    return next;
  };
  const mayEnter: Room['mayEnter'] = (who, where) => {
    if (where.startsWith('direct:')) return where === `direct:${who}`;
    const channel = channels.find((one) => `channel:${one.id}` === where);
    return channel !== undefined && (channel.only === undefined || channel.only.includes(who));
  };
  const mayRead: Room['mayRead'] = (who, one) => mayEnter(who, one.place) && (one.for === undefined || one.for === who);
  const mayHear: Room['mayHear'] = (who, event) => event.type === 'person' || mayRead(who, event.message);
  const posted = (key: string) => byId.get(byKey.get(key) ?? '');

  return {
    seq: () => events.length,
    people: () => [...known.values()],
    person: (id) => known.get(id),
    message: (id) => byId.get(id),
    posted,
    mayEnter,
    mayRead,
    mayHear,
    messages: (where) => [...byId.values()].filter((one) => one.place === where),
    visibleTo: (who) => newest([...byId.values()].filter((one) => mayRead(who, one))),
    async add(added, key) {
      await happen(() => {
        if (key !== undefined && byKey.has(key)) return undefined;
        return { type: 'message', message: added, ...(key === undefined ? {} : { key }) };
      });
      return (key === undefined ? undefined : posted(key)) ?? added;
    },
    edit: (id, card, at) => happen(() => ({ type: 'edited', id, card, at: at.toISOString() })),
    welcome: (newcomer) => happen(() => ({ type: 'person', person: newcomer })),
    since: (seq, who) => (seq > events.length ? undefined : events.slice(seq).filter((event) => mayHear(who, event))),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function eventOf(entry: Entry, seq: number, byId: ReadonlyMap<string, RoomMessage>): LiveEvent {
  if (entry.type === 'person') return { seq, type: 'person', person: entry.person };
  if (entry.type === 'message') return { seq, type: 'message', message: entry.message };
  const before = byId.get(entry.id);
  if (before === undefined) throw new Error(`playground journal: entry ${seq} edits a message that is not there`);
  return { seq, type: 'edited', message: { ...before, card: entry.card, edited: entry.at } };
}

function newest(all: readonly RoomMessage[]): readonly RoomMessage[] {
  const counted = new Map<string, number>();
  return all
    .toReversed()
    .filter((one) => {
      const count = (counted.get(one.place) ?? 0) + 1;
      counted.set(one.place, count);
      return count <= messagesShown;
    })
    .toReversed();
}
