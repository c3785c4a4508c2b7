/** What a search answers, and what its buttons do: also days later, also in another process. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Block, Button, Card } from '../../../src/chat/card.ts';
import type { AnyReply } from '../../../src/chat/reply.ts';
import { plain } from '../../../src/chat/text.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { searchReply, turnPage, wider } from '../../../src/features/experience/search-actions.ts';
import { loadCatalogue } from '../../../src/i18n/catalogue.ts';
import { memoryErasedList } from '../../../src/store/erased-list.ts';
import { movableClock } from '../../support/clock.ts';
import { publish, somebody } from '../../support/experiences.ts';
import { links } from '../../support/links.ts';
import { noRetrieval } from '../../support/no-retrieval.ts';
import { root } from '../../support/sources.ts';
import { openTestStore } from '../../support/store.ts';

const catalogue = loadCatalogue(join(root, 'locales'));
const clock = movableClock();
let ctx: AppContext;
let envelope = 0;

beforeEach(async () => {
  const base = await somebody(await openTestStore(), 'guest', { clock });
  await publish(
    base.store,
    Array.from({ length: 12 }, (_, n) => ({ title: `Lighthouse ${n}`, summary: 'About the lighthouse.', country: 'FR', startsOn: '2016' })),
  );
  const t = catalogue.translator('en');
  ctx = {
    ...base,
    t,
    now: clock.now(),
    timeZone: 'UTC',
    translator: catalogue.translator,
    // Nothing here enqueues: a search only reads, and keeps itself.
    queue: { enqueue: () => Promise.reject(new Error('nothing is enqueued')) },
    links,
    dated: [],
    commands: [],
    messages: [],
    reminders: [],
    personal: [],
    erased: memoryErasedList(),
    mail: false,
    network: { secondEditor: false, welcome: false, timeZone: 'UTC' },
    retrieval: noRetrieval,
    doctor: { examine: () => Promise.reject(new Error('nobody is examined')), regularly: false },
    people: { forget: () => {} },
    from: { kind: 'direct', platform: 'playground', workspace: 'w', user: 'u' },
  };
});
afterEach(() => ctx.store.close());

const cardOf = (reply: AnyReply): Card => {
  if (reply.type !== 'card') throw new Error(reply.type);
  return reply.card;
};
const said = (card: Card): string =>
  card.blocks
    .map((block) => ('text' in block ? plain(block.text) : block.type === 'list' ? block.items.map((item) => plain(item)).join('\n') : ''))
    .join('\n');
const buttons = (card: Card): readonly Button[] =>
  card.blocks
    .flatMap((block: Block) => (block.type === 'actions' ? block.controls : block.type === 'item' && block.control ? [block.control] : []))
    .filter((control) => control.type === 'button');
const named = (card: Card, label: string): Button => {
  const found = buttons(card).find((button) => button.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
};
/** Each press is an envelope of its own. */
const pressed = (): AppContext => ({ ...ctx, envelope: `press-${envelope++}` });

test('pages are turned with buttons, which carry little and still work after weeks', async () => {
  const first = cardOf(await searchReply(ctx, { text: 'lighthouse' }));
  expect(said(first)).toContain('12 experiences: lighthouse');
  expect(said(first)).toContain('Page 1 of 3');
  expect(said(first)).toMatch(/Lighthouse \d+ · France · 2016\nAbout the lighthouse/);
  expect(buttons(first).map(({ label }) => label)).toEqual(['Show', 'Show', 'Show', 'Show', 'Show', 'Next']);
  for (const { action } of buttons(first)) expect(`${action.name}:${action.id}`.length).toBeLessThanOrEqual(100);

  clock.move({ days: 20 });
  const second = cardOf(await turnPage.run(pressed(), named(first, 'Next').action.id, []));
  expect(said(second)).toContain('Page 2 of 3');
  const third = cardOf(await turnPage.run(pressed(), named(second, 'Next').action.id, []));
  expect(buttons(third).map(({ label }) => label)).toEqual(['Show', 'Show', 'Previous']);
});

test('a search that nobody repeats is forgotten in the end, and its button says so', async () => {
  const next = named(cardOf(await searchReply(ctx, { text: 'lighthouse' })), 'Next').action.id;
  clock.move({ days: 31 });
  await searchReply(pressed(), { text: 'lighthouse', country: 'France' });
  await expect(turnPage.run(pressed(), next, [])).rejects.toMatchObject({ code: 'search.expired' });
  await expect(turnPage.run(pressed(), 'nonsense', [])).rejects.toMatchObject({ code: 'search.expired' });
});

test('where the filters leave nothing, a button looks without them', async () => {
  const none = cardOf(await searchReply(ctx, { text: 'lighthouse', country: 'Brasil', from: 2020 }));
  expect(said(none)).toContain('Nothing found: lighthouse · Brazil · since 2020');
  const all = cardOf(await wider.run(pressed(), named(none, 'Search without filters').action.id, []));
  expect(said(all)).toContain('12 experiences: lighthouse');
});

test('what was repaired is said, and where nothing fits there is advice', async () => {
  expect(said(cardOf(await searchReply(ctx, { text: 'lihgthouse' })))).toContain('Read as “lighthouse”.');
  expect(said(cardOf(await searchReply(ctx, { text: 'zzyzx' })))).toContain('Fewer words find more.');
});
