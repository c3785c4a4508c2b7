/** Which language of a text a reader is given. */
import { expect, test } from 'vitest';
import { inLanguage } from '../../src/i18n/localized.ts';

const texts = { es: 'Presupuesto', fr: 'Budget', en: ' ' };

test.each([
  ['fr', 'es', 'Budget', 'fr'],
  ['fr-CI', 'es', 'Budget', 'fr'],
  ['pt', 'es', 'Presupuesto', 'es'],
  ['en', 'es', 'Presupuesto', 'es'],
  ['pt', 'pt', 'Presupuesto', 'es'],
])('a reader of %s, a record in %s: %s', (reader, own, text, locale) => {
  expect(inLanguage(texts, reader, own)).toEqual({ text, locale });
});

test('nothing written at all is nothing', () => {
  expect(inLanguage({}, 'fr', 'en')).toEqual({ text: '', locale: '' });
});
