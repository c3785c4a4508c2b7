/** The playground's page in a real browser, as people use it: by mouse, by keyboard, on a phone, in two windows. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/platforms/playground/journal.ts';
import { type OpenBrowser, openBrowser, seriousFindings } from '../support/browser.ts';
import { hostileText, type TestBot, testBot } from '../support/playground/bot.ts';
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
const at = (as: string, place: string, lang = 'en') => `${open.url}/?as=${as}&lang=${lang}#/${place}`;
const composer = (page: Page) => page.getByRole('combobox', { name: /Message in/ });
const messages = (page: Page) => page.getByRole('region', { name: /Messages in/ });
async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}
const suggested = (page: Page) => page.locator('[role=option]:visible').first();
const widerThanScreen = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
const isFocused = async (page: Page, element: ReturnType<Page['locator']>) => (await element.and(page.locator(':focus')).count()) === 1;

describe('a first visit', () => {
  it('says what it is, and offers three things to try', async () => {
    const page = await browser.window(open.url);
    await page.getByRole('heading', { name: 'Bienvenue dans le bac à sable' }).waitFor();
    expect(await page.getByText('Rien de ce qui est ici ne quitte cette machine.').isVisible()).toBe(true);
    expect(await page.locator('.try').count()).toBe(3);
    await page.locator('.try', { hasText: '/help' }).click();
    await page.getByRole('heading', { name: 'Youth budget of Cocody' }).waitFor();
    expect(await page.locator('.welcome').count()).toBe(0);
  });

  it('speaks the language that is chosen, and keeps it for that window', async () => {
    const page = await browser.window(open.url);
    for (const [language, welcome] of [
      ['es', 'Bienvenida al espacio de pruebas'],
      ['pt', 'Boas-vindas ao espaço de experiências'],
      ['en', 'Welcome to the playground'],
    ] as const) {
      await page.locator('#language').selectOption(language);
      await page.getByRole('heading', { name: welcome }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome to the playground' }).waitFor();
    await send(page, '/help');
    await page.getByText('Only a test.').waitFor();
    expect(bot.heard.at(-1)?.user).toMatchObject({ externalId: 'awa', locale: 'en', timeZone: 'Africa/Abidjan' });
  });

  it('lets somebody new come in, and the bot greets them', async () => {
    const page = await browser.window(at('awa', 'agora', 'pt'));
    await page.locator('#person').selectOption('+');
    await page.getByLabel('Nome').fill('Zoë van Dijk');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Welcome, Zoë van Dijk' }).waitFor();
    await page.getByText('language pt').waitFor();
    expect(await page.locator('#person option:checked').textContent()).toContain('Zoë van Dijk');
  });
});

describe('commands', () => {
  it('are found in the menu, and their options are suggested by the bot', async () => {
    const page = await browser.window(at('awa', 'experiences'));
    await composer(page).pressSequentially('/sea');
    await page.getByRole('option', { name: /\/experience search/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe('/experience search ');
    await page.getByRole('option', { name: /^country:/ }).click();
    await composer(page).pressSequentially('ivo');
    await page.getByRole('option', { name: 'Côte d’Ivoire' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await composer(page).inputValue()).toBe('/experience search country:"Côte d’Ivoire" ');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Public answer' }).waitFor();
    expect(bot.heard.at(-1)?.inbound).toEqual({ type: 'command', name: 'experience search', text: 'country:CI' });
  });

  it('are sent as they stand when somebody is quicker than the suggestions', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await composer(page).fill('/exp');
    await suggested(page).waitFor();
    await send(page, '/experience search participatory budget');
    await page.getByRole('heading', { name: 'Public answer' }).waitFor();
    expect(bot.heard.at(-1)?.inbound).toEqual({ type: 'command', name: 'experience search', text: 'participatory budget' });
  });

  it('are answered with a word that somebody is working on it', async () => {
    const page = await browser.window(at('awa', 'agora'));
    const go = bot.hold();
    await send(page, '/help');
    await page.getByText('Agora is working on it.').waitFor();
    go();
    await page.getByText('Only a test.').waitFor();
    await page.getByText('Agora is working on it.').waitFor({ state: 'hidden' });
  });
});

describe('two windows', () => {
  it('see each other live, and each keeps what is only for it', async () => {
    const awa = await browser.window(at('awa', 'welcome'));
    const lucia = await browser.window(at('lucia', 'welcome'));
    await send(awa, 'Good morning from Abidjan');
    await messages(lucia).getByText('Good morning from Abidjan').waitFor();
    await send(awa, '/help');
    await messages(awa).getByText('Only you see this').waitFor();
    await send(awa, '/experience search water');
    await lucia.getByRole('heading', { name: 'Public answer' }).waitFor();
    await messages(lucia).getByText('Awa Koné used /experience search water').waitFor();
    expect(await messages(lucia).getByText('Youth budget of Cocody').count()).toBe(0);
    await send(lucia, 'Good morning from Rosario');
    await messages(awa).getByText('Good morning from Rosario').waitFor();
  });

  it('mark a channel where something happened while one was elsewhere', async () => {
    const awa = await browser.window(at('awa', 'welcome'));
    const lucia = await browser.window(at('lucia', 'agora'));
    await lucia.getByRole('heading', { name: 'Welcome to the playground' }).waitFor();
    await send(awa, 'News');
    await lucia.getByRole('link', { name: /welcome.*unread/ }).click();
    await messages(lucia).getByText('News').waitFor();
    expect(await lucia.getByLabel('unread').count()).toBe(0);
  });

  it('hold a thread: a mention is answered under the question, and others reply there', async () => {
    const awa = await browser.window(at('awa', 'welcome'));
    const lucia = await browser.window(at('lucia', 'welcome'));
    await send(awa, '@Agora what is a call?');
    await lucia.locator('.thread').getByText('You said: what is a call?').waitFor({ state: 'detached' });
    await awa.locator('.thread').getByText('You said: what is a call?').waitFor();
    await lucia.getByRole('button', { name: 'Reply' }).click();
    await lucia.getByText('Reply to Awa Koné').waitFor();
    await send(lucia, 'A good question');
    await awa.locator('.thread').getByText('A good question').waitFor();
  });

  it('come back by themselves when the server was away, with everything that was said', async () => {
    const journal = memoryJournal();
    const first = await openPlayground(bot, { journal });
    const page = await browser.window(`${first.url}/?as=awa&lang=en#/welcome`);
    await send(page, 'Before');
    await messages(page).getByText('Before').waitFor();
    await first.close();
    await page.getByText('Connection lost. Trying again.').waitFor();
    const second = await openPlayground(bot, { journal, port: first.port });
    try {
      await page.getByText('Connected again.').waitFor();
      await send(page, 'After');
      await messages(page).getByText('After').waitFor();
      await page.reload();
      await messages(page).getByText('After').waitFor();
      expect(await messages(page).getByText('Before').isVisible()).toBe(true);
    } finally {
      await second.close();
    }
  });
});

describe('cards', () => {
  it('change in place when a button is pressed or something is chosen', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await send(page, '/help');
    await page.getByRole('button', { name: 'Press me' }).click();
    await page.getByRole('heading', { name: 'Done: demo.press' }).waitFor();
    expect(await messages(page).getByText('Youth budget of Cocody').count()).toBe(0);
    await send(page, '/help');
    await page.getByRole('combobox', { name: 'Choose a language' }).selectOption('pt');
    await page.getByRole('heading', { name: 'Done: demo.choose pt' }).waitFor();
  });

  it('ask before what cannot be undone', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await send(page, '/help');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Delete it?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(bot.heard.filter((envelope) => envelope.inbound.type === 'action')).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByRole('heading', { name: 'Done: demo.delete' }).waitFor();
  });

  it('show hostile words as words', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await send(page, '/hostile');
    const shown = page.getByRole('heading', { name: 'onerror' });
    await shown.waitFor();
    expect(await shown.textContent()).toBe(hostileText);
    expect(await page.locator('.card a, .card img, .card script').count()).toBe(0);
    await send(page, hostileText);
    await page.locator('.said').waitFor();
    expect(await page.locator('.said').textContent()).toBe(hostileText);
    expect(await page.title()).toBe('Agora playground');
  });

  it('stand on the Home panel, and what is pressed there changes there', async () => {
    const page = await browser.window(at('lucia', 'home'));
    await page.getByRole('heading', { name: 'At home: Lucía Ferreyra' }).waitFor();
    await page.getByRole('button', { name: 'Press me' }).click();
    await page.getByRole('heading', { name: 'Done: home.refresh' }).waitFor();
  });
});

describe('forms', () => {
  it('are filled in by keyboard alone, refused, put right, gone back in, and finished', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await send(page, '/experience submit');
    await page.getByRole('dialog', { name: 'Share an experience' }).waitFor();
    // Tab by tab: title (left empty), summary, country by searching, since, themes.
    await page.keyboard.press('Tab');
    await page.keyboard.type('Pupils decide.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ivo');
    await page.getByRole('option', { name: 'Côte d’Ivoire' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2024-05');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    // Refused: what is wrong is said, linked to its field, and the focus is there.
    await page.getByRole('alert').getByText('One answer needs another look').waitFor();
    const title = page.getByRole('textbox', { name: 'Title' });
    expect(await isFocused(page, title)).toBe(true);
    expect(await title.getAttribute('aria-invalid')).toBe('true');
    expect(await describedBy(page, title)).toBe('A title is needed. As people call it.');
    expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Côte d’Ivoire');

    await page.keyboard.type('Youth budget');
    await page.keyboard.press('Enter');
    await page.getByText('Part 2 of 2').waitFor();
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await page.getByText('Part 1 of 2').waitFor();
    expect(await title.inputValue()).toBe('Youth budget');
    await page.keyboard.press('Enter');
    await page.getByText('Part 2 of 2').waitFor();
    await page.keyboard.type('1200');
    await page.keyboard.press('Tab');
    for (const typed of ['bra', 'bel']) {
      await page.keyboard.type(typed);
      await suggested(page).waitFor();
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Remove Brasil' }).press('Enter');
    await page.getByRole('button', { name: 'Continue' }).press('Enter');
    await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    expect(bot.heard.findLast((envelope) => envelope.inbound.type === 'form.page')?.inbound).toEqual({
      type: 'form.page',
      draft: 'draft-awa',
      sheet: 'who.1',
      raw: { participants: ['1200'], partners: ['BE'], ongoing: [] },
    });
    const first = bot.heard.find((envelope) => envelope.inbound.type === 'form.page')?.inbound;
    expect(first).toMatchObject({
      raw: { title: [], summary: ['Pupils decide.'], country: ['CI'], since: ['2024-05'], themes: ['youth'] },
    });
    // The card may be there a moment before the answer that leads to it.
    await page.locator('.message:focus').waitFor();
    expect(await isFocused(page, page.locator('.message'))).toBe(true);
  });

  it('are not thrown away by a slip: what is not saved is asked about', async () => {
    const page = await browser.window(at('awa', 'agora'));
    await send(page, '/experience submit');
    await page.getByRole('textbox', { name: 'Title' }).fill('Half a');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keep writing' }).click();
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Half a');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog', { name: 'Close this form?' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    expect(bot.heard.at(-1)?.inbound).toEqual({ type: 'form.closed', draft: 'draft-awa' });
  });
});

describe('everybody', () => {
  it('finds nothing serious in their way, in the light and in the dark', async () => {
    for (const [as, colorScheme] of [
      ['awa', 'light'],
      ['lucia', 'dark'],
    ] as const) {
      const page = await browser.window(at(as, 'welcome'), { colorScheme });
      await page.getByText('No messages yet.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Agora', exact: true }).click();
      await page.getByRole('heading', { name: 'Welcome to the playground' }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await composer(page).fill('/');
      await suggested(page).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await send(page, '/help');
      await page.getByText('Only a test.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await send(page, '/experience submit');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('alert').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    }
  });

  it('reads it on a phone', async () => {
    const page = await browser.window(at('ingrid', 'welcome'), phone);
    await page.getByText('No messages yet.').waitFor();
    expect(await page.getByRole('link', { name: /secretariat/ }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Show channels' }).tap();
    expect(await isFocused(page, page.getByRole('link', { name: /welcome/ }))).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await isFocused(page, page.getByRole('button', { name: 'Show channels' }))).toBe(true);
    await page.getByRole('button', { name: 'Show channels' }).tap();
    await page.getByRole('link', { name: /secretariat/ }).tap();
    await page.getByRole('heading', { name: 'secretariat' }).waitFor();
    await send(page, '/help');
    await page.getByText('Only a test.').waitFor();
    expect(await widerThanScreen(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    await send(page, '/experience submit');
    await page.getByRole('button', { name: 'Continue' }).tap();
    await page.getByRole('alert').waitFor();
    expect(await widerThanScreen(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('can skip to the messages, and hears what arrives', async () => {
    const awa = await browser.window(at('awa', 'welcome'));
    const lucia = await browser.window(at('lucia', 'welcome'));
    await lucia.getByText('No messages yet.').waitFor();
    await lucia.evaluate('document.activeElement.blur()');
    await lucia.keyboard.press('Tab');
    expect(await lucia.locator(':focus').textContent()).toBe('Skip to the messages');
    await lucia.keyboard.press('Enter');
    expect(await isFocused(lucia, messages(lucia))).toBe(true);
    await send(awa, 'Somebody there?');
    await lucia.locator('[aria-live]').getByText('Awa Koné: Somebody there?').waitFor({ state: 'attached' });
  });
});

/** What a screen reader adds to a field's name. */
const describedBy = async (page: Page, field: ReturnType<Page['getByRole']>): Promise<string> => {
  const ids = (await field.getAttribute('aria-describedby')) ?? '';
  const texts = await Promise.all(ids.split(' ').map((id) => page.locator(`#${id}`).textContent()));
  return texts.join(' ');
};
