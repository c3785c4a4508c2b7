/** The story of an edition, told once and played on every platform: written, opened, reminded of with a candidacy left unfinished, extended. */
import { expect } from 'vitest';
import type { Translate } from '../../src/chat/translate.ts';
import type { House } from '../support/house.ts';
import type { Player } from '../support/stage.ts';
import { closesWindow, type Story, scenario } from './stages.ts';

const roles = { marta: 'secretariat' } as const;
const title = '21.ª Distinción OIDP';
const sheet = 'Youth budget of Leeds';

/** The clock stands at that moment, and whatever was due on the way has come. */
async function itIs(story: Story, iso: string): Promise<void> {
  await story.house.settled();
  story.clock.move({ seconds: (Date.parse(iso) - story.clock.now().getTime()) / 1000 });
  await story.house.advance({});
  await story.house.settled();
}

/** What somebody was sent about this edition; the one before it has reminders of its own. */
const about = async (player: Player): Promise<readonly string[]> =>
  (await player.inbox()).map(({ text }) => text).filter((text) => text.includes(title));

async function subscribes(story: Story, player: Player, t: Translate, timeZone: string): Promise<void> {
  await player.types('/subscribe');
  await player.fills({ kinds: [t('subscription.kinds.calls')], digest: t('subscription.digests.off') });
  await player.fills({ timeZone, morning: '09:00', quietFrom: '21:00', quietUntil: '08:00', channel: t('subscription.channels.chat') });
  await player.presses(t('router.review.submit'));
  await closesWindow(story, player);
}

/** Of somebody who has written to the bot before. */
async function anExperience(house: House, name: string): Promise<void> {
  const { db } = house.parts.store;
  const { id: ownerId } = await db.person.findFirstOrThrow({ where: { name } });
  await db.experience.create({
    data: { id: `of ${name}`, state: 'published', locale: 'en', title: sheet, summary: 'They decide.', ownerId },
  });
}

