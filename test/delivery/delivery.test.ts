/** Deliveries: written down with the change that causes them, sent once, in the reader's language, with what is true then. */
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Card } from '../../src/chat/card.ts';
import { type Address, type MessageRef, PostError, UNKNOWABLE } from '../../src/chat/platform.ts';
import { cancelCause, holdCause, releaseCause } from '../../src/delivery/causes.ts';
import { TRIES } from '../../src/delivery/failure.ts';
import { defineMessage } from '../../src/delivery/message.ts';
import { deliver, deliverAll, laneJob, redraw } from '../../src/delivery/outbox.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { toPerson, toPurpose } from '../../src/delivery/readers.ts';
import { createSender } from '../../src/delivery/sender.ts';
import { sweepLanes } from '../../src/delivery/sweep.ts';
import { type ChannelBinding, disconnectOthers, register } from '../../src/features/workspace/service.ts';
import { limits } from '../../src/platforms/playground/limits.ts';
import { type OpenQueue, openQueue } from '../../src/queue/open.ts';
import type { Store } from '../../src/store/store.ts';
import { movableClock, type Span } from '../support/clock.ts';
import { links } from '../support/links.ts';
import { keptLog } from '../support/log.ts';
import { openTestStore } from '../support/store.ts';
import { spoken } from '../support/translator.ts';

const greeting = defineMessage({
  name: 'test.greeting',
  parse: (params) => z.object({ person: z.string() }).parse(params),
  render: async ({ db, locale }, { person }): Promise<Card | undefined> => {
    const found = await db.person.findUnique({ where: { id: person } });
    return found ? { blocks: [{ type: 'text', text: `${locale}: ${found.name}` }] } : undefined;
  },
});

const channel: Address = { kind: 'channel', platform: 'slack', workspace: 'T1', channel: 'C1' };

interface Post {
  readonly to: Address;
  readonly text: string;
  readonly key: string;
}
/** `tries`: with this one. */
type Refuse = (post: Post, tries: number) => void;

const open: { queue: OpenQueue; store: Store }[] = [];
afterEach(async () => {
  for (const { queue, store } of open.splice(0)) {
    await queue.stop();
    await store.close();
  }
});

/** A platform's far end: keeps what arrives, or refuses as it is told. */
async function office(refuse: Refuse = () => {}) {
  const clock = movableClock();
  const store = await openTestStore(clock);
  const { log, lines } = keptLog('warn');
  const queue = await openQueue(store, { clock, retryDelay: 1 }, log);
  const posts: Post[] = [];
  const doubts: (Date | undefined)[] = [];
  /** What happens elsewhere while a card is drawn anew. */
  const meanwhile: (() => Promise<unknown>)[] = [];
  const edits: { readonly ref: MessageRef; readonly text: string }[] = [];
  const textOf = (card: Card): string => card.blocks.map((block) => (block.type === 'text' ? String(block.text) : block.type)).join();
  const platform = {
    name: 'slack' as const,
    limits,
    start: async () => [],
    stop: async () => {},
    publishCommands: async () => {},
    async post(to: Address, card: Card, key: string, doubt?: { readonly since: Date }): Promise<MessageRef> {
      const post = { to, text: textOf(card), key };
      doubts.push(doubt?.since);
      refuse(post, doubts.length);
      posts.push(post);
      return { platform: 'slack', workspace: to.workspace, channel: 'C1', message: String(posts.length) };
    },
    async edit(ref: MessageRef, card: Card): Promise<void> {
      edits.push({ ref, text: textOf(card) });
      await meanwhile.shift()?.();
    },
  };
  let ids = 0;
  const parts = {
    store,
    queue,
    clock,
    newId: () => `id-${++ids}`,
    locales: ['en', 'fr'],
    translator: spoken,
    vocabulary: noTerms,
    links,
    dated: [],
  };
  const unbounded = { app: Number.POSITIVE_INFINITY, workspace: Number.POSITIVE_INFINITY, channel: Number.POSITIVE_INFINITY };
  const rules = { pace: createPace(store.db), limits: unbounded, chance: () => 0 };
  queue.work(laneJob, createSender({ ...parts, ...rules, log, platforms: [platform], messages: [greeting] }), 4);
  await queue.start();
  await queue.begin();
  open.push({ queue, store });
  await store.write({ envelope: 'before', clock }, 'people', async (tx) => {
    await tx.person.create({ data: { id: 'awa', name: 'Awa' } });
  });
  const say = (envelope: string, to = channel, locale = 'en', key = 'k1') =>
    store.write({ envelope, clock }, 'say', (tx) => deliver(parts, tx, { key, to, locale, message: greeting, params: { person: 'awa' } }));
  const stateOf = (key = 'k1') => store.db.delivery.findUniqueOrThrow({ where: { key } });
  /** The clock goes on, and what became due is sent. */
  const after = async (by: Span) => {
    clock.move(by);
    await sweepLanes(parts);
    await queue.idle();
  };
  return { ...parts, posts, doubts, edits, meanwhile, lines, say, stateOf, after };
}
const noTerms = { terms: () => [], choices: () => [], label: (_list: string, key: string) => key, reload: async () => {} };

