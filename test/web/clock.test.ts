/** The playground's clock in a real browser: moved on, heard of in the other window, on a phone and by keyboard. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser, seriousFindings } from '../support/browser.ts';
import { type TestBot, testBot } from '../support/playground/bot.ts';
import { type OpenPlayground, openPlayground } from '../support/playground/open.ts';

let browser: OpenBrowser;
let bot: TestBot;
let open: OpenPlayground;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  bot = testBot();
  open = await openPlayground(bot);
});
afterEach(async () => {
  await browser.closeWindows();
  await open.close();
});

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const at = (as: string, place: string) => `${open.url}/?as=${as}&lang=en#/${place}`;
const messages = (page: Page) => page.getByRole('region', { name: /Messages in/ });
async function send(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /Message in/ });
  await composer.fill(text);
  await composer.press('Enter');
}
const widerThanScreen = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
const clock = (page: Page) => page.getByRole('button', { name: 'Move the time' });

test('is moved on by one, and the other windows hear of it', async () => {
  const awa = await browser.window(at('awa', 'welcome'));
  const lucia = await browser.window(at('lucia', 'welcome'));
  await lucia.getByText('No messages yet.').waitFor();
  const before = await clock(lucia).locator('time').textContent();
  await clock(awa).click();
  await awa.getByRole('dialog', { name: 'Move time forward' }).waitFor();
  expect(await seriousFindings(awa)).toEqual([]);
  await awa.getByRole('button', { name: '1 week' }).click();
  await lucia.getByText(/Time has moved on/).waitFor();
  expect(await clock(lucia).locator('time').textContent()).not.toBe(before);
  await send(awa, 'A week later');
  await messages(lucia).getByText('A week later').waitFor();
  const said = (await messages(lucia).locator('.byline time').last().getAttribute('datetime')) ?? '';
  expect(new Date(said).getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
});

test('goes to a date, in the zone of whoever moves it, on a phone and by keyboard', async () => {
  const page = await browser.window(at('lucia', 'welcome'), phone);
  await page.getByText('No messages yet.').waitFor();
  expect(await widerThanScreen(page)).toBe(false);
  await clock(page).press('Enter');
  const to = page.getByLabel('To a date');
  const year = new Date().getUTCFullYear() + 1;
  await to.fill(`${year}-07-01T09:00`);
  expect(await widerThanScreen(page)).toBe(false);
  await page.getByRole('button', { name: 'Go there' }).press('Enter');
  await page.getByText(/Time has moved on/).waitFor();
  expect(await clock(page).locator('time').getAttribute('datetime')).toMatch(`${year}-07-01T12:0`);
});

test('says why, where it cannot be moved', async () => {
  const real = await openPlayground(bot, { realTime: true });
  try {
    const page = await browser.window(`${real.url}/?as=awa&lang=en#/welcome`);
    await clock(page).click();
    await page.getByRole('dialog', { name: 'This is the real time' }).waitFor();
    expect(await page.getByRole('button', { name: '1 day' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  } finally {
    await real.close();
  }
});
