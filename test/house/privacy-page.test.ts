/** PRIVACY.md says what is held and how long as the code has it: `npm run docs` brings it up to date. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privacyPage } from '../../docs/privacy-page.ts';
import { root } from '../support/sources.ts';

const page = readFileSync(join(root, 'PRIVACY.md'), 'utf8');

test('the tables of PRIVACY.md are those of the features and of the rules that are applied', () => {
  expect(page).toBe(privacyPage(page));
});

test('they are made of what is there, not left over: a line that is taken out comes back', () => {
  const shorter = page.replace(/^\| Drafts of forms .*\n/m, '');
  expect(shorter).not.toBe(page);
  expect(privacyPage(shorter)).toBe(page);
});
