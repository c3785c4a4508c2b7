/** The story of somebody who asks three questions, told once and played on every platform. */
import { expect } from 'vitest';
import { scenario } from './stages.ts';

scenario('a newcomer asks in French: one that is known, a near miss, and one for a person', {}, async (story) => {
  const fr = story.says('fr');
  const { db } = story.house.parts.store;
  const awa = story.person('awa', { name: 'Awa', locale: 'fr' });
  const known = await db.knowledgeText.findFirstOrThrow({ where: { locale: 'fr', entry: { key: 'experience-what' } } });

  await awa.says(known.phrasings[0] ?? '');
  const answer = await awa.sees();
  expect(answer.text).toContain(known.title);
  expect(answer.text).toContain(known.answer.slice(0, 60));
  expect(answer.text).toContain(fr('question.source'));
  expect(answer.buttons).toEqual(expect.arrayContaining(['helped', 'not', 'person'].map((name) => fr(`question.buttons.${name}`))));
  await awa.presses(fr('question.buttons.helped'));
  expect((await awa.sees()).text).toContain(fr('question.thanks'));

  await awa.says(known.phrasings[1] ?? '');
  await awa.presses(fr('question.buttons.not'));
  const others = await awa.sees();
  expect(others.text).toContain(fr('question.choices.again'));
  expect(others.buttons).not.toContain(known.title);
  await awa.presses(fr('question.buttons.none'));
  expect((await awa.sees()).text).toContain(fr('question.none.title'));

  const unknown = 'Quelle température pour cuire un soufflé au fromage chez ma grand-mère ?';
  await awa.says(unknown);
  await awa.presses(fr('question.buttons.person'));
  expect((await awa.sees()).text).toContain(fr('conversation.opened.title'));
  const told = await story.channel('secretariat');
  expect(told.at(-1)?.text).toContain('soufflé au fromage');
  expect(told.at(-1)?.text).toContain('Awa');

  const asked = await db.question.findMany({ orderBy: { number: 'asc' } });
  expect(asked.map(({ helped, state, locale }) => ({ helped, state, locale }))).toEqual([
    { helped: true, state: 'answered', locale: 'fr' },
    { helped: false, state: 'refused', locale: 'fr' },
    { helped: null, state: 'waiting', locale: 'fr' },
  ]);
});

scenario('open calls come from the records, whoever asks and however they begin', {}, async (story) => {
  const es = story.says('es');
  const { db } = story.house.parts.store;
  const eva = story.person('eva', { name: 'Eva', locale: 'es' });
  const live = await db.knowledgeText.findFirstOrThrow({ where: { locale: 'es', entry: { live: 'calls' } } });
  await eva.types(`/ask ${live.title}`);
  const answer = await eva.sees();
  expect(answer.text).toContain(live.title);
  expect(answer.text).toContain(es('question.fromRecords'));
  expect(answer.buttons).toContain(es('question.live.open.call-list'));
});
