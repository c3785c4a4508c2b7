/** The story of a newcomer's first steps, told once and played on every platform. */
import { expect } from 'vitest';
import { closesWindow, scenario } from './stages.ts';

const greeting = { network: { locale: 'en', welcome: true }, members: true };

scenario(
  'somebody joins, is greeted once, begins their first steps, leaves them, is reminded, finishes; the secretariat sees numbers',
  { marta: 'secretariat' },
  async (story) => {
    const fr = story.says('fr');
    // What a platform does not tell of the language, the workspace's does instead.
    const awa = await story.joins('awa', { name: 'Awa', locale: 'fr' });
    const [greeting, ...others] = await awa.inbox();
    expect(others).toEqual([]);
    const said = story.platform === 'discord' ? story.says('en') : fr;
    expect(greeting?.text).toContain(said('onboarding.welcome.title'));
    expect(greeting?.text).toContain(story.platform === 'discord' ? 'International Observatory' : 'Observatoire International');
    expect(greeting?.buttons).toEqual(['begin', 'search', 'agenda', 'language'].map((button) => said(`onboarding.buttons.${button}`)));

    await awa.types('/start');
    expect((await awa.sees()).text).toContain(fr('onboarding.welcome.title'));
    await awa.presses(fr('onboarding.buttons.begin'));
    await awa.fills({ reasons: ['La Distinction'] });
    await closesWindow(story, awa);

    // Neither at once nor every day, and never as a draft that expires.
    await story.house.advance({ days: 2 });
    expect(await awa.inbox()).toHaveLength(1);
    await story.house.advance({ days: 2 });
    await story.house.advance({ minutes: 1 });
    const reminded = (await awa.inbox()).at(-1);
    expect(reminded?.text).toContain(fr('reminders.onboarding.unfinished'));
    expect(reminded?.buttons).toContain(fr('onboarding.buttons.stop'));

    const marta = story.person('marta', { name: 'Marta', locale: 'en' });
    const en = story.says('en');
    await marta.types('/newcomers');
    const before = (await marta.sees()).text;
    expect(before).toContain(en('onboarding.funnel.welcomed', { count: 1 }));
    expect(before).toContain(en('onboarding.funnel.line', { label: en('forms.onboarding.pages.organisation'), count: 1 }));
    expect(before).not.toContain('Awa');

    await awa.presses(fr('onboarding.buttons.continue'));
    await awa.fills({ organisationName: 'Ville d’Abobo', position: 'Chargée de participation' });
    await awa.fills({ themes: ['Enfance et jeunesse'], kinds: [fr('subscription.kinds.events')] });
    expect((await awa.sees()).text).toContain(fr('onboarding.said.reasons', { reasons: 'La Distinction' }));
    await awa.presses(fr('router.review.submit'));
    expect((await awa.sees()).text).toContain(fr('onboarding.finished.title'));
    await closesWindow(story, awa);

    await marta.types('/newcomers');
    expect((await marta.sees()).text).toContain(en('onboarding.funnel.finished', { count: 1, share: 100 }));
    await story.house.advance({ days: 5 });
    await story.house.advance({ minutes: 1 });
    await story.house.advance({ days: 8 });
    expect(await awa.inbox()).toHaveLength(2);
  },
  greeting,
);

scenario(
  'a card with a Start button stands in the welcome channel, once, in its language; whoever presses it alone sees the greeting',
  {},
  async (story) => {
    const en = story.says('en');
    await story.house.advance({ days: 1 });
    await story.house.advance({ days: 1 });
    const doors = (await story.channel('welcome')).filter(({ text }) => text.includes(en('onboarding.door.title')));
    expect(doors).toHaveLength(1);
    expect(doors[0]?.buttons).toEqual([en('onboarding.buttons.open')]);
    const before = await story.channel('welcome');
    // Somebody who was there before is not written to.
    const ana = story.person('ana', { name: 'Ana', locale: 'es' });
    await ana.types('/help');
    expect(await ana.inbox()).toEqual([]);
    await ana.presses(en('onboarding.buttons.open'));
    const es = story.says('es');
    expect((await ana.sees()).text).toContain(es('onboarding.welcome.title'));
    expect(await story.channel('welcome')).toEqual(before);
    await ana.presses(es('onboarding.buttons.begin'));
    expect((await ana.sees()).text).toContain(es('forms.onboarding.pages.you'));
  },
  greeting,
);
