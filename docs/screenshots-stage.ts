/** What a story needs to be played and pictured: windows of persons, and a folder for the pictures. */
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { OpenBrowser } from '../test/support/browser.ts';
import type { House } from '../test/support/house.ts';

/** A first picture may take long where there is no graphics card. */
export const PATIENCE_MS = 60_000;

export interface Stage {
  readonly house: House;
  readonly desktop: BrowserContextOptions;
  readonly phone: BrowserContextOptions;
  /** The page as somebody sees it, at one place of it; in their own language, or in another. */
  readonly visit: (as: string, place: string, options?: BrowserContextOptions, language?: string) => Promise<Page>;
  readonly picture: (page: Page, name: string) => Promise<unknown>;
}

export function stageOf(house: House, browser: OpenBrowser, url: string, folder: string): Stage {
  const desktop: BrowserContextOptions = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 2, colorScheme: 'light' };
  const phone: BrowserContextOptions = {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    colorScheme: 'light',
  };
  return {
    house,
    desktop,
    phone,
    visit: (as, place, options = desktop, language) =>
      browser.window(`${url}/?as=${as}${language === undefined ? '' : `&lang=${language}`}#/${place}`, options),
    picture: (page, name) => page.screenshot({ path: join(folder, `${name}.png`), timeout: PATIENCE_MS }),
  };
}
