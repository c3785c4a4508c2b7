/** Brings the tables of PRIVACY.md up to date: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privacyPage } from './privacy-page.ts';

const file = join(import.meta.dirname, '..', 'PRIVACY.md');
writeFileSync(file, privacyPage(readFileSync(file, 'utf8')));
