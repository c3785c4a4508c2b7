/** The calendars that anybody may subscribe to, over HTTP. */
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dated } from '../../src/dated.ts';
import { recordCalendarLink } from '../../src/links.ts';
import { dated, sourceOf } from '../features/agenda/support.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
let items: readonly Dated[];
beforeEach(async () => {
  items = [
    // Later than the network's own content, which is loaded at the start.
    dated({ uid: 'event:e1/0', themes: ['youth'], country: 'ES', changedAt: new Date('2026-03-02T09:10:00Z') }),
    dated({ uid: 'event:e2/0', title: 'Séminaire', themes: ['gender'], country: 'FR' }),
  ];
  house = await openHouse({
    web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
    dated: [sourceOf('event', () => items)],
  });
});
afterEach(() => house.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(house.web?.url + path, { headers });
/** Of the two that are made up here: the network's own calls and plans stand in the same calendar. */
const titles = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .filter((event) => /^event:e[12]\//.test(String(event.getFirstPropertyValue('uid'))))
    .map((event) => event.getFirstPropertyValue('summary'));

test('a calendar of everything dated, in each language, with what caches need', async () => {
  const answer = await get('/calendar/fr.ics');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=600');
  expect(answer.headers.get('last-modified')).toBe('Mon, 02 Mar 2026 09:10:00 GMT');
  expect(answer.headers.get('content-language')).toBe('fr');
  const text = await answer.text();
  expect(titles(text)).toEqual(['Seminar on youth budgets', 'Séminaire']);
  expect(text).toContain('X-WR-CALNAME:Agenda d’Agora');
});

test('who has it already is told so, until something changes', async () => {
  const etag = (await get('/calendar/en.ics')).headers.get('etag') ?? '';
  house.clock.move({ hours: 1 });
  expect((await get('/calendar/en.ics', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('/calendar/en.ics', { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
  expect((await get('/calendar/en.ics', { 'if-none-match': '"other"', 'if-modified-since': 'Wed, 04 Mar 2026 10:00:00 GMT' })).status).toBe(
    200,
  );
  expect((await get('/calendar/en.ics', { 'if-modified-since': 'Mon, 02 Mar 2026 09:10:00 GMT' })).status).toBe(304);
  expect((await get('/calendar/en.ics', { 'if-modified-since': 'Mon, 02 Mar 2026 09:09:59 GMT' })).status).toBe(200);
  items = [dated({ uid: 'event:e1/0', cancelled: true, sequence: 1, changedAt: new Date('2026-03-02T09:30:00Z') })];
  const changed = await get('/calendar/en.ics', { 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain('STATUS:CANCELLED');
});

test('narrowed by kind, theme and country', async () => {
  expect(titles(await (await get('/calendar/en.ics?theme=youth')).text())).toEqual(['Seminar on youth budgets']);
  expect(titles(await (await get('/calendar/en.ics?country=FR&kind=event')).text())).toEqual(['Séminaire']);
  expect(titles(await (await get('/calendar/en.ics?kind=deadline')).text())).toEqual([]);
});

test('one record with all its dates, at the address that cards link to', async () => {
  const address = recordCalendarLink(house.parts.links, 'event', 'e2', 'fr') ?? '';
  expect(address).toBe(`${house.web?.url}/calendar/event/e2.ics?lang=fr`);
  const answer = await fetch(address);
  expect(answer.headers.get('content-disposition')).toBe('inline; filename="agora-event.ics"');
  expect(titles(await answer.text())).toEqual(['Séminaire']);
});

test.each(['/calendar/xx.ics', '/calendar/event/none.ics', '/calendar/call/e1.ics', '/calendar/en.ics?kind=secret', '/calendar/en'])(
  '%s is not there',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

test('only to be read', async () => {
  expect((await fetch(`${house.web?.url}/calendar/en.ics`, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(`${house.web?.url}/calendar/en.ics`, { method: 'POST' })).status).toBe(404);
});

test('where people outside reach it is what links begin with', async () => {
  const outside = await openHouse({
    web: { host: '127.0.0.1', port: 0, orNext: false, routes: [], publicUrl: 'https://agora.example.org/' },
  });
  expect(outside.parts.links.to('/calendar/en.ics')).toBe('https://agora.example.org/calendar/en.ics');
  await outside.stop();
});

test('without a web server there is nothing to link to', async () => {
  const dark = await openHouse();
  expect(dark.parts.links.to('/calendar/en.ics')).toBeUndefined();
  await dark.stop();
});
