/** The story of an old list: imported, its silent members asked by mail and chat, and a report at the end. Told once, on every platform. */
import { describe, expect, test } from 'vitest';
import { guessMemberMapping } from '../../src/features/organisation/transfer/guess.ts';
import { importMembers } from '../../src/features/organisation/transfer/import.ts';
import { openTable } from '../../src/transfer/read.ts';
import { movableClock } from '../support/clock.ts';
import type { House } from '../support/house.ts';
import { write } from '../support/record-files.ts';
import { openPostOffice, type PostOffice } from '../support/smtp.ts';
import type { Player, Stage } from '../support/stage.ts';
import { openDiscordStage } from '../support/stages/discord.ts';
import { openPlaygroundStage } from '../support/stages/playground.ts';
import { openSlackStage } from '../support/stages/slack.ts';

type Open = (office: PostOffice) => Promise<Stage & { readonly house: House }>;
const options = (office: PostOffice) => ({
  clock: movableClock(),
  mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 },
  web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
  roles: { sec: 'secretariat' } as const,
});
const stages: Readonly<Record<string, Open>> = {
  playground: (office) => openPlaygroundStage(options(office)),
  slack: (office) => openSlackStage(options(office)),
  discord: (office) => openDiscordStage(options(office)),
};

const member = (name: string, email: string, country = 'Francia', language = 'fr') => ({
  Nombre: name,
  Tipo: 'Ayuntamiento',
  País: country,
  Idioma: language,
  Correo: email,
});
const list = [
  member('Ville de Bellerive', 'bellerive@example.org'),
  member('Ayuntamiento de Getares', 'getares@example.org', 'España', 'es'),
  member('Ville de Partance', 'partance@example.org'),
  member('Ville Muette', 'muette@example.org'),
  member('Ville Disparue', 'disparue@refused.example'),
  member('Ville Sans Adresse', ''),
  member('Câmara de Rioverde', '', 'Portugal', 'pt'),
];

async function imports({ parts }: House): Promise<void> {
  const table = await openTable(write('lista.csv', list));
  const ctx = { ...parts, envelope: 'cli', actor: { id: 'system', name: 'system', role: 'admin' as const } };
  const { mapping } = guessMemberMapping(table.header, table.sample, parts.vocabulary, 'lista-2014', 'es');
  const options = { file: 'lista.csv', table, mapping, vocabulary: parts.vocabulary, apply: true, report: () => {}, progress: () => {} };
  const { tally } = await importMembers(ctx, options);
  expect(tally).toMatchObject({ new: list.length, refused: 0 });
}

const standings = async ({ parts }: House) =>
  Object.fromEntries(
    (await parts.store.db.organisation.findMany({ include: { membership: true }, orderBy: { number: 'asc' } })).map(
      ({ names, membership }) => [Object.values(Object(names))[0], `${membership?.state} ${membership?.reason}`.trim()],
    ),
  );

const linkIn = (office: PostOffice, to: string): string => {
  const mail = office.mails.findLast(({ recipients }) => recipients.includes(to));
  return /href="([^"]+\/members\/[^"]+)"/.exec(String(mail?.html))?.[1] ?? '';
};
const press = (link: string, values: Record<string, string>) => fetch(link, { method: 'POST', body: new URLSearchParams(values) });

/** Looks first, reads what would leave, and lets it go. */
async function starts(sec: Player, house: House): Promise<void> {
  const t = house.parts.translator('en');
  await sec.types('/membership review');
  const review = await sec.sees();
  expect(review.text).toContain(t('campaign.review.count', { count: list.length }));
  expect(review.text).toContain('Ville Sans Adresse');
  expect(review.text).toContain(t('campaign.because.noContact'));
  await sec.presses(t('campaign.buttons.start'));
  await sec.fills({ reminders: '1', remindDays: '7', graceDays: '14' });
  expect((await sec.sees()).text).toContain(t('campaign.dryRun.who', { count: list.length, chat: 1, mail: 5, none: 1 }));
  await sec.presses(t('router.review.submit'));
  await house.settled();
}

