/** Somebody looks at what is held on them, has everything erased, and is told so in a last message. */
import { expect } from 'vitest';
import { closesWindow, scenario } from './stages.ts';

scenario('a person leaves nothing behind', {}, async (story) => {
  const t = story.says('fr');
  const awa = story.person('awa', { name: 'Awa Diop', locale: 'fr' });
  const { db } = story.house.parts.store;
  await awa.types('/experience submit');
  const { vocabulary } = story.house.parts;
  const first = (list: 'types' | 'themes'): string => vocabulary.choices(list, 'fr')[0]?.label ?? '';
  await awa.fills({
    title: 'Un brouillon secret',
    summary: 'À personne d’autre qu’à elle-même, dit-elle.',
    types: [first('types')],
    themes: [first('themes')],
  });
  await awa.leaves();
  await closesWindow(story, awa);

  await awa.types('/privacy');
  expect((await awa.sees()).text).toContain(t('personal.draft.what'));
  await awa.presses(t('privacy.buttons.retention'));
  expect((await awa.sees()).text).toContain(t('privacy.rules.drafts'));
  await awa.presses(t('privacy.back'));
  await awa.presses(t('privacy.buttons.access'));
  expect((await awa.sees()).text).toContain(t('privacy.access.empty'));
  await awa.presses(t('privacy.back'));
  await awa.presses(t('privacy.buttons.erase'));
  expect((await awa.sees()).text).toContain(t('privacy.erase.goes'));
  await awa.presses(t('privacy.erase.yes'));
  expect((await awa.sees()).text).toContain(t('privacy.erase.asked'));

  await story.house.advance({ hours: 2 });
  expect((await awa.inbox()).map(({ text }) => text).join('\n')).toContain(t('privacy.farewell.last'));
  expect(await db.person.count({ where: { name: 'Awa Diop' } })).toBe(0);
  expect(await db.draft.count()).toBe(0);

  // Known to nobody, she is met as somebody new.
  await awa.types('/drafts');
  expect((await awa.sees()).text).toContain(t('draft.list.empty'));
  await story.house.advance({ hours: 1 });
  expect(await db.delivery.count({ where: { message: 'privacy.farewell' } })).toBe(0);
});