test("what is delivered is posted in the reader's language, and where it stands is kept", async () => {
  const { queue, posts, say, stateOf } = await office();
  await say('e1', channel, 'fr-SN');
  await queue.idle();
  expect(posts).toEqual([{ to: channel, text: 'fr: Awa', key: 'k1' }]);
  expect(await stateOf()).toMatchObject({ state: 'sent', attempts: 1, posted: { platform: 'slack', channel: 'C1', message: '1' } });
});

test('one key is sent once, however often it is delivered', async () => {
  const { queue, posts, say } = await office();
  await say('e1');
  await say('e2');
  await queue.idle();
  await say('e3');
  await queue.idle();
  expect(posts).toHaveLength(1);
});

test('a change that fails sends nothing', async () => {
  const { store, clock, queue, posts, ...parts } = await office();
  const broken = store.write({ envelope: 'e1', clock }, 'say', async (tx) => {
    await deliver({ ...parts, clock, queue }, tx, { key: 'k1', to: channel, locale: 'en', message: greeting, params: { person: 'awa' } });
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  await queue.idle();
  expect(posts).toEqual([]);
  expect(await store.db.delivery.count()).toBe(0);
});

test('what there is no reason to say any more is skipped, and the record says so', async () => {
  const { store, clock, queue, posts, stateOf, ...parts } = await office();
  await store.write({ envelope: 'e1', clock }, 'say', (tx) =>
    deliver({ ...parts, clock, queue }, tx, { key: 'k1', to: channel, locale: 'en', message: greeting, params: { person: 'nobody' } }),
  );
  await queue.idle();
  expect(posts).toEqual([]);
  expect(await stateOf()).toMatchObject({ state: 'skipped', reason: 'there was nothing left to say' });
});

test('a refusal for good is recorded with its reason and logged, and not tried again', async () => {
  let tries = 0;
  const { queue, say, stateOf, lines } = await office(() => {
    tries += 1;
    throw new PostError('channel_not_found', true);
  });
  await say('e1');
  await queue.idle();
  expect(tries).toBe(1);
  expect(await stateOf()).toMatchObject({ state: 'failed', reason: 'channel_not_found' });
  expect(lines).toMatchObject([{ msg: 'a message could not be delivered', reason: 'channel_not_found', lane: 'slack/T1' }]);
});

test('a passing trouble is tried again later, under the same key', async () => {
  const keys: string[] = [];
  const { queue, say, stateOf, after } = await office(({ key }) => {
    keys.push(key);
    if (keys.length === 1) throw new PostError('internal_error', false);
  });
  await say('e1');
  await queue.idle();
  expect(await stateOf()).toMatchObject({ state: 'queued', attempts: 1, reason: 'internal_error' });
  await after({ seconds: 0 });
  expect(keys, 'not at once').toHaveLength(1);
  await after({ seconds: 2 });
  expect(keys).toEqual(['k1', 'k1']);
  expect(await stateOf()).toMatchObject({ state: 'sent', attempts: 2, reason: '' });
});

test('what fails every time is given up, and says why', async () => {
  const { queue, say, stateOf, after, lines } = await office(() => {
    throw new PostError('internal_error', false);
  });
  await say('e1');
  await queue.idle();
  for (let n = 1; n < TRIES; n += 1) await after({ hours: 1 });
  expect(await stateOf()).toMatchObject({ state: 'failed', failure: 'exhausted', attempts: TRIES, reason: 'internal_error' });
  expect(lines).toMatchObject([{ msg: 'a message could not be delivered', reason: 'internal_error' }]);
});

test('an attempt whose end nobody heard is looked for before the next one, since it began', async () => {
  const began = new Date('2026-03-02T09:00:00Z');
  const { queue, say, stateOf, after, doubts } = await office(({ key }, tries) => {
    if (tries === 1) throw new PostError('timeout', false, { uncertain: true });
    expect(key).toBe('k1');
  });
  await say('e1');
  await queue.idle();
  expect(await stateOf()).toMatchObject({ state: 'queued', uncertain: true });
  await after({ minutes: 5 });
  expect(doubts).toEqual([undefined, began]);
  expect(await stateOf()).toMatchObject({ state: 'sent', uncertain: false });
});

test('what cannot be known is not sent a second time: it fails visibly', async () => {
  const { queue, say, stateOf } = await office(() => {
    throw new PostError(UNKNOWABLE, true);
  });
  await say('e1');
  await queue.idle();
  expect(await stateOf()).toMatchObject({ state: 'failed', failure: 'uncertain', reason: 'unknowable' });
});

test('when the platform says when to come back, that is when, and it does not count as a failure', async () => {
  const { queue, say, stateOf, after, lines } = await office((_post, tries) => {
    if (tries === 1) throw new PostError('ratelimited', false, { retryAfterSeconds: 30 });
  });
  await say('e1');
  await queue.idle();
  expect(await stateOf()).toMatchObject({ state: 'queued', attempts: 0, reason: 'ratelimited' });
  await after({ seconds: 30 });
  expect(await stateOf()).toMatchObject({ state: 'sent', attempts: 1, reason: '' });
  expect(lines).toEqual([]);
});

test('for a platform that is not connected the delivery fails visibly', async () => {
  const { queue, say, stateOf } = await office();
  await say('e1', { kind: 'direct', platform: 'discord', workspace: 'G1', user: 'U1' });
  await queue.idle();
  expect(await stateOf()).toMatchObject({ state: 'failed', reason: 'not_connected' });
});

test('what is meant for later waits for its time', async () => {
  const { queue, posts, store, clock, after, ...parts } = await office();
  const notBefore = new Date(clock.now().getTime() + 3_600_000);
  const letter = { key: 'k1', to: channel, locale: 'en', message: greeting, params: { person: 'awa' }, notBefore };
  await store.write({ envelope: 'e1', clock }, 'say', (tx) => deliver({ ...parts, clock, queue }, tx, letter));
  await after({ minutes: 59 });
  expect(posts).toEqual([]);
  await after({ minutes: 1 });
  expect(posts).toHaveLength(1);
});

test('what is urgent goes first, whatever was there before', async () => {
  const { queue, posts, store, clock, ...parts } = await office();
  const letter = { to: channel, locale: 'en', message: greeting, params: { person: 'awa' } };
  await store.write({ envelope: 'e1', clock }, 'say', (tx) =>
    deliverAll({ ...parts, clock, queue }, tx, [
      { ...letter, key: 'to everybody', priority: -10 },
      { ...letter, key: 'an answer' },
      { ...letter, key: 'an alarm', priority: 10 },
    ]),
  );
  await queue.idle();
  expect(posts.map(({ key }) => key)).toEqual(['an alarm', 'an answer', 'to everybody']);
});

test('which date a reader was told is kept once the message is sent, the newest one', async () => {
  const { queue, store, clock, after, ...parts } = await office();
  const letter = { to: channel, locale: 'en', message: greeting, params: { person: 'awa' } };
  const dates = [new Date('2026-03-15T12:00:00Z'), new Date('2026-03-31T12:00:00Z')] as const;
  const tellOf = (key: string, at: Date, personId?: string) =>
    store.write({ envelope: key, clock }, 'say', (tx) =>
      deliver({ ...parts, clock, queue }, tx, { ...letter, key, tells: { subject: 'call:1', at }, ...(personId && { personId }) }),
    );
  await tellOf('to the channel', dates[0]);
  await after({ minutes: 1 });
  await tellOf('to the channel again', dates[1]);
  await after({ minutes: 1 });
  expect(await store.db.told.findMany()).toMatchObject([{ subject: 'call:1', reader: 'channel:slack/T1/C1', at: dates[1] }]);
});

test('a cause is held, goes on, and is called off: what was sent stays', async () => {
  const { queue, posts, store, clock, ...parts } = await office();
  const hands = { ...parts, clock, queue };
  const letter = { to: channel, locale: 'en', message: greeting, params: { person: 'awa' }, cause: 'announcement:1' };
  const step = (name: string, work: Parameters<typeof store.write>[2]) => store.write({ envelope: name, clock }, name, work);
  await step('hold', async (tx) => {
    await deliverAll(hands, tx, [
      { ...letter, key: 'k1' },
      { ...letter, key: 'k2' },
    ]);
    await holdCause(tx, 'announcement:1');
  });
  await queue.idle();
  expect(posts).toEqual([]);
  await step('go on', (tx) => releaseCause(hands, tx, 'announcement:1'));
  await queue.idle();
  expect(posts).toHaveLength(2);
  await step('call off', async (tx) => {
    await deliver(hands, tx, { ...letter, key: 'k3', notBefore: new Date('2026-04-01T00:00:00Z') });
    await cancelCause(tx, 'announcement:1');
  });
  expect(await store.db.delivery.findMany({ orderBy: { key: 'asc' } })).toMatchObject([
    { state: 'sent' },
    { state: 'sent' },
    { state: 'skipped', reason: 'cancelled' },
  ]);
});

test('what was posted is shown anew with what is true now; what was never posted is left alone', async () => {
  const { store, clock, queue, posts, edits, say, ...parts } = await office();
  await say('e1');
  await queue.idle();
  await store.write({ envelope: 'e2', clock }, 'rename', async (tx) => {
    await tx.person.update({ where: { id: 'awa' }, data: { name: 'Awa Koné' } });
    await redraw({ ...parts, clock, queue }, tx, 'k1');
    await redraw({ ...parts, clock, queue }, tx, 'never delivered');
  });
  await queue.idle();
  expect(edits).toEqual([{ ref: { platform: 'slack', workspace: 'T1', channel: 'C1', message: '1' }, text: 'en: Awa Koné' }]);
  expect(posts).toHaveLength(1);
});

test('what changes while a card is drawn anew is drawn once more, also where the clock stands still', async () => {
  const { store, clock, queue, edits, say, meanwhile, ...parts } = await office();
  await say('e1');
  await queue.idle();
  const rename = (envelope: string, name: string) =>
    store.write({ envelope, clock }, 'rename', async (tx) => {
      await tx.person.update({ where: { id: 'awa' }, data: { name } });
      await redraw({ ...parts, clock, queue }, tx, 'k1');
    });
  meanwhile.push(() => rename('e3', 'Awa K.'));
  await rename('e2', 'Awa Koné');
  await queue.idle();
  expect(edits.map(({ text }) => text)).toEqual(['en: Awa Koné', 'en: Awa K.']);
});

test('a person gets one message, on the account that they used last, in the language that they chose', async () => {
  const { store, clock } = await office();
  await store.write({ envelope: 'e1', clock }, 'accounts', async (tx) => {
    await tx.person.update({ where: { id: 'awa' }, data: { locale: 'fr' } });
    const account = { personId: 'awa', name: 'Awa', locale: 'en-US' };
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
    await tx.identity.create({ data: { ...account, id: 'i1', platform: 'slack', workspace: 'T1', externalId: 'U1', seenAt: early } });
    await tx.identity.create({ data: { ...account, id: 'i2', platform: 'discord', workspace: 'G1', externalId: '77', seenAt: late } });
    await tx.person.create({ data: { id: 'old-awa', name: 'Awa', mergedIntoId: 'awa' } });
  });
  const to = { kind: 'direct', platform: 'discord', workspace: 'G1', user: '77' };
  const expected = [{ to, locale: 'fr', timeZone: 'UTC', personId: 'awa' }];
  expect(await toPerson(store.db, 'awa')).toEqual(expected);
  expect(await toPerson(store.db, 'old-awa'), 'who became somebody else by linking').toEqual(expected);
  expect(await toPerson(store.db, 'nobody')).toEqual([]);
});

test('a purpose reaches its channel in every connected workspace, each in its language', async () => {
  const { store, ...parts } = await office();
  const bindings: ChannelBinding[] = [
    { workspace: 'T1', purpose: 'experiences', channel: 'C1', locale: 'fr' },
    { workspace: 'T2', purpose: 'experiences', channel: 'C2', locale: 'en' },
    { workspace: 'T2', purpose: 'events', channel: 'C3', locale: 'en' },
  ];
  const [one, two] = [
    { externalId: 'T1', name: 'One' },
    { externalId: 'T2', name: 'Two', locale: 'fr-FR' },
  ];
  await register({ store, ...parts }, 'slack', [one, two], bindings);
  expect(await toPurpose(store.db, 'experiences')).toEqual([
    { to: { kind: 'channel', platform: 'slack', workspace: 'T1', channel: 'C1' }, locale: 'fr' },
    { to: { kind: 'channel', platform: 'slack', workspace: 'T2', channel: 'C2' }, locale: 'en' },
  ]);
  await register({ store, ...parts }, 'slack', [two], bindings);
  expect(await toPurpose(store.db, 'experiences'), 'a workspace that has gone').toMatchObject([{ to: { workspace: 'T2' } }]);
  expect(await store.db.workspace.findMany({ orderBy: { externalId: 'asc' } })).toMatchObject([
    { externalId: 'T1', state: 'disconnected' },
    { externalId: 'T2', state: 'connected', locale: 'fr' },
  ]);
  await disconnectOthers({ store, ...parts }, ['discord']);
  expect(await toPurpose(store.db, 'experiences'), 'a platform that is not configured any more').toEqual([]);
});
