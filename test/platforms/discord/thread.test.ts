/** Threads on Discord: opened with the first reply, done without where they may not be; and what is said there without calling the bot. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Address } from '../../../src/chat/platform.ts';
import { list, record } from '../../support/discord/contract.ts';
import { type DiscordHarness, openDiscordHarness } from '../../support/discord/harness.ts';
import { card, type Script, writtenDoor } from '../contract.ts';

let harness: DiscordHarness;
let script: Script;
const open = async (options: { readonly messageContent?: boolean; readonly listens?: (from: Address, text: string) => boolean } = {}) => {
  script = writtenDoor();
  const { listens = () => true } = options;
  const door = { ...script.door, listens: async (from: Address, text: string) => listens(from, text) };
  harness = await openDiscordHarness(door, options.messageContent === undefined ? {} : { messageContent: options.messageContent });
};
afterEach(() => harness.close());

const opened = () => harness.fake.world.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/threads'));
const saying = (text: string, title?: string) => ({ ...(title === undefined ? {} : { title }), blocks: [{ type: 'text', text } as const] });

describe('what belongs under a message', () => {
  it('stands in a thread, which is opened once and called like the first of it', async () => {
    await open();
    const { platform, channel, fake } = harness;
    const root = await platform.post(channel, saying('A question'), 'root');
    const first = await platform.post({ ...channel, thread: root.message }, saying('An answer', 'Question 12'), 'first');
    const second = await platform.post({ ...channel, thread: root.message }, saying('Another'), 'second');
    expect([first.channel, second.channel]).toEqual([root.message, root.message]);
    expect(opened().map(({ body }) => record(body).name)).toEqual(['Question 12']);
    await platform.edit(second, saying('Another one'));
    expect(JSON.stringify(fake.world.messages.find(({ id }) => id === second.message)?.body)).toContain('Another one');
  });

  it('posted twice under one key, it is one message', async () => {
    await open();
    const { platform, channel, fake } = harness;
    const root = await platform.post(channel, saying('A question'), 'root');
    const to = { ...channel, thread: root.message };
    const [one, two] = [await platform.post(to, saying('An answer'), 'once'), await platform.post(to, saying('An answer'), 'once')];
    expect(one).toEqual(two);
    expect(await platform.post(to, saying('An answer'), 'once', { since: new Date(fake.world.now() - 1000) })).toEqual(one);
  });

  it('stands in the channel and names the message, where the bot may open no threads', async () => {
    await open();
    const { platform, channel, fake } = harness;
    const root = await platform.post(channel, saying('A question'), 'root');
    fake.trouble.forbids.set(root.channel, 50013);
    const reply = await platform.post({ ...channel, thread: root.message }, saying('An answer'), 'reply');
    expect(reply.channel).toBe(root.channel);
    const { body } = fake.world.requests.findLast(({ path }) => path.endsWith(`/channels/${root.channel}/messages`)) ?? {};
    expect(record(record(body).message_reference).message_id).toBe(root.message);
  });

  it('is a reply in direct messages, which have no threads', async () => {
    await open();
    const { platform, fake } = harness;
    const to = harness.directTo('ana');
    const root = await platform.post(to, saying('An answer'), 'root');
    const reply = await platform.post({ ...to, thread: root.message }, saying('One more thing'), 'reply');
    expect(reply.channel).toBe(root.channel);
    const { body } = fake.world.requests.findLast(({ path }) => path.endsWith('/messages')) ?? {};
    expect(record(record(body).message_reference).message_id).toBe(root.message);
    expect(list(record(body).components)).toHaveLength(1);
  });

  it('is known by the message that it replies to', async () => {
    await open();
    script.answers('message', () => card('Heard'));
    const root = await harness.platform.post(harness.directTo('ana'), saying('An answer'), 'root');
    await harness.person('ana').replies('An answer', 'Thank you');
    expect(script.all('message')[0]?.envelope.from).toMatchObject({ kind: 'direct', thread: root.message });
  });
});

describe('what is said without calling the bot', () => {
  it('has no words without the intent, so nobody is asked', async () => {
    let asked = 0;
    await open({ listens: () => ++asked > 0 });
    harness.fake.write(harness.fake.person('ana'), 'How do we join?', { channel: harness.fake.channel('general') });
    await harness.person('ana').says('hello');
    expect(asked).toBe(0);
    expect(script.all('overheard')).toEqual([]);
  });

  it('with the intent, is handed over only where somebody listens, and answered without a sound', async () => {
    await open({ messageContent: true, listens: (_from, text) => text.includes('?') });
    script.answers('overheard', () => ({ type: 'card', card: saying('Shall I look?'), privately: true, replace: false }));
    const { fake } = harness;
    const [ana, general] = [fake.person('ana'), fake.channel('general')];
    fake.write(ana, 'Good morning', { channel: general });
    const asked = fake.write(ana, 'How do we join?', { channel: general });
    await harness.door.handled(asked.id);
    await fake.world.until('the reply', () => fake.world.messages.some(({ answers }) => answers === ana.id));
    expect(script.all('overheard').map(({ envelope }) => envelope.id)).toEqual([asked.id]);
    const { body, path } = fake.world.requests.findLast(({ method }) => method === 'POST') ?? {};
    expect(path).toBe(`/channels/${general}/messages`);
    expect(Number(record(body).flags) & SUPPRESS_NOTIFICATIONS).toBe(SUPPRESS_NOTIFICATIONS);
    expect(record(record(body).message_reference).message_id).toBe(asked.id);
  });
});

const SUPPRESS_NOTIFICATIONS = 1 << 12;
