/** How long things are kept, who looked, and what was agreed to. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { contactsRead } from '../../../src/features/audit/service.ts';
import type { JobContext } from '../../../src/features/job.ts';
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