describe.each(Object.entries(stages))('on %s', (platform, open) => {
  test('its members answer by mail and by chat, or do not; nobody goes without having been asked', { timeout: 240_000 }, async () => {
    const office = await openPostOffice();
    office.behave({ at: 'recipient', code: 550, text: '5.1.1 no such mailbox', only: 'disparue@refused.example' });
    const stage = await open(office);
    const { house } = stage;
    const { db } = house.parts.store;
    const t = house.parts.translator('en');
    const sec = stage.person('sec', { name: 'Sec', locale: 'en' });
    const bo = stage.person('bo', { name: 'Bo', locale: 'pt' });
    await bo.types('/help');
    await imports(house);
    const rioverde = await db.organisation.findFirstOrThrow({ where: { country: 'PT' } });
    const { id: personId } = await db.person.findFirstOrThrow({ where: { name: 'Bo' } });
    await db.organisationPerson.create({ data: { organisationId: rioverde.id, personId, role: 'owner' } });
    // Bo is not seen for years.
    await house.advance({ days: 800 });
    await starts(sec, house);
    if (platform === 'slack') await sec.leaves();

    // Each in their language. Opening a link changes nothing.
    expect(office.mails.map(({ subject }) => subject).toSorted()).toEqual(
      ['fr', 'fr', 'fr', 'es'].map((locale) => house.parts.translator(locale)('campaign.inquiry.title')).toSorted(),
    );
    const stay = linkIn(office, 'bellerive@example.org');
    expect(await (await fetch(stay)).text()).toContain(house.parts.translator('fr')('campaign.page.title'));
    expect(await standings(house)).toMatchObject({ 'Ville de Bellerive': 'active', 'Ville Sans Adresse': 'inactive unreachable' });
    expect((await press(stay, { answer: 'kept' })).status).toBe(200);
    const update = linkIn(office, 'getares@example.org');
    expect((await press(update, { answer: 'update', name: 'Nueva', email: 'no' })).status).toBe(400);
    expect((await press(update, { answer: 'update', name: 'Nueva', email: 'Nueva@Example.org' })).status).toBe(200);
    expect((await press(linkIn(office, 'partance@example.org'), { answer: 'left' })).status).toBe(200);
    expect((await press(`${stay.slice(0, -5)}aaaaa`, { answer: 'left' })).status).toBe(404);

    // In the chat one press is enough.
    const pt = house.parts.translator('pt');
    expect((await bo.inbox()).at(-1)?.text).toContain('Câmara de Rioverde');
    await bo.presses(pt('campaign.answers.keep'));
    expect((await bo.sees()).text).toContain(pt('campaign.answered.keptText', { name: 'Câmara de Rioverde' }));

    // A reminder for those who are silent, and for nobody else; then the days of grace.
    await house.advance({ days: 7, hours: 1 });
    const reminded = office.mails.filter(({ subject }) => subject === house.parts.translator('fr')('campaign.inquiry.again'));
    expect(reminded.map(({ recipients }) => recipients)).toEqual([['muette@example.org']]);
    await house.advance({ hours: 1 });
    expect(await standings(house)).toMatchObject({ 'Ville Muette': 'inactive asked', 'Ville Disparue': 'inactive unreachable' });
    expect(await db.contact.findFirstOrThrow({ where: { email: 'disparue@refused.example' } })).toMatchObject({
      bounces: 1,
      bounceReason: 'smtp 550 5.1.1',
    });

    // The end, and its report on the one message.
    await house.advance({ days: 14 });
    expect(await standings(house)).toEqual({
      'Ville de Bellerive': 'active',
      'Ayuntamiento de Getares': 'active',
      'Ville de Partance': 'archived left',
      'Ville Muette': 'archived silent',
      'Ville Disparue': 'inactive unreachable',
      'Ville Sans Adresse': 'inactive unreachable',
      'Câmara de Rioverde': 'active',
    });
    expect(await db.contact.findFirstOrThrow({ where: { organisation: { country: 'ES' } } })).toMatchObject({
      email: 'nueva@example.org',
      name: 'Nueva',
    });
    await house.advance({ minutes: 1 });
    const reports = (await stage.channel('secretariat')).filter(({ text }) => text.includes(t('campaign.report.ended', { number: '1' })));
    expect(reports).toHaveLength(1);
    for (const [outcome, count] of Object.entries({ kept: 2, updated: 1, left: 1, silent: 1, unreachable: 2 })) {
      expect(reports[0]?.text).toContain(`${t(`campaign.outcomes.${outcome}`)}: ${count} (`);
    }
    const { reportToken } = await db.campaign.findFirstOrThrow();
    const picture = await (await fetch(house.parts.links.to(`/members/en/report/${reportToken}`) ?? '')).text();
    expect(picture).toMatch(/<svg role="img" aria-label="[^"]*Silent 1/);

    // Nothing is lost: what was archived can be brought back.
    await sec.types('/membership campaign');
    await sec.presses(t('campaign.buttons.silent'));
    await sec.presses(t('campaign.buttons.bringBack'));
    expect(await standings(house)).toMatchObject({ 'Ville Muette': 'inactive broughtBack' });
    await stage.close();
    await office.close();
  });
});