scenario(
  'an edition is opened, a candidacy left unfinished; reminders come at local mornings; the deadline is extended',
  roles,
  async (story) => {
    const [es, fr, en, pt] = [story.says('es'), story.says('fr'), story.says('en'), story.says('pt')];
    const marta = story.person('marta', { name: 'Marta', locale: 'es' });
    const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
    const bo = story.person('bo', { name: 'Bo', locale: 'en' });
    const caio = story.person('caio', { name: 'Caio', locale: 'pt' });
    const dora = story.person('dora', { name: 'Dora', locale: 'en' });
    const nia = story.person('nia', { name: 'Nia', locale: 'en' });
    await subscribes(story, ana, fr, 'Europe/Paris');
    await subscribes(story, bo, en, 'Asia/Tokyo');
    await subscribes(story, caio, pt, 'America/Sao_Paulo');

    // It asks what the last edition asked; the dates are new, and read back before anything is kept.
    await marta.types('/call create like:award-2026');
    await marta.fills({ title, key: 'award-2027' });
    await marta.fills({ opens: '10 de marzo de 2026', closes: '2 de mayo de 2026' });
    await marta.fills({ eligibility: 'Cualquier gobierno local o regional.' });
    const review = (await marta.sees()).text;
    expect(review).toContain('sábado, 2 de mayo de 2026');
    expect(review).toContain('23:59');
    expect(review).toContain(es('call.review.language', { language: 'español' }));
    await marta.presses(es('router.review.submit'));
    const draft = await marta.sees();
    expect(draft.text).toContain(es('call.standing.draft'));
    await closesWindow(story, marta);

    // A draft is nobody else's business.
    await nia.types('/call show call:award-2027');
    expect((await nia.sees()).text).toContain(en('errors.call.not-found', { given: 'award-2027' }));

    // Opened: the check, what goes where, then the card in the channel's language and a message to each who asked.
    await marta.types('/call open call:award-2027');
    const asks = (await marta.sees()).text;
    expect(asks).toContain(es('call.opening.leaving', { channels: 1, people: 3 }));
    expect(asks).toContain('sábado, 2 de mayo de 2026');
    await marta.presses(es('call.buttons.openNow'));
    expect((await marta.sees()).text).toContain(es('call.opening.done'));
    await itIs(story, '2026-03-03T12:00:00Z');
    const [posted] = await story.channel('awards');
    expect(posted?.text).toContain(title);
    expect(posted?.buttons).toContain(pt('call.buttons.details'));
    expect((await about(ana)).join()).toContain(fr('call.opened.title'));
    expect((await about(bo)).join()).toContain(en('call.opened.title'));
    expect((await about(caio)).join()).toContain(pt('call.opened.title'));
    expect(await about(nia)).toEqual([]);

    // The card keeps up: on the day, it says that candidacies are taken now.
    expect((await story.channel('awards'))[0]?.text).not.toContain('Agora:');
    await itIs(story, '2026-03-10T12:00:00Z');
    expect((await story.channel('awards'))[0]?.text).toContain('Agora:');

    // Somebody who asked for nothing looks at it, begins a candidacy once it takes them, and leaves it.
    await dora.types('/award show call:award-2027');
    expect((await dora.sees()).text).toContain(title);
    await anExperience(story.house, 'Dora');
    await itIs(story, '2026-03-11T12:00:00Z');
    await dora.types('/award apply call:award-2027');
    await dora.selects(`${sheet} (1)`);
    await dora.fills({ category: 'A. More democratic and peaceful cities and communities', size: 'B. 50,000 to 250,000 inhabitants' });
    await closesWindow(story, dora);

    // Thirty days before, each at nine in the morning where they are: first in Tokyo, then in Paris, then in São Paulo.
    const reminders = async () => [(await about(bo)).length, (await about(ana)).length, (await about(caio)).length].map((n) => n - 1);
    await itIs(story, '2026-04-01T23:59:00Z');
    expect(await reminders()).toEqual([0, 0, 0]);
    // In Tokyo it closes on 3 May, so thirty days before is a day later there.
    await itIs(story, '2026-04-02T07:01:00Z');
    expect(await reminders()).toEqual([0, 1, 0]);
    await itIs(story, '2026-04-02T12:01:00Z');
    expect(await reminders()).toEqual([0, 1, 1]);
    await itIs(story, '2026-04-03T00:01:00Z');
    expect(await reminders()).toEqual([1, 1, 1]);
    expect((await about(ana)).at(-1)).toContain(fr('reminders.title', { count: 1 }));
    expect((await about(bo)).at(-1)).toContain(en('reminders.title', { count: 1 }));
    expect((await about(caio)).at(-1)).toContain(pt('reminders.title', { count: 1 }));
    expect((await story.channel('awards')).filter(({ text }) => text.includes(pt('reminders.title', { count: 1 }))).length).toBeGreaterThan(
      0,
    );
    // Whoever has begun a candidacy is told what is missing of it.
    expect(await about(dora)).toHaveLength(1);
    expect((await about(dora)).join()).toContain(sheet);
    expect((await about(dora)).join()).toContain('Who submits the candidacy');

    // Two weeks more: who knows the old date, and what they will read, stands there before anything leaves.
    await marta.types('/call extend call:award-2027');
    await marta.fills({ closes: '16 de mayo de 2026', reason: 'Más tiempo para las traducciones.' });
    const before = (await marta.sees()).text;
    expect(before).toContain('sábado, 16 de mayo de 2026');
    expect(before).toContain(es('call.moving.told', { people: 4, channels: 1 }));
    expect(before).toContain(es('call.moved.later'));
    await marta.presses(es('router.review.submit'));
    await closesWindow(story, marta);
    await itIs(story, '2026-04-03T12:01:00Z');
    const moved = async (player: Player, t: Translate) =>
      (await about(player)).filter((text) => text.includes(t('call.moved.later'))).length;
    expect([await moved(ana, fr), await moved(bo, en), await moved(caio, pt), await moved(dora, en)]).toEqual([1, 1, 1, 1]);
    expect((await about(ana)).at(-1)).toContain('Más tiempo para las traducciones.');
    expect([await about(nia), await about(marta)]).toEqual([[], []]);
    const channel = (await story.channel('awards')).map(({ text }) => text);
    expect(channel.filter((text) => text.includes(pt('call.moved.later')))).toHaveLength(1);

    // Reminders follow the new date, and the last one comes three hours before, whatever the hour.
    const count = (await about(ana)).length;
    await itIs(story, '2026-04-16T07:01:00Z');
    expect((await about(ana)).length).toBe(count + 1);
    await itIs(story, '2026-05-16T18:58:00Z');
    const last = (await about(bo)).length;
    await itIs(story, '2026-05-16T19:00:00Z');
    expect((await about(bo)).length).toBe(last + 1);
    expect(await about(nia)).toEqual([]);
  },
);
