/** The story of an organisation that joins: written in French, sent back with a word, completed, admitted, welcomed; and a colleague who belongs to it. */
import { expect } from 'vitest';
import { closesWindow, confirms, scenario } from './stages.ts';

const name = 'Ville de Port-du-Nord';
const places = {
  slack: [
    { category: 'member', kind: 'channel', id: 'CMEMBERS' },
    { category: 'associate', kind: 'group', id: 'SCITIES' },
  ],
  discord: [
    { category: 'member', kind: 'role', id: '700000000000000001' },
    { category: 'promoter', kind: 'role', id: '700000000000000002' },
  ],
} as const;
/** What an associate member is put into; the playground has no such places. */
const held = { playground: [], slack: ['CMEMBERS', 'SCITIES'], discord: ['700000000000000001'] } as const;

scenario(
  'a newcomer applies for their city in French, completes what the secretariat asks for, is admitted and welcomed; a colleague asks to belong to it',
  { awa: 'guest', ben: 'guest', marta: 'secretariat' },
  async (story) => {
    const [fr, en] = [story.says('fr'), story.says('en')];
    const awa = story.person('awa', { name: 'Awa', locale: 'fr' });
    const marta = story.person('marta', { name: 'Marta', locale: 'en' });
    const ben = story.person('ben', { name: 'Ben', locale: 'en' });
    await ben.types('/help');

    await awa.types('/join');
    expect((await awa.sees()).text).toContain('Pour les collectivités locales et les gouvernements régionaux.');
    await awa.presses(fr('membership.buttons.begin'));
    await awa.fills({ name, kind: 'Collectivité locale' });
    await awa.fills({ country: 'Canada', city: 'Port-du-Nord', website: 'https://portdunord.example' });
    await awa.fills({ sizeBand: 'B : de 50 000 à 250 000 habitants' });
    await awa.fills({ languages: ['français', 'anglais'], themes: ['Gouvernance et transparence'] });
    await awa.fills({ category: 'Membre associé', needs: 'Des partenaires pour un budget jeunes.' });
    await awa.fills({ directory: 'true', welcome: 'true' });
    await awa.fills({ title: 'Responsable de la participation', contactName: 'Awa Koné', contactEmail: 'awa@portdunord.example' });
    expect((await awa.sees()).text).toContain('Le réseau peut afficher dans son annuaire');
    await awa.presses(fr('router.review.submit'));
    await closesWindow(story, awa);
    await story.house.settled();
    expect((await awa.inbox()).at(-1)?.text).toContain(fr('membership.receipt.title', { number: '1' }));

    const [card] = (await story.channel('secretariat')).slice(-1);
    expect(card?.text).toContain(name);
    expect(card?.text).not.toContain('awa@portdunord.example');
    await marta.types('/membership queue');
    await marta.presses(en('membership.buttons.check'));
    await marta.presses(en('membership.buttons.askMore'));
    await marta.fills({ reason: 'Please say more about what you need.', page: en('forms.application.pages.network') });
    await closesWindow(story, marta);
    await story.house.settled();
    expect((await awa.inbox()).at(-1)?.text).toContain('Please say more about what you need.');
    await awa.presses(fr('membership.buttons.fix'));
    await awa.fills({ needs: 'Des partenaires pour un budget jeunes, et des exemples de votes en ligne.' });
    await awa.presses(fr('router.review.submit'));
    await closesWindow(story, awa);
    await story.house.settled();

    await marta.types('/membership queue');
    await marta.presses(en('membership.buttons.check'));
    expect((await marta.sees()).text).toContain('des exemples de votes en ligne');
    await confirms(marta, en('membership.buttons.admit'), { yes: en('membership.admit.yes'), no: en('membership.admit.no') });
    expect((await marta.sees()).text).toContain(en('membership.states.admitted'));
    expect((await marta.sees()).text).not.toContain(en('membership.near.named'));
    await story.house.settled();
    expect((await awa.inbox()).at(-1)?.text).toContain(fr('membership.decision.admitted.membership.title'));
    expect((await story.channel('announcements')).at(-1)?.text).toContain(name);
    expect((await story.channel('secretariat')).at(-1)?.text).toContain(en('membership.queued.admitted', { who: '' }).trim());
    await awa.types('/join');
    expect((await awa.sees()).text).toContain('Membre associé');
    expect([story.holds('awa'), story.holds('ben')]).toEqual([held[story.platform], []]);

    // Whoever looks finds the city, and nothing that was not agreed to.
    await ben.types('/directory need:votes');
    expect((await ben.sees()).text).toContain(name);
    await ben.presses(en('directory.buttons.show'));
    const entry = (await ben.sees()).text;
    expect(entry).toContain('des exemples de votes en ligne');
    expect(entry).not.toMatch(/Awa|awa@/);

    await ben.types('/join organisation:Port-du-Nord');
    await ben.presses(en('membership.buttons.belong'));
    await story.house.settled();
    expect((await awa.inbox()).at(-1)?.text).toContain(fr('organisation.request.text', { who: 'Ben', organisation: name }));
    await awa.presses(fr('organisation.buttons.letIn'));
    await story.house.settled();
    expect((await ben.inbox()).at(-1)?.text).toContain(en('organisation.answer.yes', { organisation: name }));
    await ben.types('/award mine');
    expect((await ben.sees()).text).toContain(en('candidacy.mine.empty'));
    expect(story.holds('ben')).toEqual(held[story.platform]);
  },
  { places },
);
