/** From what was typed to what is kept, and back to the form for editing. */
import { expect, test } from 'vitest';
import { contentOf, missingLanguages, rawOf } from '../../../src/features/announcement/content.ts';
import { announcementForm } from '../../../src/features/announcement/form.ts';
import { mayMove } from '../../../src/features/announcement/rules.ts';

const given = {
  kind: 'report',
  language: 'es',
  title: ' Informe anual ',
  text: 'El informe de este año.',
  title_fr: 'Rapport annuel',
  text_fr: 'Le rapport de cette année.',
  title_es: 'left over from when it was written in another language',
  text_pt: '   ',
  purposes: ['announcements'],
} as const;

test('texts are kept by language, blanks are no texts, and the language it is written in has the main fields', () => {
  const content = contentOf(given, 'en');
  expect(content.titles).toEqual({ es: 'Informe anual', fr: 'Rapport annuel' });
  expect(content.texts).toEqual({ es: 'El informe de este año.', fr: 'Le rapport de cette année.' });
  expect(missingLanguages(content, ['en', 'es', 'fr', 'pt'])).toEqual(['en', 'pt']);
});

test('edited again, it is as it was', () => {
  const content = contentOf(given, 'en');
  const raw = rawOf(content, '');
  expect(Object.keys(raw).filter((field) => !(field in announcementForm.fields))).toEqual([]);
  const again = Object.fromEntries(
    Object.entries(raw)
      .filter(([, values]) => values.length > 0)
      .map(([field, values]) => [field, ['purposes', 'workspaces', 'themes', 'countries'].includes(field) ? values : values[0]]),
  );
  expect(contentOf(again, 'en')).toEqual(content);
});

test('nothing leaves before a second editor has approved it, where the network wants that', () => {
  const draft = { state: 'draft', approvedById: null } as const;
  expect(mayMove(draft, 'send', false)).toBe(true);
  expect(mayMove(draft, 'send', true)).toBe(false);
  expect(mayMove({ ...draft, approvedById: 'max' }, 'send', true)).toBe(true);
  expect(mayMove({ ...draft, state: 'sent' }, 'cancel', false)).toBe(false);
});
