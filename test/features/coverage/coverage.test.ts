/** Where the network is thin: by pure rules, counted from records, set by form, and shown on a page and in a file. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { cellsOf, isThin, valuesOf } from '../../../src/features/coverage/rules.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { controlsOf, type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';

describe('by the rules', () => {
  test('what is missed most comes first, then what there is most of; a country counts once it has a member', () => {
    const members = new Map([
      ['FR', 2],
      ['ES', 9],
      ['CI', 0],
    ]);
    const minimums = new Map([
      ['', 3],
      ['SN', 1],
      ['ES', 0],
    ]);
    const cells = cellsOf([], members, new Map(), minimums);
    expect(cells.map(({ key, minimum }) => `${key} ${minimum}`)).toEqual(['SN 1', 'FR 3', 'ES 0', 'CI 0']);
    expect(cells.filter(isThin).map(({ key }) => key)).toEqual(['SN', 'FR']);
  });

  test('what is offered counts from the start, and only governments have a size', () => {
    expect(cellsOf(['a', 'b'], new Map([['b', 1]]), new Map([['a', 2]]), new Map([['a', 1]]))).toEqual([
      { key: 'a', members: 0, minimum: 1, suggested: 2 },
      { key: 'b', members: 1, minimum: 0, suggested: 0 },
    ]);
    const counted = { country: 'SN', kind: 'university', sizeBand: 'c', themes: ['youth'] };
    expect(valuesOf(counted, new Map([['SN', 'africa']]))).toEqual({
      region: ['africa'],
      country: ['SN'],
      kind: ['university'],
      size: [],
      theme: ['youth'],
    });
    expect(valuesOf({ ...counted, country: '', kind: 'local-government' }, new Map()).size).toEqual(['c']);
  });
});

describe('from the records', () => {
  let desk: Desk;
  let sec: Visitor;
  beforeEach(async () => {
    const house = await openHouse({ web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] } });
    desk = await openDesk({ commands, actions, forms, families }, { 'slack:sec': 'secretariat' }, house);
    sec = desk.visitor('sec', { name: 'Sec', locale: 'en' });
  });
  afterEach(() => desk.close());

  const member = async (
    id: string,
    country: string,
    kind: string,
    more: Partial<{ sizeBand: string; themes: string[]; state: 'active' | 'inactive' }> = {},
  ) => {
    const { state = 'active', ...rest } = more;
    const data = { id, names: { en: `<b>${id}` }, locale: 'en', kind, country, languages: [], themes: [], ...rest };
    await desk.house.parts.store.db.organisation.create({ data: { ...data, membership: { create: { category: 'associate', state } } } });
  };
  const page = () => {
    const link = controlsOf(sec.card).find((one) => one.type === 'link');
    return link?.type === 'link' ? link.url : '';
  };

  test('a network without members says so, and its minimums can be set already', async () => {
    const t = desk.house.parts.translator('en');
    await sec.types('/membership gaps');
    expect(sec.sees).toContain(t('coverage.empty'));
    expect(page()).toBe('');
    await sec.presses(t('coverage.dimensions.kind'));
    expect(sec.sees).toContain('Social movement: 0 of 5');
  });

  test('counts active members, says what is not known, and follows a minimum that is changed', async () => {
    const t = desk.house.parts.translator('en');
    await member('dakar', 'SN', 'local-government', { sizeBand: 'd', themes: ['youth', 'gender'] });
    await member('paris', 'FR', 'local-government');
    await member('gone', 'SN', 'local-government', { state: 'inactive' });
    await member('nowhere', '', 'university');
    await sec.types('/membership gaps');
    expect(sec.sees).toContain(t('coverage.members', { count: 3 }));

    await sec.presses(t('coverage.dimensions.region'));
    expect(sec.sees).toContain('Africa: 1 of 10 · members in 1 of 58 countries');
    expect(sec.sees).toContain('Europe: 1 of 10');
    expect(sec.sees).toContain(t('coverage.unknown', { count: 1 }));

    await sec.presses(t('coverage.buttons.overview'));
    await sec.presses(t('coverage.dimensions.size'));
    expect(sec.sees).toContain('D: over 1 million inhabitants: 1 of 10');
    expect(sec.sees, 'Paris; a university has no size').toContain(t('coverage.unknown', { count: 1 }));

    await sec.presses(t('coverage.buttons.change'));
    await sec.fills({ values: ['d'], minimum: ['1'] });
    expect(sec.sees).toContain('D: over 1 million inhabitants: 1 of 1');
    expect(sec.sees).toContain(t('coverage.thin', { count: 4 }));
    const { db } = desk.house.parts.store;
    expect(await db.coverageTarget.findMany({ where: { changedAt: { not: null } } })).toMatchObject([
      { dimension: 'size', key: 'd', minimum: 1 },
    ]);
    expect(await db.auditEntry.count({ where: { action: 'coverage.change' } })).toBe(1);

    // A country that is wanted, and none chosen: each that has a member.
    await sec.presses(t('coverage.buttons.overview'));
    await sec.presses(t('coverage.dimensions.country'));
    expect(sec.sees).toContain('Senegal: 1 of 3');
    await sec.presses(t('coverage.buttons.change'));
    await sec.fills({ values: ['CI'], minimum: ['2'] });
    expect(sec.sees).toContain('Côte d’Ivoire: 0 of 2');
    await sec.presses(t('coverage.buttons.change'));
    await sec.fills({ values: [], minimum: ['0'] });
    expect(sec.sees).toContain(t('coverage.thin', { count: 1 }));
    expect(sec.sees).toMatch(/Senegal: 1(?! of)/);
  });

  test('the page shows pictures that say what they show, and a file; a wrong link shows neither', async () => {
    await member('dakar', 'SN', 'local-government', { sizeBand: 'd' });
    await sec.types('/membership gaps');
    const url = page();
    const html = await (await fetch(url)).text();
    expect(html.match(/<svg role="img"/g)).toHaveLength(5);
    expect(html).toMatch(/aria-label="Members by region: [^"]*Africa 1 of 10/);
    expect(html).not.toContain('dakar');
    expect(html).toContain('<td>Africa</td><td>1</td>');
    const file = await fetch(`${url}/coverage.csv`);
    expect(file.headers.get('content-disposition')).toContain('coverage.csv');
    expect((await file.text()).split('\n')).toContain('region,africa,Africa,1,10,9,0');
    for (const wrong of [`${url.slice(0, -3)}aaa`, `${url.slice(0, -3)}aaa/coverage.csv`]) expect((await fetch(wrong)).status).toBe(404);
    // The same address the next time.
    await sec.types('/membership gaps');
    expect(page()).toBe(url);
  });

  test('only the secretariat sees it', async () => {
    const bo = desk.visitor('bo', { name: 'Bo', locale: 'en' });
    await bo.types('/membership gaps');
    expect(bo.sees).toContain(desk.house.parts.translator('en')('errors.forbidden'));
  });
});
