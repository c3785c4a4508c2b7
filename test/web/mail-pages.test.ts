/** The pages that mails lead to, over HTTP and in the real browser: a look changes nothing, a press does, and an unknown link tells nothing. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailPageLink } from '../../src/links.ts';
import { type OpenBrowser, openBrowser, seriousFindings } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] } });
  await db().person.create({
    data: {
      id: 'ana',
      name: 'Ana',
      preference: {
        create: {
          mailToken: token,
          email: 'ana@example.org',
          byMail: true,
          confirmBy: new Date(house.clock.now().getTime() + 86_400_000),
        },
      },
    },
  });
});
afterEach(() => house.stop());

const token = 'AnasOwnTokenOf32LettersAndDigits';
const db = () => house.parts.store.db;
const preference = () => db().preference.findUniqueOrThrow({ where: { personId: 'ana' } });
const link = (page: 'confirm' | 'stop', locale = 'en', of = token): string => mailPageLink(house.parts.links, page, locale, of) ?? '';
const oneClick = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' };

test('opening a link, as mail scanners do, changes nothing; pressing its button does', async () => {
  for (const method of ['GET', 'HEAD']) {
    expect((await fetch(link('confirm'), { method })).status).toBe(200);
    expect((await fetch(link('stop'), { method })).status).toBe(200);
  }
  expect(await preference()).toMatchObject({ emailVerifiedAt: null, byMail: true, emailStoppedAt: null });
  expect(await (await fetch(link('confirm'), { method: 'POST' })).text()).toContain('Confirmed');
  expect((await preference()).emailVerifiedAt).not.toBeNull();
});

describe('one click of a mail program ends it (RFC 8058)', () => {
  const multipart = new FormData();
  multipart.set('List-Unsubscribe', 'One-Click');
  test.each([
    ['as a form', oneClick],
    ['in several parts', { method: 'POST', body: multipart }],
    ['with nothing in it', { method: 'POST' }],
  ])('%s', async (_name, request) => {
    await fetch(link('confirm'), { method: 'POST' });
    const answer = await fetch(link('stop'), { ...request, redirect: 'manual' });
    expect(answer.status).toBe(200);
    expect(await preference()).toMatchObject({ byMail: false, fallback: 'none', email: 'ana@example.org' });
    expect((await preference()).emailStoppedAt).toEqual(house.clock.now());
    expect(await db().auditEntry.findMany({ where: { action: 'subscription.stopped' } })).toMatchObject([{ subject: 'person:ana' }]);
    // Again, as programs do that heard no answer.
    expect((await fetch(link('stop'), request)).status).toBe(200);
    expect(await db().auditEntry.count({ where: { action: 'subscription.stopped' } })).toBe(1);
  });
});

describe('an unknown link', () => {
  const unknown = ['NobodysTokenOf32LettersAndDigits', 'short', '%00', 'a'.repeat(90), '..%2f..%2fetc'];

  test('reads like a good one, and to stop with it is answered like a good one', async () => {
    const text = async (url: string, method = 'GET') => {
      const answer = await fetch(url, { method });
      return `${answer.status} ${await answer.text()}`;
    };
    for (const of of unknown) {
      expect(await text(link('confirm', 'fr', of))).toBe(await text(link('confirm', 'fr')));
      expect(await text(link('stop', 'fr', of))).toBe(await text(link('stop', 'fr')));
    }
    const stopped = await text(link('stop', 'fr'), 'POST');
    for (const of of unknown) expect(await text(link('stop', 'fr', of), 'POST')).toBe(stopped);
  });

  test('confirms nothing, and every one is refused in the same words', async () => {
    const answers = await Promise.all(unknown.map(async (of) => (await fetch(link('confirm', 'es', of), { method: 'POST' })).text()));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('Este enlace ya no vale');
    expect((await preference()).emailVerifiedAt).toBeNull();
  });

  test('in no language of ours is answered in the default one', async () => {
    expect(await (await fetch(link('stop', 'xx'))).text()).toContain('<html lang="en">');
  });
});

test('what is posted is not read, whatever it is, and too much of it is refused', async () => {
  const json = await fetch(link('stop'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"broken' });
  expect(json.status).toBe(200);
  const huge = await fetch(link('confirm'), { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(100_000) });
  expect(huge.status).toBe(413);
  expect(await huge.text()).toContain('Something went wrong');
});

test('nobody keeps, finds or follows such a page, nobody frames it, and the log knows no link and no address', async () => {
  const answer = await fetch(link('stop'), oneClick);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'content-language': 'en',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(await answer.text()).not.toContain('ana@example.org');
  expect(JSON.stringify(house.lines)).not.toMatch(/AnasOwnToken|ana@example/);
});

test('trouble in the store is said plainly, and the link is not logged', async () => {
  await db().$executeRaw`alter table "Preference" rename to "Elsewhere"`;
  const answer = await fetch(link('stop', 'pt'), { method: 'POST' });
  await db().$executeRaw`alter table "Elsewhere" rename to "Preference"`;
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain('Algo correu mal');
  expect(house.lines.some(({ msg }) => msg === 'a page of a mail could not be shown')).toBe(true);
  expect(JSON.stringify(house.lines)).not.toContain(token);
});

describe('in a browser', () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(() => browser.closeWindows());

  test.each([
    ['en', 'Confirm', 'Confirmed', 'Stop e-mail', 'Stopped'],
    ['es', 'Confirmar', 'Confirmada', 'Detener los correos', 'Detenidos'],
    ['fr', 'Confirmer', 'Adresse confirmée', 'Arrêter les e-mails', 'C’est arrêté'],
    ['pt', 'Confirmar', 'Confirmado', 'Parar os e-mails', 'Parados'],
  ])('in %s: read, pressed, done, on a phone and for everybody', async (locale, confirm, confirmed, stop, stopped) => {
    const page = await browser.window(link('confirm', locale), { viewport: { width: 360, height: 640 } });
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: confirm, exact: true }).press('Enter');
    await page.getByRole('heading', { name: confirmed }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(link('stop', locale));
    await page.getByRole('button', { name: stop }).click();
    await page.getByRole('heading', { name: stopped }).waitFor();
    expect((await preference()).emailStoppedAt).not.toBeNull();
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
  });
});
