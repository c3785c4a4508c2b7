/** The whole story of a newcomer who writes French: greeted, answered, admitted, linked, brought together with a partner, and gone again. */
import { expect } from 'vitest';
import type { Player } from '../support/stage.ts';
import { closesWindow, confirms, type Story, scenario } from './stages.ts';

const city = 'Ville de Port-du-Nord';
const near = 'est-ce que ça coûte cher d’y aller';
const unknown = 'Quelle température pour cuire un soufflé au fromage ?';

const newest = async (player: Player): Promise<string> => (await player.inbox()).at(-1)?.text ?? '';
const codeIn = (text: string | undefined): string => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text ?? '')?.[0] ?? 'no code';

scenario(
  'a newcomer is welcomed, asks, is admitted, links what is theirs, finds a partner, takes a copy, and is forgotten',
  { marta: 'secretariat' },
  async (story) => {
    const fr = story.says('fr');
    const awa = await story.joins('awa', { name: 'Awa Koné', locale: 'fr' });
    expect((await awa.inbox()).map(({ text }) => text).join('\n')).toMatch(/Bienvenue dans le réseau|Welcome to the network/);
    await awa.types('/start');
    expect((await awa.sees()).text).toContain(fr('onboarding.welcome.title'));

    await asks(story, awa);
    await isAnsweredByAPerson(story, awa);
    await isAdmitted(story, awa);
    const there = await linksAnotherAccount(story, awa);
    await findsAPartner(story, awa);
    await takesACopy(story, awa);

    await awa.presses(fr('privacy.back'));
    await awa.presses(fr('privacy.buttons.erase'));
    await awa.presses(fr('privacy.erase.yes'));
    expect((await awa.sees()).text).toContain(fr('privacy.erase.asked'));
    await story.house.advance({ hours: 2 });
    expect(await newest(awa)).toContain(fr('privacy.farewell.last'));
    expect(await whatIsLeft(story)).toEqual([]);
    expect(story.holds('awa')).toEqual([]);
    await there.types('/profile');
    expect((await there.sees()).text).toContain(fr('person.profile.noOrganisation'));
  },
  {
    network: { locale: 'fr', welcome: true },
    members: true,
    mail: true,
    beside: true,
    places: {
      slack: [{ category: 'member', kind: 'channel', id: 'CMEMBERS' }],
      discord: [{ category: 'member', kind: 'role', id: '700000000000000001' }],
    },
  },
);

/** One that is known, a near miss, and one for a person. */
async function asks(story: Story, awa: Player): Promise<void> {
  const fr = story.says('fr');
  const { db } = story.house.parts.store;
  const known = await db.knowledgeText.findFirstOrThrow({ where: { locale: 'fr', entry: { key: 'experience-what' } } });
  await awa.says(known.phrasings[0] ?? '');
  expect((await awa.sees()).text).toContain(known.title);
  await awa.presses(fr('question.buttons.helped'));

  const cost = await db.knowledgeText.findFirstOrThrow({ where: { locale: 'fr', entry: { key: 'membership-cost' } } });
  await awa.says(near);
  const choices = await awa.sees();
  expect(choices.text).toContain(fr('question.choices.title'));
  expect(choices.buttons).toContain(cost.title);
  await awa.presses(cost.title);
  expect((await awa.sees()).text).toContain(cost.answer.slice(0, 40));

  await awa.says(unknown);
  await awa.presses(fr('question.buttons.person'));
  expect((await awa.sees()).text).toContain(fr('conversation.opened.title'));
  await story.house.settled();
}

async function isAnsweredByAPerson(story: Story, awa: Player): Promise<void> {
  const [fr, en] = [story.says('fr'), story.says('en')];
  const marta = story.person('marta', { name: 'Marta', locale: 'en' });
  await marta.types('/questions');
  await marta.presses(en('conversation.buttons.show'));
  await marta.presses(en('conversation.buttons.take'));
  await marta.presses(en('conversation.buttons.answer'));
  await marta.fills({ text: 'Demandez plutôt à un cuisinier : 190 °C.' });
  await closesWindow(story, marta);
  await story.house.settled();
  expect(await newest(awa)).toContain('190 °C');
  await awa.presses(fr('conversation.buttons.helped'));
  await story.house.settled();
}

