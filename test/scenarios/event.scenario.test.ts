/** Stories of events, each told once and played on every platform. */
import { expect } from 'vitest';
import { closesWindow, type Story, scenario } from './stages.ts';

const roles = { eva: 'editor' } as const;
const title = 'Presupuestos de jóvenes';

/** The last message that somebody was sent of their own. */
const letter = async (player: { inbox(): Promise<readonly { readonly text: string }[]> }): Promise<string> =>
  (await player.inbox()).at(-1)?.text ?? '';

/** Minutes pass: cards that are drawn together are drawn, and what is due comes. */
async function passes(story: Story, by: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): Promise<void> {
  await story.house.settled();
  story.clock.move(by);
  await story.house.advance({});
  await story.house.settled();
}

scenario('a seminar fills up and moves', roles, async (story) => {
  const [es, fr, en, pt] = [story.says('es'), story.says('fr'), story.says('en'), story.says('pt')];
  const eva = story.person('eva', { name: 'Eva', locale: 'es' });
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  const bo = story.person('bo', { name: 'Bo', locale: 'en' });
  const caio = story.person('caio', { name: 'Caio', locale: 'pt' });
  const nia = story.person('nia', { name: 'Nia', locale: 'en' });

  // Written in Spanish, with a date as people say it; the review says which one was understood before anything leaves.
  await eva.types('/event create');
  await eva.fills({ title, text: 'Cómo deciden los jóvenes.' });
  await eva.fills({ when: '30 de marzo de 2026 a las 18:00', timeZone: 'Europe/Madrid', duration: '90' });
  await eva.fills({ place: 'Barcelona', capacity: '2', announce: es('event.announcing.now') });
  const review = await eva.sees();
  expect(review.text).toContain('lunes, 30 de marzo de 2026');
  expect(review.text).toContain('18:00');
  expect(review.text).toContain(es('event.review.now', { channels: 1, people: 0 }));
  expect(await story.channel('events')).toEqual([]);
  await eva.presses(es('router.review.submit'));
  expect((await eva.sees()).text).toContain(es('event.saved.announced', { title }));
  await closesWindow(story, eva);

  // It stands in the events channel, in that channel's language.
  await story.house.settled();
  const [posted] = await story.channel('events');
  expect(posted?.text).toContain(title);
  expect(posted?.text).toContain(fr('event.counts.left', { count: 2 }));

  // Two have a place, the third waits.
  const answers = async (player: typeof ana, t: typeof es) => {
    await player.types(`/event rsvp event:${title}`);
    const button = (await player.sees()).buttons.includes(t('event.buttons.yes')) ? 'event.buttons.yes' : 'event.buttons.wait';
    await player.presses(t(button));
    await passes(story, { minutes: 1 });
    return (await player.sees()).text;
  };
  expect(await answers(ana, fr)).toContain(fr('event.answered.yes'));
  expect(await answers(bo, en)).toContain(en('event.answered.yes'));
  await bo.presses(en('event.buttons.remind'));
  expect((await bo.sees()).text).toContain(en('event.answered.remind'));
  expect(await answers(caio, pt)).toContain(pt('event.yours.waiting', { position: 1 }));
  const full = (await story.channel('events')).at(-1);
  expect(full?.text).toContain(fr('event.counts.full'));
  expect(full?.text).toContain(fr('event.counts.waiting', { count: 1 }));

  // Somebody else only looks at the list: nobody has told her a date.
  await nia.types('/event list');
  expect((await nia.sees()).text).toContain(title);

  // One withdraws although it is full; the one who waits is told.
  await ana.types(`/event rsvp event:${title} answer:no`);
  expect((await ana.sees()).text).toContain(fr('event.answered.no'));
  await passes(story, { minutes: 1 });
  expect(await letter(caio)).toContain(pt('event.place.text', { title }));

  // It moves by a day: everyone who knew the old date hears of it in their language, and nobody else.
  const before = (await nia.inbox()).length;
  await eva.types(`/event move event:${title}`);
  await eva.fills({ when: '31 de marzo de 2026 a las 18:00' });
  expect((await eva.sees()).text).toContain('martes, 31 de marzo de 2026');
  await eva.presses(es('router.review.submit'));
  await closesWindow(story, eva);
  await passes(story, { minutes: 1 });
  expect(await letter(ana)).toContain(fr('event.moved.text', { title }));
  expect(await letter(bo)).toContain(en('event.moved.text', { title }));
  expect(await letter(caio)).toContain(pt('event.moved.text', { title }));
  expect((await nia.inbox()).length).toBe(before);
  expect((await story.channel('events')).map(({ text }) => text).join('\n')).toContain(fr('event.moved.text', { title }));

  // The day before, in the morning, whoever asked is reminded.
  await passes(story, { days: 28, minutes: 30 });
  await passes(story, { minutes: 5 });
  const reminded = await letter(bo);
  expect(reminded).toContain(en('reminders.title', { count: 1 }));
  expect(reminded).toContain(title);
  expect(await letter(caio)).not.toContain(pt('reminders.title', { count: 1 }));

  // It takes place: the card takes no answers any more.
  await passes(story, { days: 1, hours: 8 });
  expect((await story.channel('events'))[0]?.text).toContain(fr('event.standing.past'));

  // Those who came are thanked and say what they thought of it; the organiser reads it without a name.
  expect(await letter(bo)).toContain(en('event.thanks.text', { title }));
  await bo.presses(en('event.thanks.stars', { stars: 4 }));
  expect((await bo.sees()).text).toContain(en('event.stars.text', { stars: 4 }));
  await bo.presses(en('event.buttons.comment'));
  await bo.fills({ comment: 'More time for questions.' });
  await closesWindow(story, bo);
  await eva.types(`/event show event:${title}`);
  expect((await eva.sees()).text).toContain(es('event.feedback.result', { count: 1, average: 4 }));
  expect((await eva.sees()).text).toContain('More time for questions.');
});
