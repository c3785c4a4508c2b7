/** The copy of what is held on somebody: a page of their own, for a quarter of an hour, each file once, and nothing by a look. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { actions, forms } from '../../src/features/registry.ts';
import { openBrowser, seriousFindings } from '../support/browser.ts';
import { controlsOf, type Desk, openDesk, type Visitor } from '../support/desk.ts';
import { openHouse } from '../support/house.ts';

let desk: Desk;
let ana: Visitor;
beforeEach(async () => {
  const house = await openHouse({ web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] } });
  desk = await openDesk({ commands, actions, forms }, {}, house);
  ana = desk.visitor('ana', { name: 'Ana <b>&', locale: 'fr' });
  await ana.types('/experience submit');
  await ana.fills({ title: ['<script>alert(1)</script>'] });
});
afterEach(() => desk.close());

async function link(): Promise<string> {
  await ana.types('/privacy');
  await ana.presses('Prendre une copie');
  const control = controlsOf(ana.card).find((one) => one.type === 'link');
  return control?.type === 'link' ? control.url : '';
}
const take = (url: string, file: string) => fetch(`${url}/${file}`, { method: 'POST' });

test('opening it takes nothing; each file is taken once, and says what it is', async () => {
  const url = await link();
  for (const method of ['GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(200);
  const json = await take(url, 'json');
  expect(json.headers.get('content-disposition')).toContain('attachment');
  expect(json.headers.get('cache-control')).toBe('no-store');
  const copy: unknown = await json.json();
  expect(copy).toMatchObject({ kind: 'agora.personal-data', name: 'Ana <b>&' });
  expect(JSON.stringify(copy)).toContain('<script>alert(1)</script>');
  expect(JSON.stringify(copy)).not.toMatch(/mailToken|"hash"/);
  expect((await take(url, 'json')).status).toBe(404);

  const html = await take(url, 'html');
  const page = await html.text();
  expect(page).toContain('Brouillons de formulaires');
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect((await take(url, 'html')).status).toBe(404);
  const audit = await desk.house.parts.store.db.auditEntry.findMany({ where: { action: 'privacy.exported' } });
  expect(audit.map(({ detail }) => detail)).toEqual([{ file: 'json' }, { file: 'html' }]);
});

test('it ends after a quarter of an hour, and a newer one ends it', async () => {
  const first = await link();
  const second = await link();
  expect((await take(first, 'json')).status).toBe(404);
  desk.clock.move({ minutes: 15 });
  expect((await take(second, 'json')).status).toBe(404);
});

test.each([
  '/privacy/fr/short/json',
  `/privacy/fr/${'A'.repeat(32)}/json`,
  `/privacy/fr/${'A'.repeat(32)}/exe`,
  `/privacy/%00/${'A'.repeat(32)}/html`,
])('a link that is not ours gives nothing: %s', async (path) => {
  const answer = await fetch(desk.house.parts.links.to(path) ?? '', { method: 'POST' });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

test('no address of a page is logged or stored', async () => {
  const url = await link();
  const token = url.split('/').at(-1) ?? '';
  await take(url, 'json');
  const { db } = desk.house.parts.store;
  const stored = JSON.stringify([await db.dataExport.findMany(), await db.doneWrite.findMany(), await db.auditEntry.findMany()]);
  expect(stored).not.toContain(token);
  expect(JSON.stringify([...desk.lines, ...desk.house.lines])).not.toContain(token);
});

test('the page and the copy can be read by everybody', { timeout: 60_000 }, async () => {
  const url = await link();
  const browser = await openBrowser();
  try {
    const page = await browser.window(url);
    expect(await seriousFindings(page)).toEqual([]);
    await page.setContent(await (await take(url, 'html')).text());
    expect(await seriousFindings(page)).toEqual([]);
  } finally {
    await browser.close();
  }
});
