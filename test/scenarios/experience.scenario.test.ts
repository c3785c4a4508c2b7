/** Stories of experiences, each told once and played on every platform. */
import { expect } from 'vitest';
import type { Player } from '../support/stage.ts';
import { closesWindow, confirms, type Story, scenario } from './stages.ts';

const roles = { eva: 'editor', max: 'editor', gus: 'guest' } as const;

const quick = {
  title: 'Budget jeunes de Grenoble',
  summary: 'Les jeunes de Grenoble décident d’une partie du budget de la ville.',
  types: ['Budget participatif'],
  themes: ['Enfance et jeunesse'],
  country: 'France',
  city: 'Grenoble',
  startsOn: '2016',
  ongoing: 'true',
};

/** A French-speaking member sends the quick form. */
async function submits(story: Story, player: Player, changes: Partial<typeof quick> = {}): Promise<void> {
  await player.types('/experience submit');
  await player.fills({ ...quick, ...changes });
  await player.presses(story.says('fr')('router.review.submit'));
  await closesWindow(story, player);
}

async function publishes(story: Story, editor: Player): Promise<void> {
  const t = story.says('en');
  await story.house.settled();
  await confirms(editor, t('experience.buttons.publish'), { yes: t('experience.publish.yes'), no: t('experience.publish.no') });
  await story.house.settled();
}

scenario('an experience is submitted over two days, sent back, fixed, published, found and withdrawn', roles, async (story) => {
  const fr = story.says('fr');
  const en = story.says('en');
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  const eva = story.person('eva', { name: 'Eva', locale: 'en' });
  await eva.types('/help');

  // The first day: half of it, and a date that nobody can read.
  await ana.types('/experience submit');
  const { title, summary, types, themes, ...rest } = quick;
  await ana.fills({ title, summary, types, themes });
  await ana.fills({ ...rest, startsOn: 'au printemps dernier' });
  expect((await ana.sees()).text).toContain(fr('problems.date'));
  if (story.platform !== 'discord') await ana.leaves();

  // The next day it is where it was left, with everything that was typed.
  story.clock.move({ days: 1 });
  await ana.types('/drafts');
  expect((await ana.sees()).text).toContain(title);
  await ana.presses(fr('draft.continue'));
  await ana.fills({ startsOn: '2016' });
  const review = await ana.sees();
  expect(review.text).toContain(summary);
  expect(review.text).toContain('Grenoble, France');
  expect(review.text).toContain(fr('experience.period.since', { start: '2016' }));
  await ana.presses(fr('router.review.submit'));
  expect((await ana.sees()).text).toContain(fr('experience.submitted.review.text', { title }));
  await closesWindow(story, ana);

  // An editor sends it back, saying what she misses and where.
  const [queued] = await story.channel('secretariat');
  expect(queued?.text).toContain(title);
  expect(queued?.buttons).toEqual(expect.arrayContaining([en('experience.buttons.publish'), en('experience.buttons.decline')]));
  await eva.presses(en('experience.buttons.askChanges'));
  await eva.fills({ comment: 'Please say how many took part.', page: en('forms.experience.pages.people') });
  await closesWindow(story, eva);
  await story.house.settled();
  expect((await story.channel('secretariat')).at(-1)?.text).toContain(en('experience.decided.changesRequested', { who: 'Eva' }));

  // The author hears of it in her language, and Fix opens the form where it is to be fixed.
  const letter = (await ana.inbox()).at(-1);
  expect(letter?.text).toContain('Please say how many took part.');
  expect(letter?.text).toContain(fr('experience.changes.title'));
  await ana.presses(fr('experience.buttons.fix'));
  expect((await ana.sees()).text).toContain(fr('forms.experience.fields.participantCount.label'));
  await ana.fills({ participantCount: '800' });
  await ana.presses(fr('router.review.submit'));
  await closesWindow(story, ana);

  // The editor sees what changed and publishes.
  await story.house.settled();
  const again = (await story.channel('secretariat')).at(-1);
  expect(again?.text).toContain(en('experience.fields.participantCount').toLowerCase());
  await publishes(story, eva);
  expect((await story.channel('secretariat')).at(-1)?.text).toContain(en('experience.decided.published', { who: 'Eva' }));

  // It stands in the experiences channel, in that channel's language.
  const [posted] = await story.channel('experiences');
  expect(posted?.text).toContain(title);
  expect(posted?.text).toContain('Presupuesto participativo');
  expect((await ana.inbox()).at(-1)?.text).toContain(fr('experience.yours.title'));

  // Somebody finds it with other forms of the words.
  const bo = story.person('bo', { name: 'Bo', locale: 'fr' });
  await bo.types('/experience search text:budgets');
  expect((await bo.sees()).text).toContain(title);
  await bo.presses(fr('experience.buttons.show'));
  await bo.presses(fr('experience.buttons.read'));
  expect((await bo.sees()).text).toContain('800');

  // Its author takes it back.
  await ana.types('/experience withdraw experience:Grenoble');
  await confirms(ana, fr('experience.buttons.withdraw'), { yes: fr('experience.withdraw.yes'), no: fr('experience.withdraw.no') });
  await story.house.settled();
  expect((await story.channel('experiences')).at(-1)?.text).toContain(story.says('es')('experience.announcement.withdrawn', { title }));
  await bo.types('/experience search text:budgets');
  expect((await bo.sees()).text).not.toContain(title);
});

