/** The real texts, for tests of what people read. */
import { join } from 'node:path';
import type { Translate } from '../../src/chat/translate.ts';
import { loadCatalogue } from '../../src/i18n/catalogue.ts';

export const catalogue = loadCatalogue(join(import.meta.dirname, '../../locales'));
export const translator = (locale: string): Translate => catalogue.translator(locale);
