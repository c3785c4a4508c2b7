/** Seed files of knowledge: loaded once, brought up to date, and never over the words of an editor. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { KnowledgeFileEntry } from '../../../src/features/knowledge/content.ts';
import { allEntries, type Entry } from '../../../src/features/knowledge/record.ts';
import { knowledgeSeed } from '../../../src/features/knowledge/seed-service.ts';
import { loadSeeds } from '../../../src/store/seed.ts';
import type { Store } from '../../../src/store/store.ts';
import { seedFolder } from '../../store/seed-folder.ts';
import { openTestStore } from '../../support/store.ts';
import { cost } from './support.ts';

let store: Store;
let folder: ReturnType<typeof seedFolder>;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  folder = seedFolder();
});
afterEach(async () => {
  folder.remove();
  await store.db.seedFile.deleteMany();
  await store.db.knowledgeEntry.deleteMany();
});

const load = (...entries: readonly KnowledgeFileEntry[]) => {
  folder.write('knowledge-test.json', { kind: 'knowledge', entries });
  return loadSeeds(store, folder.path, systemClock, [knowledgeSeed]);
};

async function only(): Promise<Entry> {
  const [entry, ...others] = await allEntries(store.db);
  if (!entry || others.length > 0) throw new Error(`${others.length + (entry ? 1 : 0)} entries`);
  return entry;
}

const editorWrites = (answer: string) =>
  store.db.knowledgeText.update({ where: { entryId_locale: { entryId: 'cost', locale: 'en' } }, data: { answer } });

test('an entry comes with its texts, its source and its dates, published', async () => {
  await load(cost());
  expect(await only()).toMatchObject({
    key: 'cost',
    state: 'published',
    source: { title: 'Rules', url: 'https://example.org/rules' },
    checkedAt: new Date('2026-11-01T00:00:00Z'),
    texts: { en: { answer: 'Nothing.' }, fr: { answer: 'Rien.' } },
  });
});

test('a file that changes is taken over where nobody has touched the entry, a language that leaves it included', async () => {
  await load(cost());
  const { fr: _fr, ...english } = cost({ answer: 'Nothing at all.' }).texts;
  expect(await load({ ...cost(), texts: english })).toEqual({ loaded: ['knowledge-test.json'], kept: [] });
  expect((await only()).texts).toEqual({
    en: { title: 'What does it cost?', answer: 'Nothing at all.', phrasings: ['is it free'], links: [] },
  });
});

test('a file that does not change leaves an editor’s words alone, whatever else stands in it', async () => {
  await load(cost());
  await editorWrites('Nothing, says the editor.');
  expect(await load(cost(), { ...cost(), key: 'other' })).toMatchObject({ kept: [] });
  const [first] = await allEntries(store.db);
  expect(first?.texts.en?.answer).toBe('Nothing, says the editor.');
  expect(first?.proposed).toBeUndefined();
});

test('where both have changed, the editor’s words stay, it is said, and what the file says waits beside them', async () => {
  await load(cost());
  await editorWrites('Nothing, says the editor.');
  expect(await load(cost({ answer: 'Nothing, says the file.' }))).toEqual({
    loaded: ['knowledge-test.json'],
    kept: ['knowledge-test.json: cost'],
  });
  const entry = await only();
  expect(entry.texts.en?.answer).toBe('Nothing, says the editor.');
  expect(entry.proposed?.texts.en?.answer).toBe('Nothing, says the file.');
});

test('of the same words the later check counts, and two that say the same are no conflict', async () => {
  await load(cost());
  await editorWrites('Nothing at all.');
  await load({ ...cost({ answer: 'Nothing at all.' }), checkedOn: '2027-01-01', reviewBy: '2027-07-01' });
  expect(await only()).toMatchObject({ checkedAt: new Date('2027-01-01T00:00:00Z'), proposed: undefined });
  await load({ ...cost({ answer: 'Nothing at all.' }), checkedOn: '2026-12-01', reviewBy: '2027-06-01' });
  expect(await only()).toMatchObject({ checkedAt: new Date('2027-01-01T00:00:00Z'), reviewBy: new Date('2027-07-01T00:00:00Z') });
});
