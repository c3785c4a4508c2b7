/** Plays a story in the playground and takes the README's pictures of it: `npm run screenshots` writes docs/pictures/*.png. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { PlatformPlan } from '../src/agora.ts';
import { channels, workspace } from '../src/platforms/playground/channels.ts';
import { type Playground, playground } from '../src/platforms/playground/index.ts';
import { memoryJournal } from '../src/platforms/playground/journal.ts';
import { playgroundPage } from '../src/web/playground/page.ts';
import { openBrowser } from '../test/support/browser.ts';
import { openHouse } from '../test/support/house.ts';
import { playgroundPlayer } from '../test/support/playground/player.ts';
import { sheets } from './sheets.ts';

const folder = join(import.meta.dirname, 'pictures');
const desktop: BrowserContextOptions = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 2, colorScheme: 'light' };
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, colorScheme: 'light' };

await mkdir(folder, { recursive: true });
let chat: Playground | undefined;
const plan: PlatformPlan = {
  name: 'playground',
  channels: channels.map(({ id, purpose, locale }) => ({ workspace: workspace.externalId, purpose, channel: id, locale })),
  open: async (parts) => {
    chat = playground({ journal: memoryJournal(), ...parts });
    return chat;
  },
};
const house = await openHouse({ platforms: [plan], web: { host: '127.0.0.1', port: 0, orNext: false, routes: [playgroundPage] } });
const browser = await openBrowser();
try {
  await publishedBefore();
  await story(house.web?.url ?? '');
} finally {
  await browser.closeWindows().finally(() => browser.close());
  await house.stop();
}

/** What the network has published already, so that there is something to find. */
async function publishedBefore(): Promise<void> {
  const room = chat;
  if (room === undefined) throw new Error('the playground was not opened');
  const editor = playgroundPlayer(room, 'ingrid', {}, 'channel:secretariat');
  for (const { by, submit, values } of sheets) {
    const author = playgroundPlayer(room, by, {}, `direct:${by}`);
    await author.types('/experience submit');
    await author.fills(values);
    await author.presses(submit);
    await house.settled();
    await editor.presses('Publish');
    await house.advance({ days: 40 });
  }
}

async function story(url: string): Promise<void> {
  const picture = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });
  const visit = (as: string, place: string, options: BrowserContextOptions = desktop) =>
    browser.window(`${url}/?as=${as}#/${place}`, options);

  const first = await visit('noor', 'agora');
  await first.locator('.try').first().waitFor();
  await picture(first, 'welcome');

  const awa = await visit('awa', 'agora');
  await awa.getByRole('combobox', { name: /Message/ }).fill('/exp');
  await awa.getByRole('option', { name: /experience search/ }).waitFor();
  await picture(awa, 'menu');
  await awa.getByRole('combobox', { name: /Message/ }).fill('/experience search budget participatif');
  await awa.keyboard.press('Enter');
  await awa.locator('.card').waitFor();
  await picture(awa, 'search');

  await awa.getByRole('combobox', { name: /Message/ }).fill('/experience submit');
  await awa.keyboard.press('Enter');
  await awa.getByRole('textbox', { name: 'Titre' }).fill('Budget jeunes des lycées de Cocody');
  await awa
    .getByRole('textbox', { name: 'Résumé' })
    .fill(
      'Dans douze lycées, les élèves proposent des projets pour leur quartier, en débattent et votent. La commune réalise les trois premiers de chaque lycée.',
    );
  await awa.getByRole('checkbox', { name: 'Budget participatif' }).check();
  await picture(awa, 'form');
  await awa.getByRole('button', { name: 'Suivant' }).click();
  await awa.getByRole('alert').waitFor();
  await picture(awa, 'form-refused');
  await awa.getByRole('checkbox', { name: 'Enfance et jeunesse' }).check();
  await awa.getByRole('button', { name: 'Suivant' }).click();
  const country = awa.getByRole('combobox', { name: 'Pays' });
  await country.pressSequentially('cote');
  await awa.getByRole('option', { name: /Ivoire/ }).waitFor();
  await picture(awa, 'lookup');
  await awa.keyboard.press('Enter');
  await awa.getByRole('textbox', { name: 'Ville ou région' }).fill('Abidjan');
  await awa.getByRole('textbox', { name: /commencé/ }).fill('2024');
  await awa.getByRole('checkbox', { name: /en cours/ }).check();
  await awa.locator('dialog footer .primary').click();
  await awa.getByRole('button', { name: 'Envoyer', exact: true }).first().waitFor();
  const dialog = awa.locator('dialog.form');
  if (await dialog.isVisible()) await dialog.locator('footer .primary').click();
  await dialog.waitFor({ state: 'detached' });
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).waitFor();
  await picture(awa, 'review');
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).click();
  await house.settled();

  const ingrid = await visit('ingrid', 'secretariat', { ...desktop, colorScheme: 'dark' });
  await ingrid.locator('.message').last().getByText('Budget jeunes des lycées de Cocody').first().waitFor();
  await picture(ingrid, 'queue');
  await ingrid.locator('.message').last().getByRole('button', { name: 'Ask for changes' }).click();
  const asked = ingrid.locator('dialog.form');
  await asked.getByRole('textbox').first().fill('Combien de jeunes ont voté ? Un chiffre dans le résumé aiderait les lecteurs.');
  await asked.getByRole('combobox', { name: /Which part/ }).selectOption({ label: 'What it is' });
  await picture(ingrid, 'sending-back');
  await asked.locator('footer .primary').click();
  await asked.waitFor({ state: 'detached' });
  await house.settled();

  const fix = awa.locator('.message').last().getByRole('button', { name: 'Corriger' });
  await fix.waitFor();
  await picture(awa, 'sent-back');
  await fix.click();
  const summary = awa.getByRole('textbox', { name: 'Résumé' });
  await summary.fill(
    'Dans douze lycées, 4 200 élèves proposent des projets pour leur quartier, en débattent et votent. La commune réalise les trois premiers de chaque lycée.',
  );
  await picture(awa, 'fix');
  await dialog.locator('footer .primary').click();
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).waitFor();
  if (await dialog.isVisible()) await dialog.locator('footer .primary').click();
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).click();
  await house.settled();

  await ingrid.locator('.message').last().getByText('4 200').first().waitFor();
  await picture(ingrid, 'queue-again');
  await ingrid.locator('.message').last().getByRole('button', { name: 'Publish' }).click();
  await ingrid.locator('dialog.ask').getByRole('button', { name: 'Publish' }).click();

  const lucia = await visit('lucia', 'experiences');
  await lucia.locator('.message').last().getByText('Budget jeunes des lycées de Cocody').first().waitFor();
  await picture(lucia, 'channel');

  const small = await visit('awa', 'agora', phone);
  await small.locator('.message').last().waitFor();
  await small.getByRole('combobox', { name: /Message/ }).fill('/experience search budget participatif');
  await small.keyboard.press('Enter');
  await small.locator('.waiting').waitFor({ state: 'hidden' });
  await picture(small, 'phone-search');
  await small.getByRole('combobox', { name: /Message/ }).fill('/experience submit');
  await small.keyboard.press('Enter');
  await small.locator('dialog.form').waitFor();
  await picture(small, 'phone-form');
}
