/** Each command typed once, for the picture on its page: by the secretariat, who may use them all, in English. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { groups, pictureOf } from './command-pages.ts';
import { PATIENCE_MS, type Stage } from './screenshots-stage.ts';

/** What is typed, where it is more than the command's name. */
const typed: Readonly<Record<string, string>> = {
  announce: '/announce write',
  ask: '/ask what is the repository of experiences?',
  award: '/award show',
  call: '/call show',
  delivery: '/delivery list',
  event: '/event list',
  experience: '/experience search participatory budget',
  knowledge: '/knowledge list',
  members: '/members duplicates',
  membership: '/membership gaps',
  organisation: '/organisation show',
};

export async function commandStory({ visit, desktop, house }: Stage): Promise<void> {
  const page = await visit('marta', 'agora', { ...desktop, viewport: { width: 900, height: 1700 }, deviceScaleFactor: 1.5 }, 'en');
  for (const group of groups) {
    await answered(page, typed[group] ?? `/${group}`);
    await house.settled();
    const form = page.locator('dialog.form');
    const open = await form.isVisible();
    const shown = open ? form : page.locator('.message').last();
    await shown.screenshot({ path: join(import.meta.dirname, 'commands', pictureOf(group)), timeout: PATIENCE_MS });
    if (open) {
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
    }
  }
}

async function answered(page: Page, command: string): Promise<void> {
  await page.getByRole('combobox', { name: /Message/ }).fill(command);
  await page.keyboard.press('Enter');
  await page.locator('.waiting').waitFor({ state: 'hidden' });
}
