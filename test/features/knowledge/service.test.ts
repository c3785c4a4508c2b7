/** Editors at work on what is known: writing, translating, publishing, learning from what was asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { findEntry } from '../../../src/features/knowledge/desk.ts';
import { healthOf } from '../../../src/features/knowledge/health.ts';
import { allEntries, type Entry, getEntry } from '../../../src/features/knowledge/record.ts';
import { knowledgeSeed } from '../../../src/features/knowledge/seed-service.ts';
import * as service from '../../../src/features/knowledge/service.ts';
import { compareKnowledge, exportKnowledge, importKnowledge } from '../../../src/features/knowledge/transfer/service.ts';
import { openTown, type Town } from '../experience/support.ts';
import { cost } from './support.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => {
  await town.clear();
  await town.parts.store.db.$executeRaw`truncate "KnowledgeEntry", "Question", "Calibration" restart identity cascade`;
});

const words = { title: 'May we use the logo?', answer: 'Ask the secretariat.', phrasings: ['logo'], links: [] };
const write = (ctx: AppContext) => service.writeEntry(town.again(ctx), { topic: 'network', handsOver: false }, 'en', words);
const seed = (...entries: Parameters<typeof knowledgeSeed.load>[1]['entries']) =>
  town.parts.store.db.$transaction((tx) => knowledgeSeed.load(tx, { entries }, town.clock.now()));
const read = (id: string): Promise<Entry> => getEntry(town.parts.store.db, id);
const asked = async (text: string, more: object = {}) => {
  const data = { platform: 'playground', workspace: 'W1', locale: 'en', outcome: 'none', confidence: 0, state: 'refused' } as const;
  await town.parts.store.db.question.create({ data: { id: text, text, ...data, ...more } });
  return text;
};

test('a new entry is a draft with a key of its own; published it has been checked, and is due again in half a year', async () => {
  const eva = await town.person('Eva', 'editor');
  const [id, other] = [await write(eva), await write(eva)];
  expect(await read(id)).toMatchObject({ key: 'may-we-use-the-logo', state: 'draft', owner: 'Eva', checkedAt: null });
  expect((await read(other)).key).toBe('may-we-use-the-logo-2');
  await service.publishEntry(town.again(eva), await read(id));
  const { state, checkedAt, reviewBy } = await read(id);
  expect(state).toBe('published');
  expect(checkedAt).toEqual(town.clock.now());
  expect(Math.round(((reviewBy?.getTime() ?? 0) - town.clock.now().getTime()) / 86_400_000)).toBe(180);
});

test('a member writes nothing; and what somebody has changed meanwhile is not decided on', async () => {
  const [eva, bo] = [await town.person('Eva', 'editor'), await town.person('Bo')];
  const seen = await read(await write(eva));
  await expect(service.publishEntry(town.again(bo), seen)).rejects.toThrow(new UserError('forbidden'));
  await service.saveText(town.again(eva), seen, 'fr', { ...words, title: 'Peut-on utiliser le logo ?' });
  await expect(service.publishEntry(town.again(eva), seen)).rejects.toThrow(new UserError('knowledge.changed'));
  expect(Object.keys((await read(seen.id)).texts)).toEqual(['en', 'fr']);
});

test('a question that nobody could answer becomes a phrasing once, and does not wait any more', async () => {
  const eva = await town.person('Eva', 'editor');
  await seed(cost());
  await service.attachQuestion(town.again(eva), await asked('do we  have to pay'), 'cost');
  await service.attachQuestion(town.again(eva), await asked('IS IT FREE?'), 'cost');
  expect((await read('cost')).texts.en?.phrasings).toEqual(['is it free', 'do we have to pay']);
  await expect(service.attachQuestion(town.again(eva), 'IS IT FREE?', 'cost')).rejects.toThrow(new UserError('knowledge.settled'));
  const states = await town.parts.store.db.question.findMany({ select: { state: true, attachedId: true } });
  expect(states).toEqual(Array(2).fill({ state: 'closed', attachedId: 'cost' }));
});

test('an asker who waits for a person goes on waiting, and an entry that is not in their language takes nothing', async () => {
  const eva = await town.person('Eva', 'editor');
  await seed(cost());
  await service.attachQuestion(town.again(eva), await asked('price', { state: 'waiting' }), 'cost');
  expect(await town.parts.store.db.question.findUnique({ where: { id: 'price' } })).toMatchObject({ state: 'waiting', attachedId: 'cost' });
  const es = await asked('cuánto cuesta', { locale: 'es' });
  await expect(service.attachQuestion(town.again(eva), es, 'cost')).rejects.toThrow(new UserError('knowledge.not-in-language'));
});

test('an entry with as many phrasings as a form holds takes no more', async () => {
  const eva = await town.person('Eva', 'editor');
  await seed(cost({ phrasings: Array.from({ length: 40 }, (_, at) => `way ${at}`) }));
  await expect(service.attachQuestion(town.again(eva), await asked('one more'), 'cost')).rejects.toThrow(new UserError('knowledge.full'));
});

test('a new entry out of a question settles it', async () => {
  const eva = await town.person('Eva', 'editor');
  const question = await asked('can we print your logo');
  const id = await service.writeEntry(town.again(eva), { topic: 'network', handsOver: true }, 'en', words, question);
  expect(await town.parts.store.db.question.findUnique({ where: { id: question } })).toMatchObject({ state: 'closed', attachedId: id });
});

test('where a file and an editor say two things, one of them is chosen, and the file does not ask again', async () => {
  const eva = await town.person('Eva', 'editor');
  await seed(cost());
  const edited = { title: 'What does it cost?', answer: 'Nothing, says Eva.', phrasings: ['is it free'], links: [] };
  await service.saveText(town.again(eva), await read('cost'), 'en', edited);
  const newer = cost({ answer: 'Nothing, says the file.' });
  expect(await seed(newer)).toEqual(['cost']);
  await service.decideProposed(town.again(eva), await read('cost'), 'ours');
  expect(await seed(newer)).toEqual([]);
  expect(await read('cost')).toMatchObject({ proposed: undefined, texts: { en: { answer: 'Nothing, says Eva.' } } });
  expect(await seed(cost({ answer: 'Nothing at all.' }))).toEqual(['cost']);
  await service.decideProposed(town.again(eva), await read('cost'), 'file');
  expect(await read('cost')).toMatchObject({ proposed: undefined, texts: { en: { answer: 'Nothing at all.' } } });
  expect(await seed(cost({ answer: 'Nothing whatsoever.' })), 'nobody has touched it since').toEqual([]);
});

test('its state: what is measured, what is missing, what is asked most, what never got an answer', async () => {
  const { db } = town.parts.store;
  await seed(cost(), { ...cost(), key: 'fee', reviewBy: '2020-01-01' }, { ...cost(), key: 'old', state: 'draft' });
  const trial = {
    direct: 0.5,
    offer: 0.2,
    first: 0.8,
    amongThree: 0.9,
    entries: [{ id: 'cost', phrasings: 6, found: 1 }],
    confusable: [{ one: 'cost', other: 'fee', times: 3 }],
  };
  await db.calibration.create({
    data: { locale: 'en', engine: 'lexical', revision: 1, direct: 0.5, offer: 0.2, figures: { letters: trial }, at: town.clock.now() },
  });
  const at = { createdAt: town.clock.now(), entryId: 'cost', outcome: 'direct', state: 'answered' } as const;
  await asked('fee', { ...at, helped: true });
  await asked('fee?', { ...at, helped: false });
  await asked('fees', { ...at, helped: false });
  await asked('parking');
  const health = await healthOf(db, ['en', 'es', 'fr', 'pt'], town.clock.now());
  expect(health.languages.map(({ locale, entries, first }) => [locale, entries, first])).toEqual([
    ['en', 2, 0.8],
    ['es', 0, undefined],
    ['fr', 2, undefined],
    ['pt', 0, undefined],
  ]);
  const keys = Object.fromEntries(Object.entries(health.ill).map(([illness, list]) => [illness, list.map(({ entry }) => entry.key)]));
  expect(keys).toEqual({
    weak: ['cost'],
    confusable: ['cost'],
    few: ['cost', 'fee'],
    missing: ['cost', 'fee'],
    overdue: ['fee'],
    unchecked: [],
    proposed: [],
    drafts: ['old'],
    unhelpful: ['cost'],
  });
  expect(health.asked.map(({ entry, count, helped }) => [entry.key, count, helped])).toEqual([['cost', 3, 1]]);
  expect(health.unanswered).toBe(1);
});

test('an entry is meant by its number, its key, its title in any language, or words that only it has', async () => {
  const eva = await town.person('Eva', 'editor');
  await seed(cost(), { ...cost({ title: 'What do promoters pay?' }), key: 'promoters' });
  const key = async (given: string): Promise<string> => (await findEntry(eva, given)).key;
  expect([await key('2'), await key('cost'), await key('what does it cost'), await key('promoters pay')]).toEqual([
    'promoters',
    'cost',
    'cost',
    'promoters',
  ]);
  await expect(findEntry(eva, 'what')).rejects.toThrow(expect.objectContaining({ code: 'knowledge.several' }));
  await expect(findEntry(eva, 'parking')).rejects.toThrow(new UserError('knowledge.unknown', { given: 'parking' }));
});

test('what goes out as a file comes in again unchanged; a file says what it would change before it does', async () => {
  const operator = { ...(await town.person('Ola', 'admin')), envelope: 'cli' };
  await seed(cost(), { ...cost(), key: 'fee' });
  const { entries } = await exportKnowledge(operator);
  expect((await compareKnowledge(operator, entries)).map(({ kind }) => kind)).toEqual(['same', 'same']);
  const file = [cost({ answer: 'Still nothing.' }), { ...cost(), key: 'logo' }];
  const said = (compared: Awaited<ReturnType<typeof compareKnowledge>>) => compared.map(({ kind, differs }) => [kind, ...differs]);
  const expected = [['changed', 'en'], ['new']];
  expect(said(await compareKnowledge(operator, file))).toEqual(expected);
  expect(
    (await allEntries(town.parts.store.db)).map(({ key }) => key),
    'nothing is written',
  ).toEqual(['cost', 'fee']);
  expect(said(await importKnowledge(operator, file))).toEqual(expected);
  expect((await read('cost')).texts.en?.answer).toBe('Still nothing.');
  expect((await compareKnowledge(operator, file)).map(({ kind }) => kind)).toEqual(['same', 'same']);
});
