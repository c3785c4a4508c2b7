/** Who sees what, which sheet or person is meant, and which sheets are nearly the same. On the real store. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { compare, listMine, listQueue, readPage, review, showSheet } from '../../../src/features/experience/actions.ts';
import type { Content } from '../../../src/features/experience/content.ts';
import { editExperience } from '../../../src/features/experience/edit.ts';
import { completeSheets, findSheet } from '../../../src/features/experience/find.ts';
import { nearDuplicates } from '../../../src/features/experience/near.ts';
import { sheetRef } from '../../../src/features/experience/ref.ts';
import { publishExperience, reviseExperience, submitExperience } from '../../../src/features/experience/service.ts';
import { completePeople, findPerson } from '../../../src/features/person/find/service.ts';
import { lines } from '../../../src/platforms/playground/card.ts';
import { openTown, quick, type Town } from './support.ts';

let town: Town;
let ana: AppContext;
let bo: AppContext;
let eva: AppContext;
beforeAll(async () => {
  town = await openTown();
});
beforeEach(async () => {
  await town.clear();
  ana = await town.person('Ana');
  bo = await town.person('Bo');
  eva = await town.person('Eva', 'editor');
});
afterAll(() => town.stop());

const submitted = async (changes: Partial<Content> = {}): Promise<string> => (await submitExperience(town.again(ana), quick(changes))).id;
const published = async (changes: Partial<Content> = {}): Promise<string> => {
  const id = await submitted(changes);
  await publishExperience(town.again(eva), id, 1);
  return id;
};
const read = (reply: { type: string; card?: Parameters<typeof lines>[0] }): string =>
  reply.card === undefined ? reply.type : lines(reply.card).join('\n');
const notFound = { code: 'experience.not-found' };

describe('what is not published', () => {
  test('is read by its authors and by editors, and does not exist for others', async () => {
    const id = await submitted();
    expect(read(await showSheet.run(ana, id, []))).toContain('Waiting for review');
    expect(read(await showSheet.run(eva, id, []))).toContain('Youth budget');
    await expect(showSheet.run(bo, id, [])).rejects.toMatchObject(notFound);
    await expect(readPage.run(bo, sheetRef(id, 1, 1), [])).rejects.toMatchObject(notFound);
  });

  test('nor does the new version of a published sheet, by whatever reference', async () => {
    const id = await published();
    await reviseExperience(town.again(ana), id, 1, quick({ results: 'Still a secret.' }));
    expect(read(await showSheet.run(bo, id, []))).not.toContain('secret');
    await expect(readPage.run(bo, sheetRef(id, 2, 1), [])).rejects.toMatchObject(notFound);
    await expect(compare.run(bo, sheetRef(id, 2, 1), [])).rejects.toMatchObject({ code: 'forbidden' });
    await expect(review.run(bo, sheetRef(id, 2), [])).rejects.toMatchObject({ code: 'forbidden' });
    expect(read(await readPage.run(eva, sheetRef(id, 2, 1), []))).toContain('Still a secret.');
    expect(read(await compare.run(eva, sheetRef(id, 2, 1), []))).toContain('Added: Still a secret.');
  });

  test('a forged reference is refused like one that is not there', async () => {
    for (const ref of ['', 'x', 'x@y', '../..@1', `${'a'.repeat(80)}@1`])
      await expect(readPage.run(ana, ref, [])).rejects.toMatchObject(notFound);
  });
});

describe('lists', () => {
  test('mine are mine, page by page; the queue holds what waits, the oldest first', async () => {
    for (let at = 1; at <= 9; at++) {
      town.clock.move({ minutes: 1 });
      await submitted({ title: `Experience of district ${at}`, city: `District ${at}` });
    }
    expect(read(await listMine(ana, 0))).toContain('9 sheets');
    expect(read(await listMine(ana, 1))).toContain('Page 2 of 2');
    expect(read(await listMine(bo, 0))).toContain('There is nothing here yet');
    const queue = read(await listQueue(eva, 0));
    expect(queue).toContain('9 sheets wait');
    expect(queue.indexOf('district 1')).toBeLessThan(queue.indexOf('district 2'));
    await expect(listQueue(ana, 0)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('which sheet is meant', () => {
  test('by number, by title without its accents, by a part of it', async () => {
    const id = await published({ title: 'Orçamento Participativo de São Paulo' });
    for (const given of ['1', '#1', 'orcamento participativo de sao paulo', 'sao paulo']) {
      expect((await findSheet(bo, given, 'readable')).id).toBe(id);
    }
  });

  test('the exact title wins; several are named; none is said', async () => {
    const one = await published({ title: 'Youth budget' });
    await published({ title: 'Youth budget of Lyon', city: 'Lyon' });
    expect((await findSheet(bo, 'Youth budget', 'readable')).id).toBe(one);
    await expect(findSheet(bo, 'youth', 'readable')).rejects.toMatchObject({ code: 'experience.several', args: { count: 2 } });
    await expect(findSheet(bo, 'senior', 'readable')).rejects.toMatchObject({ code: 'experience.unknown' });
  });

  test('what somebody may not read is not suggested to them', async () => {
    await submitted({ title: 'Secret plan' });
    expect(await completeSheets(bo, 'secret', 'readable')).toEqual([]);
    expect(await completeSheets(ana, 'secret', 'own')).toEqual([{ value: '1', label: 'Secret plan' }]);
    expect(await completeSheets(eva, 'secret', 'readable')).toHaveLength(1);
    expect(await completeSheets(eva, 'secret', 'own')).toEqual([]);
  });

  test('a percent sign or an underscore is only a character', async () => {
    await published({ title: 'Half of it' });
    await expect(findSheet(bo, '%', 'readable')).rejects.toMatchObject({ code: 'experience.unknown' });
    await published({ title: '100 % participation', city: 'Lyon' });
    expect((await findSheet(bo, '%', 'readable')).title).toBe('100 % participation');
  });
});

describe('which person is meant', () => {
  test('by a mention, by name without accents; not oneself', async () => {
    await town.person('José');
    expect(await findPerson(ana, '<@bo>')).toEqual({ id: 'bo', name: 'Bo' });
    expect(await findPerson(ana, '<@bo|bo>')).toEqual({ id: 'bo', name: 'Bo' });
    expect(await findPerson(ana, '@jose')).toEqual({ id: 'josé', name: 'José' });
    await expect(findPerson(ana, 'Ana')).rejects.toMatchObject({ code: 'experience.person-unknown' });
    await expect(findPerson(ana, '<@nobody>')).rejects.toMatchObject({ code: 'experience.person-unknown' });
  });

  test('names are offered to members, from two letters on', async () => {
    expect(await completePeople(ana, 'B')).toEqual([]);
    expect(await completePeople(ana, 'bo')).toEqual([{ value: 'bo', label: 'Bo' }]);
    expect(await completePeople(await town.person('Gus', 'guest'), 'bo')).toEqual([]);
  });
});

describe('nearly the same', () => {
  const near = (changes: Partial<Content>, all = false) => nearDuplicates(town.parts.store.db, quick(changes), undefined, all);
  const elsewhere = { city: 'Paris', country: 'FR' };

  test('a title with other accents, case or a slip', async () => {
    const id = await published({ title: 'Orçamento jovem de Grenoble' });
    for (const title of ['ORCAMENTO JOVEM DE GRENOBLE', 'Orçamento jovem, Grenoble', 'Orcamento jovm de Grenoble']) {
      expect(await near({ title, ...elsewhere })).toMatchObject([{ id, because: 'title' }]);
    }
    expect(await near({ title: 'Conselho de idosos de Paris', ...elsewhere })).toEqual([]);
  });

  test('the same city in the same years, whatever the language of the title', async () => {
    const id = await published({ title: 'Budget jeunes', startsOn: '2014', endsOn: '2017', ongoing: false });
    expect(await near({ title: 'Orçamento jovem', city: 'GRENOBLE' })).toMatchObject([{ id, because: 'place' }]);
    expect(await near({ title: 'Orçamento jovem', startsOn: '2018' })).toEqual([]);
    expect(await near({ title: 'Orçamento jovem', country: 'CA' })).toEqual([]);
    expect(await near({ title: 'Orçamento jovem', startsOn: '2010', endsOn: '2013', ongoing: false })).toEqual([]);
    expect(await near({ title: 'Orçamento jovem', startsOn: '2010', endsOn: '2014', ongoing: false })).toHaveLength(1);
  });

  test('what is under review is shown to editors only', async () => {
    await submitted();
    expect(await near({})).toEqual([]);
    expect(await near({}, true)).toHaveLength(1);
  });

  test('at most four, the likest first', async () => {
    for (let at = 1; at <= 6; at++) await published({ title: `Youth budget of Grenoble, part ${at}` });
    const found = await near({ title: 'Youth budget of Grenoble, part 3' });
    expect(found).toHaveLength(4);
    expect(found[0]?.title).toBe('Youth budget of Grenoble, part 3');
  });
});

describe('editing', () => {
  test('opens with what the sheet says; a text too long for a form stays as it is', async () => {
    const long = 'A very long imported text. '.repeat(300);
    const id = await submitted({ participantCount: 800, links: ['https://example.org/a', 'https://example.org/b'], description: long });
    const reply = await editExperience(town.again(ana), id, 'people');
    expect(reply).toMatchObject({ subject: sheetRef(id, 1), page: 'people' });
    expect(reply.initial).toMatchObject({
      title: ['Youth budget of Grenoble'],
      ongoing: ['true'],
      participantCount: ['800'],
      links: ['https://example.org/a\nhttps://example.org/b'],
      description: [],
    });
    const { country, city, startsOn, ongoing, types, themes, title, summary } = quick();
    const given = { country, city, startsOn, ongoing, types, themes, title, summary, participantCount: 900, language: 'en' };
    await reply.form.submit(town.again(ana), given, { id: 'd', subject: reply.subject, savedAt: town.clock.now() });
    const after = await town.parts.store.db.experience.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({ participantCount: 900, links: [] });
    expect(after.description).toBe(long);
  });

  test('is for authors and editors', async () => {
    const id = await published();
    await expect(editExperience(town.again(bo), id)).rejects.toMatchObject({ code: 'experience.not-yours' });
    expect(await editExperience(town.again(eva), id)).toMatchObject({ type: 'form' });
  });
});
