/** How long things are kept, who looked, and what was agreed to. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { contactsRead } from '../../../src/features/audit/service.ts';
import type { JobContext } from '../../../src/features/job.ts';
import { exportMembers } from '../../../src/features/organisation/transfer/export.ts';
import { retention } from '../../../src/features/privacy/retention/rules.ts';
import { applyRetention } from '../../../src/features/privacy/retention/service.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk } from '../../support/desk.ts';
import { keptLog } from '../../support/log.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms }, { 'slack:marta': 'secretariat' });
});
afterAll(() => desk.close());

const db = () => desk.house.parts.store.db;
const job = (envelope: string): JobContext => ({
  ...desk.house.parts,
  log: keptLog('warn').log,
  calendarOf: () => undefined,
  placesOf: () => undefined,
  people: { forget: () => undefined },
  envelope,
});
const daysAgo = (days: number): Date => new Date(desk.clock.now().getTime() - days * 86_400_000);
const personOf = async (externalId: string): Promise<string> => (await db().identity.findFirstOrThrow({ where: { externalId } })).personId;

test('what is old enough goes, in small portions, and what is not stays; a run that is tried again counts once', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({ envelope: `old ${n}`, step: 's', at: daysAgo(91) }));
  await db().doneWrite.createMany({ data: [...rows, { envelope: 'young', step: 's', at: daysAgo(89) }] });
  const person = await db().person.create({ data: { id: 'someone', name: 'Someone' } });
  const draft = { personId: person.id, form: 'f', formVersion: 1, raw: {}, position: '', expiresAt: daysAgo(0) };
  await db().draft.createMany({
    data: [
      { ...draft, id: 'sent', state: 'submitted', updatedAt: daysAgo(91) },
      { ...draft, id: 'under way', state: 'open', updatedAt: daysAgo(91) },
    ],
  });
  const entry = { action: 'a', subject: 's', envelope: 'e' };
  await db().auditEntry.createMany({
    data: [
      { ...entry, id: 'years', at: daysAgo(1096), actor: 'someone' },
      { ...entry, id: 'months', at: daysAgo(100), actor: 'someone' },
      { ...entry, id: 'yesterday', at: daysAgo(1), actor: 'someone' },
    ],
  });
  expect(await applyRetention(job('night'), 3)).toMatchObject({ doneWrites: 7, drafts: 1, audit: 1, logReferences: 2 });
  await applyRetention(job('night'), 3);
  expect(await db().doneWrite.findMany({ where: { envelope: { startsWith: 'old' } } })).toEqual([]);
  expect(await db().doneWrite.count({ where: { envelope: 'young' } })).toBe(1);
  expect((await db().draft.findMany({ where: { personId: 'someone' } })).map(({ id }) => id)).toEqual(['under way']);
  expect(
    await db().auditEntry.findMany({ where: { subject: 's' }, orderBy: { at: 'asc' }, select: { actor: true, envelope: true } }),
  ).toEqual([
    { actor: 'forgotten', envelope: '' },
    { actor: 'someone', envelope: '' },
    { actor: 'someone', envelope: 'e' },
  ]);
  expect(await db().retentionRule.findUniqueOrThrow({ where: { name: 'doneWrites' } })).toMatchObject({ days: 90, last: 7, total: 7 });
});

test('an application that came to nothing goes after two years; who was asked in a review a year after it ended', async () => {
  const application = {
    kind: 'membership',
    category: 'associate',
    locale: 'en',
    answers: {},
    submittedAt: daysAgo(800),
    sentAt: daysAgo(800),
    contacts: [{ name: 'Ana', email: 'ana@city.example' }],
  } as const;
  await db().application.createMany({
    data: [
      { ...application, contacts: [...application.contacts], id: 'declined', state: 'declined', updatedAt: daysAgo(731) },
      { ...application, contacts: [...application.contacts], id: 'lately', state: 'declined', updatedAt: daysAgo(729) },
      { ...application, contacts: [...application.contacts], id: 'waiting', state: 'submitted', updatedAt: daysAgo(800) },
      {
        ...application,
        contacts: [...application.contacts],
        id: 'in',
        state: 'admitted',
        decidedAt: daysAgo(366),
        updatedAt: daysAgo(366),
      },
    ],
  });
  await db().organisation.create({ data: { id: 'asked', names: { en: 'Asked' }, locale: 'en', kind: 'city' } });
  await db().person.create({ data: { id: 'answerer', name: 'Answerer' } });
  for (const [id, state, endedAt] of [
    ['old', 'ended', daysAgo(366)],
    ['new', 'ended', daysAgo(364)],
    ['running', 'running', null],
  ] as const) {
    const dates = { remindDays: 7, reminders: 2, graceDays: 14, startedAt: daysAgo(400), graceAt: daysAgo(380), endsAt: daysAgo(366) };
    const asked = { create: { token: id, personId: 'answerer' } };
    const inquiries = { create: { id, organisationId: 'asked', because: ['quiet'], asked } };
    await db().campaign.create({ data: { ...dates, id, state, endedAt, reportToken: id, inquiries } });
  }
  expect(await applyRetention(job('applications'))).toMatchObject({ applications: 1, applicationContacts: 1, campaignAnswers: 1 });
  expect((await db().application.findMany({ orderBy: { id: 'asc' } })).map(({ id, contacts }) => [id, contacts])).toEqual([
    ['in', []],
    ['lately', application.contacts],
    ['waiting', application.contacts],
  ]);
  expect((await db().campaignAsked.findMany({ orderBy: { token: 'asc' } })).map(({ token }) => token)).toEqual(['new', 'running']);
  expect(await db().campaignInquiry.count()).toBe(3);
});

test('every rule can be applied, and is shown with its days', async () => {
  expect(Object.keys(await applyRetention(job('again')))).toEqual(retention.map(({ name }) => name));
  const ana = desk.visitor('ana');
  await ana.types('/privacy');
  await ana.presses('How long it is kept');
  expect(ana.sees).toContain('90 days');
  expect(ana.sees).toContain('Last gone through on');
});

test('whoever of the secretariat is shown contacts is written down, for those whom they are', async () => {
  const ana = desk.visitor('ana');
  await desk.visitor('marta', { name: 'Marta' }).types('/help');
  const [me, marta] = [await personOf('ana'), await personOf('marta')];
  const actor = { id: marta, name: 'Marta', role: 'secretariat' as const };
  await db().organisation.create({
    data: { id: 'city', names: { en: 'City' }, locale: 'en', kind: 'city', contacts: { create: { id: 'c', personId: me } } },
  });
  const by = { ...desk.house.parts, actor, envelope: 'look' };
  await contactsRead(by, [{ personId: me }], 'candidacy');
  await contactsRead({ ...by, envelope: 'list' }, [{ contactId: 'c' }, { personId: marta }], 'list');
  await ana.types('/privacy');
  await ana.presses('Who looked');
  expect(ana.sees).toContain('Marta, in a candidacy');
  expect(ana.sees).toContain('Marta, in the list of members');
  expect(await db().auditEntry.count({ where: { action: 'contacts.read', subject: `person:${marta}` } })).toBe(0);
});

test('contacts are read by their button, and in a file: their owner, and whoever looks after the organisation, reads who did', async () => {
  const [zoe, owner, marta] = [desk.visitor('zoe'), desk.visitor('olga'), desk.visitor('marta', { name: 'Marta' })];
  for (const one of [zoe, owner]) await one.types('/help');
  const [contact, looksAfter] = [await personOf('zoe'), await personOf('olga')];
  await db().preference.create({
    data: { personId: contact, mailToken: 'zoe', email: 'Zoe@harbour.example', emailVerifiedAt: desk.clock.now() },
  });
  await db().organisation.create({
    data: {
      id: 'harbour',
      names: { en: 'Harbour Office' },
      locale: 'en',
      kind: 'city',
      membership: { create: { category: 'associate', state: 'active', stateSince: desk.clock.now() } },
      persons: { create: { personId: looksAfter, role: 'owner' } },
      contacts: { create: { id: 'h', name: 'Zoe', email: 'zoe@harbour.example', createdAt: desk.clock.now() } },
    },
  });
  await owner.sends({ type: 'action', ref: { name: 'ownOrganisation.contacts', id: 'harbour' } });
  expect(owner.sees).toContain('zoe@harbour.example');
  const looks = () => db().auditEntry.count({ where: { action: 'contacts.read', subject: 'contact:h' } });
  expect(await looks()).toBe(0);
  await marta.sends({ type: 'action', ref: { name: 'ownOrganisation.contacts', id: 'harbour' } });
  expect(marta.sees).toContain('zoe@harbour.example');
  expect(await looks()).toBe(1);
  const operator = { ...desk.house.parts, actor: { id: 'system', name: 'system', role: 'admin' as const }, envelope: 'cli' };
  const file = (await Array.fromAsync(await exportMembers(operator, { format: 'csv', contacts: true }))).join('');
  expect(file).toContain('zoe@harbour.example');
  for (const one of [zoe, owner]) {
    await one.types('/privacy');
    await one.presses('Who looked');
    expect(one.sees).toContain('Marta, in an organisation’s record');
    expect(one.sees).toContain('whoever runs the bot, in a file that was written out');
  }
  const later = desk.visitor('later');
  await later.types('/privacy');
  await later.presses('Who looked');
  expect(later.sees).toContain('Nobody of the secretariat has looked');
});

test('what was agreed to for an organisation is seen by who gave it, and taken back by its owner alone', async () => {
  const [owner, member] = [desk.visitor('owner'), desk.visitor('member')];
  for (const one of [owner, member]) await one.types('/help');
  const [first, second] = [await personOf('owner'), await personOf('member')];
  await db().organisation.create({
    data: {
      id: 'town',
      names: { en: 'Town of Agreement' },
      locale: 'en',
      kind: 'city',
      persons: { create: [{ personId: first, role: 'owner' }, { personId: second }] },
      consents: { create: { id: 'k', purpose: 'directory', version: '2026-11', locale: 'en', givenAt: daysAgo(1), givenById: second } },
    },
  });
  await member.types('/privacy');
  await member.presses('What I agreed to');
  expect(member.sees).toContain('Town of Agreement');
  expect(member.sees).not.toContain('Take it back');
  await member.sends({ type: 'action', ref: { name: 'privacy.withdraw', id: 'k/0' } });
  expect(await db().consent.findUniqueOrThrow({ where: { id: 'k' } })).toMatchObject({ withdrawnAt: null });
  await owner.types('/privacy');
  await owner.presses('What I agreed to');
  await owner.presses('Take it back');
  expect(owner.sees).toContain('Taken back on');
  expect(await db().consent.findUniqueOrThrow({ where: { id: 'k' } })).toMatchObject({ withdrawnAt: desk.clock.now() });
});
