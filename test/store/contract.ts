/** What every store must hold to, whatever stands behind it. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { seeds } from '../../src/features/registry.ts';
import { loadSeeds } from '../../src/store/seed.ts';
import type { Store } from '../../src/store/store.ts';
import { seedFolder } from './seed-folder.ts';

const ours = join(import.meta.dirname, '../../prisma/seed');

/** `open` gives a store that may hold other records. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  let ids = 0;
  const newId = (): string => `contract-${process.pid}-${++ids}`;
  const by = (envelope = newId()) => ({ envelope, clock: systemClock });
  const addPerson = (id: string) => ({ data: { id, name: 'Ana' } });

  test('a write happens once for an envelope and step, and a retry gets what it returned', async () => {
    const caller = by();
    const id = newId();
    const work = async () => store.write(caller, 'join', async (tx) => (await tx.person.create(addPerson(id))).id);
    expect(await work()).toBe(id);
    expect(await work()).toBe(id);
    expect(await store.db.person.count({ where: { id } })).toBe(1);
  });

  test('other steps of one envelope, and one step of other envelopes, are writes of their own', async () => {
    const caller = by();
    expect(await store.write(caller, 'a', async () => 1)).toBe(1);
    expect(await store.write(caller, 'b', async () => 2)).toBe(2);
    expect(await store.write(by(), 'a', async () => 3)).toBe(3);
  });

  test('of many at the same moment one happens, and all get its result', async () => {
    const caller = by();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => store.write(caller, 'join', async (tx) => (await tx.person.create(addPerson(newId()))).id)),
    );
    expect(new Set(results).size).toBe(1);
    expect(await store.db.person.count({ where: { id: { in: results } } })).toBe(1);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['false', false],
    ['an object', { a: [1, { b: null }], c: 'é' }],
  ])('a write that returned %s gives it to the retry', async (_, value) => {
    const caller = by();
    expect(await store.write(caller, 'step', async () => value)).toEqual(value);
    expect(await store.write(caller, 'step', async () => value)).toEqual(value);
  });

  test('a write that throws leaves nothing behind, and can be tried again', async () => {
    const caller = by();
    const id = newId();
    const failing = store.write(caller, 'join', async (tx) => {
      await tx.person.create(addPerson(id));
      throw new Error('no room');
    });
    await expect(failing).rejects.toThrow('no room');
    expect(await store.db.person.count({ where: { id } })).toBe(0);
    expect(await store.write(caller, 'join', async (tx) => (await tx.person.create(addPerson(id))).id)).toBe(id);
  });

  test('an error of the database that the work swallows is not taken for success', async () => {
    const id = newId();
    await store.db.person.create(addPerson(id));
    const swallowing = store.write(by(), 'join', async (tx) => {
      await tx.person.create(addPerson(newId()));
      await tx.person.create(addPerson(id)).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(/aborted/);
  });

  test('the same account cannot belong to two persons, and the error says so in a known way', async () => {
    const [first, second] = [newId(), newId()];
    await store.db.person.createMany({ data: [addPerson(first).data, addPerson(second).data] });
    const account = { platform: 'slack', workspace: 'T1', externalId: newId(), name: 'Ana' };
    await store.db.identity.create({ data: { id: newId(), personId: first, ...account } });
    const again = store.db.identity.create({ data: { id: newId(), personId: second, ...account } });
    await expect(again).rejects.toMatchObject({ code: 'P2002' });
  });

  test('lists, JSON and texts of any language come back as they were given', async () => {
    const id = newId();
    const title = 'Orçamento «participatif» \u2028 ñandú 参加 🗳 \\ \' " %';
    const links = ['https://a.example/?q=1,2', 'with "quotes"', '{braces}', ''];
    await store.db.experience.create({ data: { id, state: 'submitted', locale: 'pt', title, summary: 's', links, types: [] } });
    const found = await store.db.experience.findUniqueOrThrow({ where: { id } });
    expect({ title: found.title, links: found.links, types: found.types }).toEqual({ title, links, types: [] });

    const content = { title, numbers: [0, -1.5, 1e21], nested: { empty: {}, list: [null, true] } };
    await store.db.experienceRevision.create({ data: { experienceId: id, number: 1, content, at: new Date() } });
    expect((await store.db.experienceRevision.findFirstOrThrow({ where: { experienceId: id } })).content).toEqual(content);
  });

  test('an instant comes back to the millisecond, and is UTC for the database too', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const id = newId();
    await store.db.auditEntry.create({ data: { id, at, actor: 'system', action: 'a.b', subject: 'a:1', envelope: '' } });
    expect((await store.db.auditEntry.findUniqueOrThrow({ where: { id } })).at).toEqual(at);
    expect(await store.db.auditEntry.count({ where: { id, at } })).toBe(1);
    const [row] = await store.db.$queryRaw<{ text: string }[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as text from "AuditEntry" where id = ${id}`;
    expect(row?.text).toBe('2026-03-29 01:30:00.123');
  });

  test('numbers of sheets are given by the store, each once', async () => {
    const sheets = await Promise.all(
      [newId(), newId(), newId()].map((id) =>
        store.db.experience.create({ data: { id, state: 'submitted', locale: 'en', title: id, summary: '' } }),
      ),
    );
    expect(new Set(sheets.map((sheet) => sheet.number)).size).toBe(3);
  });

  test('what search needs is there: accents and similar words', async () => {
    const [row] = await store.db.$queryRaw<{ plain: string; alike: boolean }[]>`
      select unaccent('Participación à São Paulo') as plain, similarity('presupuesto', 'presupesto') > 0.5 as alike`;
    expect(row).toEqual({ plain: 'Participacion a Sao Paulo', alike: true });
  });

  test('seeds are loaded once, in the order of their file', async () => {
    await loadSeeds(store, ours, systemClock, seeds);
    const terms = await store.db.term.count();
    expect(terms).toBeGreaterThan(100);
    expect(await loadSeeds(store, ours, systemClock, seeds)).toEqual({ loaded: [], kept: [] });
    expect(await store.db.term.count()).toBe(terms);
    const scales = await store.db.term.findMany({ where: { vocabulary: 'scales' }, orderBy: { position: 'asc' } });
    expect(scales.map((term) => term.position)).toEqual(scales.map((_, n) => n));
  });

  test('a term that leaves its file is retired, and offered again when it comes back', async () => {
    const term = (key: string) => ({ key, labels: { en: key, es: key, fr: key, pt: key } });
    const folder = seedFolder();
    const states = async (...keys: string[]) => {
      folder.write('colours.json', { kind: 'vocabulary', vocabulary: 'colours', terms: keys.map(term) });
      await loadSeeds(store, folder.path, systemClock, seeds);
      const terms = await store.db.term.findMany({ where: { vocabulary: 'colours' }, orderBy: { key: 'asc' } });
      return terms.map(({ key, retired }) => (retired ? `(${key})` : key));
    };
    try {
      expect(await states('blue', 'red')).toEqual(['blue', 'red']);
      expect(await states('red')).toEqual(['(blue)', 'red']);
      expect(await states('blue', 'red')).toEqual(['blue', 'red']);
    } finally {
      await store.db.term.deleteMany({ where: { vocabulary: 'colours' } });
      await store.db.seedFile.deleteMany({ where: { name: 'colours.json' } });
      folder.remove();
    }
  });

  test('a seed file that is not as it should be is named, and changes nothing', async () => {
    const folder = seedFolder();
    folder.write('colours.json', {
      kind: 'vocabulary',
      vocabulary: 'colours',
      terms: [{ key: 'red', labels: { en: 'Red', es: 'Rojo', fr: 'Rouge' } }],
    });
    await expect(loadSeeds(store, folder.path, systemClock, seeds)).rejects.toThrow(/colours\.json[\s\S]*pt/);
    expect(await store.db.term.count({ where: { vocabulary: 'colours' } })).toBe(0);
    folder.write('colours.json', { kind: 'paint', terms: [] });
    await expect(loadSeeds(store, folder.path, systemClock, seeds)).rejects.toThrow(/colours\.json.*no seeds of the kind paint/);
    folder.remove();
  });
}
