/** The story of a candidacy: begun and left, reminded of, too late, let in with a code, checked; and one that is finished on the other platform. */
import { expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import type { Player } from '../support/stage.ts';
import { openPair } from '../support/stages/pair.ts';
import { closesWindow, confirms, scenario } from './stages.ts';

const title = 'Budget jeunes de Grenoble';

/** Of somebody who has written to the bot before. */
async function anExperience(house: House, name: string): Promise<void> {
  const { db } = house.parts.store;
  const { id } = await db.person.findFirstOrThrow({ where: { name } });
  await db.experience.create({
    data: {
      id: `experience-of-${name}`,
      state: 'published',
      locale: 'fr',
      title,
      summary: 'Les jeunes décident.',
      country: 'FR',
      ownerId: id,
    },
  });
}

const first = {
  fr: { category: 'A. Villes et communautés plus démocratiques et pacifiques', size: 'B. De 50 000 à 250 000 habitants' },
  en: { category: 'A. More democratic and peaceful cities and communities', size: 'B. 50,000 to 250,000 inhabitants' },
};

/** From the call's questions to the review. */
async function answersTheRest(player: Player): Promise<void> {
  await player.fills({ 'q-who': 'La ville de Grenoble', 'q-purpose': 'Un budget pour les jeunes', 'q-innovation': 'Ils décident seuls' });
  await player.fills({ 'q-years': '5', 'q-authorised': 'true' });
  await player.fills({ summary: 'Les jeunes de Grenoble décident d’une partie du budget de la ville.' });
  await player.fills({ contacts: 'Ana Pires, ana@example.org' });
}

scenario(
  'a candidacy is begun and left; its owner is reminded in their language, comes too late, is let in with a late code, and it is found valid',
  { marta: 'secretariat' },
  async (story) => {
    const [fr, en] = [story.says('fr'), story.says('en')];
    const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
    const marta = story.person('marta', { name: 'Marta', locale: 'en' });
    await ana.types('/award show');
    await anExperience(story.house, 'Ana');
    await ana.types('/award apply');
    await ana.selects(`${title} (1)`);
    await ana.fills(first.fr);
    await closesWindow(story, ana);

    await story.house.settled();
    await story.house.advance({ days: 6 });
    await story.house.advance({ minutes: 1 });
    const [reminder] = await ana.inbox();
    expect(reminder?.text).toContain(title);
    expect(reminder?.text).toContain('il manque : Qui présente la candidature');
    await ana.presses(fr('candidacy.buttons.continue'));
    await answersTheRest(ana);
    expect((await ana.sees()).text).toContain(fr('candidacy.review.contacts'));

    await story.house.advance({ days: 8 });
    await ana.presses(fr('router.review.submit'));
    expect((await ana.sees()).text).toContain('/award late-code');
    // On Slack the answer stands over the review that it came from.
    await closesWindow(story, ana);
    await closesWindow(story, ana);

    await marta.types('/award codes');
    await marta.presses(en('candidacy.buttons.newCode'));
    await marta.fills({ note: 'Grenoble', until: '20 March 2026 18:00' });
    await marta.presses(en('router.review.submit'));
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec((await marta.sees()).text)?.[0];
    await closesWindow(story, marta);
    await ana.types(`/award late-code code:${code}`);
    expect((await ana.sees()).text).toContain(fr('candidacy.late.taken'));
    await ana.types('/drafts');
    await ana.presses(fr('draft.continue'));
    await ana.presses(fr('router.review.submit'));
    expect((await ana.sees()).text).toContain(fr('candidacy.receipt.title', { number: '1' }));
    await closesWindow(story, ana);
    await story.house.settled();
    expect((await ana.inbox()).at(-1)?.text).toContain(fr('candidacy.sent.late'));

    expect((await story.channel('secretariat')).at(-1)?.text).toContain(title);
    await marta.types('/award queue');
    await marta.presses(en('candidacy.buttons.check'));
    await confirms(marta, en('candidacy.buttons.validate'), { yes: en('candidacy.validate.yes'), no: en('candidacy.validate.no') });
    expect((await marta.sees()).text).toContain(en('candidacy.states.valid'));
    await story.house.settled();
    expect((await ana.inbox()).at(-1)?.text).toContain(fr('candidacy.decision.valid.title'));
    await ana.types('/award mine');
    await ana.presses(fr('candidacy.buttons.show'));
    expect((await ana.sees()).text).toContain(fr('candidacy.next.valid'));
    await marta.types('/award counts');
    expect((await marta.sees()).text).toContain('France: 1');
  },
);

test('a candidacy is begun on Slack, the accounts are linked, and it is sent in on Discord', { timeout: 60_000 }, async () => {
  const pair = await openPair();
  try {
    const t = pair.house.parts.translator('en');
    const [onSlack, onDiscord] = [pair.onSlack('ana'), pair.onDiscord('ana-d')];
    await onSlack.types('/award show');
    await anExperience(pair.house, 'ana');
    await onSlack.types('/award apply');
    await onSlack.selects(`${title} (1)`);
    await onSlack.fills(first.en);
    await onSlack.leaves();
    await onSlack.types('/link');
    const code = /\/link (?<code>[A-Z0-9-]+)/.exec((await onSlack.sees()).text)?.groups?.code;
    await onDiscord.types(`/link code:${code}`);

    await onDiscord.types('/award mine');
    expect((await onDiscord.sees()).text).toContain('still missing: Who submits the candidacy');
    await onDiscord.presses(t('candidacy.buttons.continue'));
    await answersTheRest(onDiscord);
    await onDiscord.presses(t('router.review.submit'));
    expect((await onDiscord.sees()).text).toContain(t('candidacy.receipt.title', { number: '1' }));
    await pair.house.settled();
    await onSlack.types('/award mine');
    expect((await onSlack.sees()).text).toContain(t('candidacy.states.submitted'));
  } finally {
    await pair.close();
  }
});
