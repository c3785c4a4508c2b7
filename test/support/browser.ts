/** A real browser for tests and pictures: Chromium out of its npm package, on a machine with nothing installed. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';

export interface OpenBrowser {
  /** A window of its own, with nothing remembered. What the page throws or its policy refuses fails `closeWindows`. */
  window(url: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes the windows that are open. @throws when one of them had an error. */
  closeWindows(): Promise<void>;
  /** Closes everything. */
  close(): Promise<void>;
}

/** The package's own arguments are for one short visit in a sandbox: one process for all, and no web security. Both matter here. */
const unwanted = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials)$/;

export async function openBrowser(): Promise<OpenBrowser> {
  const args = chromium.args.filter((argument) => !unwanted.test(argument));
  const browser: Browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
  const errors: string[] = [];
  return {
    async window(url, options = {}) {
      const context = await browser.newContext({ locale: 'en', timezoneId: 'Europe/Madrid', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
      page.on('console', (line) => {
        if (/Content Security Policy/.test(line.text())) errors.push(line.text());
      });
      await page.goto(url);
      return page;
    },
    async closeWindows() {
      for (const context of browser.contexts()) await context.close();
      const found = errors.splice(0);
      if (found.length > 0) throw new Error(`errors in the page:\n${found.join('\n')}`);
    },
    close: () => browser.close(),
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious or critical, as lines: rule, and the elements. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Through the debugging protocol, so the page's own policy stays as strict as it is.
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations;
  });
  return results
    .filter((found) => found.impact === 'serious' || found.impact === 'critical')
    .map((found) => `${found.id}: ${found.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`);
}
