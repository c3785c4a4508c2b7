/** The story of an announcement, told once and played on every platform. */
import { expect } from 'vitest';
import { closesWindow, confirms, scenario } from './stages.ts';

const roles = { eva: 'editor', max: 'editor' } as const;

scenario('news is written in two languages, tried out, sent to a channel, and seen to have arrived', roles, async (story) => {
  const es = story.says('es');
  const eva = story.person('eva', { name: 'Eva', locale: 'es' });
  await eva.types('/announce write');
  await eva.fills({
    kind: es('announcement.kinds.report'),
    language: 'español',
    title: 'Informe anual',
    text: 'El informe de este año está publicado. @everyone',
    purposes: [es('announcement.purposes.announcements'), es('announcement.purposes.awards')],
  });
  const review = await eva.sees();
  expect(review.text).toContain('Informe anual');
  expect(review.text).toContain(es('announcement.review.now'));
  expect(review.text).toContain(es('announcement.reach.missing', { languages: 'inglés, francés y portugués' }));
  await eva.selects(es('router.review.add', { page: es('forms.announcement.pages.in_pt') }));
  await eva.fills({ title_pt: 'Relatório anual', text_pt: 'O relatório deste ano está publicado.' });
  await eva.presses(es('router.review.submit'));
  expect((await eva.sees()).text).toContain(es('announcement.standing.draft'));
  await closesWindow(story, eva);

  // First to herself, in her language.
  await eva.types('/announce list');
  await eva.presses(es('announcement.buttons.show'));
  await eva.presses(es('announcement.buttons.test'));
  await story.house.settled();
  expect((await eva.inbox()).at(-1)?.text).toContain('El informe de este año');

  // Then to everybody: each channel in its own language, or in the one that there is.
  await eva.types('/announce list');
  await eva.presses(es('announcement.buttons.show'));
  await confirms(eva, es('announcement.buttons.send'), { yes: es('announcement.confirm.send.yes'), no: es('announcement.confirm.no') });
  await story.house.settled();
  const [english] = await story.channel('announcements');
  expect(english?.text).toContain('El informe de este año está publicado. @everyone');
  expect(english?.text).toContain(story.says('en')('announcement.onlyIn', { language: 'Spanish' }));
  const [portuguese] = await story.channel('awards');
  expect(portuguese?.text).toContain('O relatório deste ano está publicado.');

  // The secretariat's channel shows how far it has got, on one message.
  await story.house.advance({ minutes: 1 });
  await story.house.advance({ minutes: 1 });
  const progress = (await story.channel('secretariat')).filter(({ text }) => text.includes('Informe anual'));
  expect(progress).toHaveLength(1);
  expect(progress[0]?.text).toContain(story.says('en')('announcement.progress.sent'));
  expect(progress[0]?.buttons).toEqual([]);
});
