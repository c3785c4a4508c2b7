/** What the playground remembers over a restart, and what it refuses to hold. */
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Address } from '../../../src/chat/platform.ts';
import { systemClock } from '../../../src/clock.ts';
import { offers, overLimits } from '../../../src/platforms/playground/card.ts';
import { typedCommand } from '../../../src/platforms/playground/commands.ts';
import { type Playground, playground } from '../../../src/platforms/playground/index.ts';
import { fileJournal } from '../../../src/platforms/playground/journal.ts';
import { everything, testBot } from '../../support/playground/bot.ts';
import { texts } from '../../support/playground/open.ts';

const news: Address = { kind: 'channel', platform: 'playground', workspace: 'playground', channel: 'announcements' };
const card: Card = { title: 'News', blocks: [] };

describe('a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agora-playground-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const file = () => join(folder, 'deeper', 'journal.jsonl');
  const start = async (): Promise<Playground> => {
    const chat = playground({ journal: fileJournal(file()), clock: systemClock, texts });
    await chat.start(testBot());
    return chat;
  };

  it('keeps every message, edit, newcomer and key', async () => {
    const before = await start();
    const ref = await before.post(news, everything, 'news:1');
    await before.edit(ref, card);
    await before.desk().join({ as: 'new-1', locale: 'pt', request: 'joining-1' }, 'Zoë');
    const told = await before.desk().say({ as: 'awa', request: 'saying-12' }, { place: 'channel:welcome' }, '/help');
    await before.stop();

    const after = await start();
    expect(
      after
        .room()
        .messages('channel:announcements')
        .map((message) => message.card),
    ).toEqual([card]);
    expect(await after.post(news, everything, 'news:1')).toEqual(ref);
    expect(after.room().person('new-1')).toMatchObject({ name: 'Zoë', locale: 'pt' });
    expect(
      after
        .room()
        .visibleTo('awa')
        .map((message) => message.id),
    ).toContain(told.type === 'message' ? told.id : '');
    expect(
      after
        .room()
        .visibleTo('lucia')
        .map((message) => message.for),
    ).toEqual([undefined]);
    expect(after.room().seq()).toBe(before.room().seq());
  });

  it('drops a line that a crash cut short, and writes on after it', async () => {
    const before = await start();
    await before.post(news, card, 'news:1');
    await before.stop();
    await appendFile(file(), '{"type":"message","mess');

    const after = await start();
    await after.post(news, { title: 'Later', blocks: [] }, 'news:2');
    await after.stop();
    expect((await readFile(file(), 'utf8')).split('\n').filter(Boolean)).toHaveLength(2);
    expect(
      (await start())
        .room()
        .messages('channel:announcements')
        .map((message) => message.card?.title),
    ).toEqual(['News', 'Later']);
  });

  it('refuses a journal that is none of its own', async () => {
    const before = await start();
    await before.stop();
    await appendFile(file(), '{"type":"something else"}\n');
    await expect(start()).rejects.toThrow();
  });

  it('takes nothing before it has started and after it has stopped', async () => {
    const chat = playground({ journal: fileJournal(file()), clock: systemClock, texts });
    expect(() => chat.desk()).toThrow('not_started');
    await expect(chat.post(news, card, 'news:1')).rejects.toMatchObject({ status: 503 });
    await chat.start(testBot());
    await chat.stop();
    expect(() => chat.desk()).toThrow('not_started');
  });

  it('is refused nothing while an answer is under way', async () => {
    const bot = testBot();
    const chat = playground({ journal: fileJournal(file()), clock: systemClock, texts });
    await chat.start(bot);
    const go = bot.hold();
    const said = chat.desk().say({ as: 'awa', request: 'saying-12' }, { place: 'direct:awa' }, '/help');
    const stopped = chat.stop();
    go();
    await stopped;
    expect(await said).toMatchObject({ type: 'message' });
    expect(chat.room().messages('direct:awa')).toHaveLength(1);
  });
});

describe('a card', () => {
  const text = (length: number) => 'x'.repeat(length);

  it('is within the limits with every kind of block', () => expect(overLimits(everything)).toEqual([]));

  it.each<[string, Card]>([
    ['title', { title: text(201), blocks: [] }],
    ['text', { blocks: [{ type: 'text', text: text(8001) }] }],
    ['total', { blocks: Array.from({ length: 6 }, () => ({ type: 'text', text: text(7000) })) }],
    ['blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['buttonLabel', { blocks: [{ type: 'actions', controls: [{ type: 'button', label: text(81), action: { name: 'a.b', id: '' } }] }] }],
    ['imageAlt', { blocks: [{ type: 'image', url: 'https://example.org/a.png', alt: text(2001) }] }],
  ])('is refused rather than cut when over its limit: %s', async (limit, over) => {
    expect(overLimits(over)).toEqual([expect.stringContaining(limit)]);
    const chat = playground({ journal: { read: async () => [], append: async () => undefined }, clock: systemClock, texts });
    await chat.start(testBot());
    await expect(chat.post(news, over, 'news:1')).rejects.toMatchObject({ name: 'PostError', permanent: true });
    expect(chat.room().messages('channel:announcements')).toEqual([]);
  });

  it('offers what is on it and nothing else', () => {
    expect(offers(everything, { name: 'demo.press', id: '1' }, [])).toBe(true);
    expect(offers(everything, { name: 'demo.show', id: 'row' }, [])).toBe(true);
    expect(offers(everything, { name: 'demo.choose', id: '1' }, ['fr'])).toBe(true);
    expect(offers(everything, { name: 'demo.choose', id: '1' }, ['xx'])).toBe(false);
    expect(offers(everything, { name: 'demo.press', id: '2' }, [])).toBe(false);
    expect(offers(everything, { name: 'demo.press', id: '1' }, ['fr'])).toBe(false);
  });
});

describe('a typed command', () => {
  const names = ['help', 'experience', 'experience search'];
  it.each([
    ['/help', 'help', ''],
    ['/experience search  "two  spaces" country:BR', 'experience search', '"two  spaces" country:BR'],
    ['/Experience   Search water', 'experience search', 'water'],
    ['/experience something', 'experience', 'something'],
    ['/unheard of', 'unheard', 'of'],
    ['/', '', ''],
  ])('%s', (line, name, text) => expect(typedCommand(line, names)).toEqual({ type: 'command', name, text }));
});
