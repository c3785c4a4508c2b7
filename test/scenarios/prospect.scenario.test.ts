/** The story of an organisation that a member suggests: seen where the network is thin, invited by mail, interested, applied, admitted. Told once, on every platform. */
import { describe, expect, test } from 'vitest';
import { movableClock } from '../support/clock.ts';
import type { House } from '../support/house.ts';
import { openPostOffice, type PostOffice } from '../support/smtp.ts';
import type { Stage } from '../support/stage.ts';
import { openDiscordStage } from '../support/stages/discord.ts';
import { openPlaygroundStage } from '../support/stages/playground.ts';
import { openSlackStage } from '../support/stages/slack.ts';
import { confirms } from './stages.ts';

type Open = (office: PostOffice) => Promise<Stage & { readonly house: House }>;
const options = (office: PostOffice) => ({
  clock: movableClock(),
  mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 },
  web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
  roles: { sec: 'secretariat', awa: 'guest' } as const,
});
const stages: Readonly<Record<string, Open>> = {
  playground: (office) => openPlaygroundStage(options(office)),
  slack: (office) => openSlackStage(options(office)),
  discord: (office) => openDiscordStage(options(office)),
};
const name = 'Mairie de Saint-Louis';
const address = 'maire@saintlouis.example';

describe.each(Object.entries(stages))('on %s', (platform, open) => {
  test('a suggestion becomes a member, and whoever made it hears so', { timeout: 240_000 }, async () => {
    const office = await openPostOffice();
    const stage = await open(office);
    const { house } = stage;
    const [en, fr, es] = (['en', 'fr', 'es'] as const).map((locale) => house.parts.translator(locale));
    if (!en || !fr || !es) throw new Error('no translators');
    const bo = stage.person('bo', { name: 'Bo', locale: 'es' });
    const sec = stage.person('sec', { name: 'Sec', locale: 'en' });
    const awa = stage.person('awa', { name: 'Awa', locale: 'fr' });
    const closes = async (player: typeof bo) => (platform === 'slack' ? player.leaves() : undefined);

    await bo.types('/suggest');
    await bo.fills({ name, kind: 'Gobierno local', country: 'Senegal', city: 'Saint-Louis' });
    await bo.fills({ sizeBand: 'B: de 50.000 a 250.000 habitantes' });
    await bo.fills({ why: 'Deciden con los barrios del río desde hace años.' });
    await bo.fills({ contactName: 'La alcaldesa', contactEmail: address, language: 'francés', nameable: 'true' });
    await bo.presses(es('router.review.submit'));
    expect((await bo.sees()).text).toContain(es('prospect.sent.text', { name, number: '1' }));
    await closes(bo);
    await house.settled();

    const card = (await stage.channel('secretariat')).at(-1)?.text ?? '';
    expect(card).toContain(name);
    expect(card).toContain('Africa: 0 of 10');
    expect(card).not.toContain(address);
    await sec.types('/membership gaps');
    await sec.presses(en('coverage.dimensions.region'));
    expect((await sec.sees()).text).toContain(`Africa: 0 of 10 · ${en('coverage.suggested', { count: 1 })}`);
    await sec.presses(en('coverage.buttons.overview'));
    await sec.presses(en('coverage.buttons.suggestions'));
    await sec.presses(en('prospect.buttons.show'));
    await sec.presses(en('prospect.buttons.invite'));
    await sec.fills({ letter: 'Vous seriez les bienvenus.' });
    await sec.fills({ reminders: '1' });
    expect((await sec.sees()).text).toContain(en('prospect.review.byMail'));
    await sec.presses(en('router.review.submit'));
    await closes(sec);
    await house.settled();
    expect(office.mails.map(({ recipients }) => recipients)).toEqual([[address]]);
    expect(String(office.mails[0]?.html)).toContain('Vous seriez les bienvenus.');
    expect((await bo.inbox()).at(-1)?.text).toContain(es('prospect.news.invited.text', { name }));

    // The mayor answers on the page; the secretariat hears of it.
    const link = /href="([^"]+\/invitation\/[^"]+)"/.exec(String(office.mails[0]?.html))?.[1] ?? '';
    const body = new URLSearchParams({ answer: 'yes', name: 'Awa', email: 'awa@saintlouis.example' });
    expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
    await house.settled();
    expect((await stage.channel('secretariat')).at(-1)?.text).toContain(en('prospect.heard.interestedText', { name }));

    await awa.types('/join');
    await awa.presses(fr('membership.buttons.begin'));
    await awa.fills({ name: 'Ville de Saint-Louis', kind: 'Collectivité locale' });
    await awa.fills({ country: 'Sénégal', city: 'Saint-Louis' });
    await awa.fills({ sizeBand: 'B : de 50 000 à 250 000 habitants' });
    await awa.fills({ languages: ['français'] });
    await awa.fills({ category: 'Membre associé', needs: 'Des partenaires pour un budget participatif.' });
    await awa.fills({});
    await awa.fills({ title: 'Directrice', contactName: 'Awa', contactEmail: 'awa@saintlouis.example' });
    await awa.presses(fr('router.review.submit'));
    await closes(awa);
    await house.settled();
    await sec.types('/membership suggestions');
    await sec.presses(en('prospect.groups.underWay', { count: 1 }));
    await sec.presses(en('prospect.buttons.show'));
    expect((await sec.sees()).text).toContain(en('prospect.because.name'));

    await sec.types('/membership queue');
    await sec.presses(en('membership.buttons.check'));
    await confirms(sec, en('membership.buttons.admit'), { yes: en('membership.admit.yes'), no: en('membership.admit.no') });
    await house.settled();
    expect((await bo.inbox()).at(-1)?.text).toContain(es('prospect.news.admitted.text', { name }));
    await sec.types('/membership gaps');
    await sec.presses(en('coverage.dimensions.region'));
    expect((await sec.sees()).text).toContain('Africa: 1 of 10');
    await stage.close();
    await office.close();
  });
});