async function isAdmitted(story: Story, awa: Player): Promise<void> {
  const [fr, en] = [story.says('fr'), story.says('en')];
  const marta = story.person('marta', { name: 'Marta', locale: 'en' });
  await awa.types('/join');
  await awa.presses(fr('membership.buttons.begin'));
  await awa.fills({ name: city, kind: 'Collectivité locale' });
  await awa.fills({ country: 'Canada', city: 'Port-du-Nord' });
  await awa.fills({ sizeBand: 'B : de 50 000 à 250 000 habitants' });
  await awa.fills({ languages: ['français'], themes: ['Santé'] });
  await awa.fills({ category: 'Membre associé', needs: 'Des partenaires pour un budget jeunes.' });
  await awa.fills({ directory: 'true', welcome: 'true' });
  await awa.fills({ title: 'Responsable de la participation', contactName: 'Awa Koné', contactEmail: 'awa@portdunord.example' });
  await awa.presses(fr('router.review.submit'));
  await closesWindow(story, awa);
  await story.house.settled();
  await marta.types('/membership queue');
  await marta.presses(en('membership.buttons.check'));
  await confirms(marta, en('membership.buttons.admit'), { yes: en('membership.admit.yes'), no: en('membership.admit.no') });
  await story.house.settled();
  expect(await newest(awa)).toContain(fr('membership.decision.admitted.membership.title'));
  expect((await story.channel('announcements')).at(-1)?.text).toContain(city);
  expect(story.holds('awa').length).toBe(story.platform === 'playground' ? 0 : 1);
}

/** An account on another platform, and a mailbox. */
async function linksAnotherAccount(story: Story, awa: Player): Promise<Player> {
  const fr = story.says('fr');
  const there = story.elsewhere('awa-there', { name: 'Awa', locale: 'fr' });
  story.clock.move({ minutes: 5 });
  await awa.types('/link');
  const code = codeIn((await awa.sees()).text);
  await there.types(`/link code:${code}`);
  expect((await there.sees()).text).toContain(fr('link.made.text'));
  await there.types('/organisation show');
  expect((await there.sees()).text).toContain(city);
  // Back where they were: from now on they are written to here again.
  story.clock.move({ minutes: 2 });
  await awa.types('/link email:awa@portdunord.example');
  await story.house.settled();
  await awa.types(`/link code:${codeIn(story.mails.at(-1)?.text)}`);
  await awa.types('/link');
  expect((await awa.sees()).text).toContain(fr('link.now.mail', { email: 'awa@portdunord.example' }));
  return there;
}

async function findsAPartner(story: Story, awa: Player): Promise<void> {
  const fr = story.says('fr');
  const luz = story.person('luz', { name: 'Luz', locale: 'fr' });
  const common = { themes: ['Santé'], languages: ['français'] };
  const makes = async (player: Player, command: string, title: string, contact: string): Promise<void> => {
    await player.types(command);
    await player.fills({ title, text: 'Deux après-midi, avec des exercices.', forms: ['Atelier'] });
    await player.fills({ ...common, contact });
    await player.presses(fr('router.review.submit'));
    await closesWindow(story, player);
    await story.house.settled();
  };
  await makes(luz, '/offer', 'Atelier de budgets', 'luz@example.org');
  await makes(awa, '/need', 'Commencer un budget jeunes', 'awa@portdunord.example');
  for (const player of [luz, awa]) {
    expect(await newest(player)).toContain(fr('offer.match.asked'));
    await player.presses(fr('offer.buttons.yes'));
    await story.house.settled();
  }
  expect(await newest(awa)).toContain('luz@example.org');
  expect(await newest(luz)).toContain('awa@portdunord.example');
}

/** Both files, each once, from a page of their own. */
async function takesACopy(story: Story, awa: Player): Promise<void> {
  const fr = story.says('fr');
  await awa.types('/privacy');
  await awa.presses(fr('privacy.buttons.export'));
  const page = (await awa.sees()).links?.[fr('privacy.copy.open')] ?? '';
  const readable = await (await fetch(`${page}/html`, { method: 'POST' })).text();
  expect(readable).toContain('Commencer un budget jeunes');
  const copy: unknown = await (await fetch(`${page}/json`, { method: 'POST' })).json();
  expect(copy).toMatchObject({ kind: 'agora.personal-data', name: 'Awa Koné' });
  for (const words of [near, unknown, city, 'Commencer un budget jeunes']) expect(JSON.stringify(copy)).toContain(words);
  expect(JSON.stringify(copy)).not.toContain('luz@example.org');
}

/** Where their name, their address or a question of theirs is still found, over every table. */
async function whatIsLeft(story: Story): Promise<readonly string[]> {
  const { db } = story.house.parts.store;
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const words = /Awa Koné|awa@portdunord|soufflé|coûte cher d’y aller/;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows: unknown[] = await db.$queryRawUnsafe(`select row_to_json(t)::text as row from "${name}" t`);
    if (words.test(JSON.stringify(rows))) found.push(name);
  }
  return found;
}