scenario('two editors press at once: one decides, the other reads who it was', roles, async (story) => {
  const en = story.says('en');
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  const eva = story.person('eva', { name: 'Eva', locale: 'en' });
  const max = story.person('max', { name: 'Max', locale: 'en' });
  await submits(story, ana);
  await story.house.settled();
  for (const editor of [eva, max]) {
    await editor.types('/experience queue');
    await editor.presses(en('experience.buttons.review'));
  }
  const press = (editor: Player) =>
    confirms(editor, en('experience.buttons.publish'), { yes: en('experience.publish.yes'), no: en('experience.publish.no') });
  await Promise.all([press(eva), press(max)]);
  await story.house.settled();
  const said = [(await eva.sees()).text, (await max.sees()).text];
  const winner = said[0]?.includes(en('experience.decided.published', { who: 'Eva' })) ? 'Eva' : 'Max';
  const refusal = en('errors.experience.already-decided', { who: winner, decision: 'published', title: quick.title });
  expect(said.filter((text) => text.includes(refusal))).toHaveLength(1);
  expect(said.filter((text) => text.includes(en('experience.decided.published', { who: winner })))).toHaveLength(1);
  expect(await story.channel('experiences')).toHaveLength(1);
});

scenario('a guest reads, and is told kindly that submitting is for members', roles, async (story) => {
  const gus = story.person('gus', { name: 'Gus', locale: 'fr' });
  await gus.types('/experience submit');
  expect((await gus.sees()).text).toContain(story.says('fr')('errors.forbidden'));
  await gus.types('/experience search text:budget');
  expect((await gus.sees()).text).toContain(story.says('fr')('search.nothing'));
});

scenario('who is about to tell an experience again is shown the first one, and so is the editor', roles, async (story) => {
  const [fr, en] = [story.says('fr'), story.says('en')];
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  const bo = story.person('bo', { name: 'Bo', locale: 'fr' });
  const eva = story.person('eva', { name: 'Eva', locale: 'en' });
  await eva.types('/help');
  await submits(story, ana);
  await publishes(story, eva);
  await bo.types('/experience submit');
  await bo.fills({ ...quick, title: 'Les jeunes et leur budget', startsOn: '2018' });
  const review = await bo.sees();
  expect(review.text).toContain(fr('experience.near.author', { count: 1 }));
  expect(review.text).toContain(quick.title);
  await bo.presses(fr('router.review.submit'));
  await closesWindow(story, bo);
  const queued = (await story.channel('secretariat')).at(-1);
  expect(queued?.text).toContain(en('experience.near.editor', { count: 1 }));
  expect(queued?.text).toContain(en('experience.near.place'));
});

scenario('a co-author confirms, changes the published sheet, and the editor reads what changed', roles, async (story) => {
  const [fr, en, pt] = [story.says('fr'), story.says('en'), story.says('pt')];
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  const bea = story.person('bea', { name: 'Beatriz', locale: 'pt' });
  const eva = story.person('eva', { name: 'Eva', locale: 'en' });
  await eva.types('/help');
  await bea.types('/help');
  await submits(story, ana);
  await publishes(story, eva);

  await ana.types('/experience invite experience:Grenoble person:Beatriz');
  expect((await ana.sees()).text).toContain(fr('experience.invitation.sent', { who: 'Beatriz', title: quick.title }));
  await story.house.settled();
  expect((await bea.inbox()).at(-1)?.text).toContain(pt('experience.invitation.title'));
  await bea.presses(pt('experience.invitation.yes'));
  await story.house.settled();
  expect((await ana.inbox()).at(-1)?.text).toContain('Beatriz');

  await bea.types('/experience edit experience:Grenoble');
  await bea.fills({ title: 'Budget des jeunes de Grenoble', city: 'Grenoble', ongoing: 'true' });
  expect((await bea.sees()).text).toContain('Budget des jeunes de Grenoble');
  await bea.presses(pt('router.review.submit'));
  expect((await bea.sees()).text).toContain(pt('experience.submitted.proposed.text', { title: 'Budget des jeunes de Grenoble' }));
  await closesWindow(story, bea);

  // Until an editor has looked, the channel shows what was published.
  const waiting = (await story.channel('secretariat')).at(-1);
  expect(waiting?.text).toContain(en('experience.queue.proposed'));
  expect((await story.channel('experiences')).at(-1)?.text).toContain('Budget jeunes de Grenoble');
  await eva.types('/experience queue');
  await eva.presses(en('experience.buttons.review'));
  await eva.presses(en('experience.buttons.compare'));
  const changes = (await eva.sees()).text;
  expect(changes).toContain(`${en('experience.difference.before')} Budget jeunes de Grenoble`);
  expect(changes).toContain(`${en('experience.difference.now')} Budget des jeunes de Grenoble`);
  await eva.presses(en('experience.buttons.back'));
  await publishes(story, eva);
  const cards = await story.channel('experiences');
  expect(cards).toHaveLength(1);
  expect(cards[0]?.text).toContain('Budget des jeunes de Grenoble');
  expect(cards[0]?.text).toContain('Ana y Beatriz');
});
