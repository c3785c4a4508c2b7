/** Calls as the secretariat writes, opens and extends them: on the real store, with who hears of what. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PhaseContent } from '../../../src/features/call/content.ts';
import { getIntake } from '../../../src/features/call/intake/service.ts';
import { extendPhase, removePhase, savePhase } from '../../../src/features/call/phases/service.ts';
import { callByKey, getCall } from '../../../src/features/call/queries.ts';
import { createCall, editCall, openCall, readDates, saveQuestion } from '../../../src/features/call/service.ts';
import { remindUnfinished } from '../../../src/features/candidacy/service.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { type House, openHouse } from '../../support/house.ts';
import { visitor } from '../event/support.ts';
import { award, awardsChannel, refOf, span } from './support.ts';

let house: House;
let marta: () => AppContext;
let ana: () => AppContext;
let bo: () => AppContext;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(async () => {
  await house.settled();
  await db().call.deleteMany({ where: { key: 'award-2027' } });
  await db().$executeRaw`truncate "Person", "Workspace", "Delivery", "Told", "Reminder", "AuditEntry", "DoneWrite" cascade`;
  marta = await visitor(house, 'marta', 'secretariat', 'es');
  ana = await visitor(house, 'ana', 'member', 'fr');
  bo = await visitor(house, 'bo');
  await awardsChannel(house);
  await db().subscription.create({ data: { personId: 'ana', facet: 'kind', value: 'calls', at: house.clock.now() } });
});

const db = () => house.parts.store.db;
const call = (id: string) => getCall(db(), id);
const created = async () => (await createCall(marta(), award(), span, undefined)).id;
const opened = async () => {
  const id = await created();
  await openCall(marta(), await refOf(house, id));
  await house.settled();
  return id;
};
const told = async (message: string) =>
  (await db().delivery.findMany({ where: { message }, orderBy: { key: 'asc' } })).map(({ personId, locale }) => [personId, locale]);
const jury: PhaseContent = {
  kind: 'jury',
  titles: { en: 'The jury evaluates' },
  audience: 'jurors',
  place: '',
  rules: {},
  opensAt: new Date('2026-05-20T22:00:00Z'),
  closesAt: new Date('2026-06-30T21:59:00Z'),
};

test('a new call begins as a draft with its phase for candidacies; who may not see drafts is told nothing', async () => {
  const id = await created();
  const { state, phases } = await call(id);
  expect(state).toBe('draft');
  expect(phases).toMatchObject([{ key: 'submission', ...span, titles: { fr: 'Dépôt des candidatures' } }]);
  expect(await told('call.opened')).toEqual([]);
  await expect(createCall(ana(), award({ key: 'other' }), span, undefined)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(createCall(marta(), award(), span, undefined)).rejects.toMatchObject({ code: 'call.key-taken' });
});

test('one that is like another takes over its questions, phases and rules, and none of its dates', async () => {
  const model = await callByKey(db(), 'award-2026');
  const { id } = await createCall(marta(), award(), { opensAt: null, closesAt: null }, model.id);
  const fresh = await call(id);
  expect(fresh.questions).toEqual(model.questions);
  expect(fresh.phases.map(({ key, rules }) => ({ key, rules }))).toEqual(model.phases.map(({ key, rules }) => ({ key, rules })));
  expect(fresh.phases.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]).filter((at) => at !== null)).toEqual([]);
});

test('phases are put in their order, changed, and taken out', async () => {
  const id = await created();
  await savePhase(marta(), await refOf(house, id), jury, 2);
  await savePhase(marta(), await refOf(house, id), { ...jury, kind: 'check', opensAt: null, closesAt: null }, 2);
  await savePhase(marta(), await refOf(house, id), jury, 2);
  expect((await call(id)).phases.map(({ key }) => key)).toEqual(['submission', 'jury-2', 'check', 'jury']);
  await removePhase(marta(), await refOf(house, id, 'jury-2'));
  await savePhase(marta(), await refOf(house, id, 'jury'), { ...jury, place: 'Lyon' }, 1);
  const { phases } = await call(id);
  expect(phases.map(({ key }) => key)).toEqual(['jury', 'submission', 'check']);
  expect(phases[0]).toMatchObject({ place: 'Lyon', sequence: 1 });
});

test('a draft may contradict itself while its dates are moved one by one, but it does not open like this', async () => {
  const id = await created();
  await savePhase(marta(), await refOf(house, id), { ...jury, opensAt: new Date('2026-04-20T00:00:00Z') }, 2);
  await expect(openCall(marta(), await refOf(house, id))).rejects.toMatchObject({
    code: 'call.contradiction',
    args: { what: '«Presentación de candidaturas» se cierra después de que haya empezado «The jury evaluates».' },
  });
  expect(await told('call.card')).toEqual([]);
  await savePhase(marta(), await refOf(house, id, 'jury'), jury, 2);
  await openCall(marta(), await refOf(house, id));
  expect((await call(id)).state).toBe('open');
});

test('without a closing that is to come nothing opens', async () => {
  const { id } = await createCall(marta(), award(), { opensAt: null, closesAt: null }, undefined);
  await expect(openCall(marta(), await refOf(house, id))).rejects.toMatchObject({ code: 'call.contradiction' });
  await editCall(marta(), await refOf(house, id), award(), { opensAt: null, closesAt: new Date('2026-03-01T00:00:00Z') });
  await expect(openCall(marta(), await refOf(house, id))).rejects.toMatchObject({ code: 'call.contradiction' });
});

test('opening tells the channels for awards and those who asked to hear of calls, once, and plans the reminders', async () => {
  const id = await opened();
  expect(await told('call.card')).toEqual([[null, 'pt']]);
  expect(await told('call.opened')).toEqual([['ana', 'fr']]);
  await expect(openCall(marta(), await refOf(house, id))).rejects.toMatchObject({ code: 'call.not-draft' });
  expect(await told('call.opened')).toHaveLength(1);
  const planned = await db().reminder.findMany({ where: { source: 'call.closing' }, orderBy: [{ dueAt: 'asc' }, { personId: 'asc' }] });
  expect(planned.filter(({ personId }) => personId === 'ana').map(({ offset, dueAt }) => `${offset} ${dueAt.toISOString()}`)).toEqual([
    '30d 2026-04-02T09:00:00.000Z',
    '14d 2026-04-18T09:00:00.000Z',
    '7d 2026-04-25T09:00:00.000Z',
    '3d 2026-04-29T09:00:00.000Z',
    '1d 2026-05-01T09:00:00.000Z',
    '3h 2026-05-02T18:59:00.000Z',
  ]);
  // A channel has the mornings of the call's own zone.
  expect(planned.filter(({ personId }) => personId === null).map(({ dueAt }) => dueAt.toISOString())[0]).toBe('2026-04-02T07:00:00.000Z');
  expect(await db().auditEntry.findMany({ where: { subject: `call:${id}` }, orderBy: { at: 'asc' } })).toMatchObject([
    { action: 'call.create', actor: 'marta' },
    { action: 'call.open', actor: 'marta' },
  ]);
});

test('an extended deadline is told to everybody who knew the old one, once, and to nobody else; reminders follow', async () => {
  const id = await opened();
  await readDates(bo(), await call(id));
  await visitor(house, 'nia');
  // Nothing was sent here; what stands in the outbox says the new date by itself.
  await db().delivery.deleteMany({});
  await db().told.create({
    data: {
      subject: `call:${id}/submission`,
      reader: 'channel:playground/W1/awards',
      at: span.closesAt ?? new Date(),
      toldAt: house.clock.now(),
    },
  });
  const to = new Date('2026-05-16T21:59:00Z');
  const once = marta();
  const ref = await refOf(house, id, 'submission');
  await extendPhase(once, ref, to, 'Más tiempo para traducir.');
  await extendPhase(once, ref, to, 'Más tiempo para traducir.');
  await house.settled();
  expect(await told('call.moved')).toEqual([
    [null, 'pt'],
    ['bo', 'en'],
  ]);
  const { phases } = await call(id);
  expect(phases[0]).toMatchObject({ closesAt: to, sequence: 1 });
  const first = await db().reminder.findFirst({ where: { personId: 'ana' }, orderBy: { dueAt: 'asc' } });
  expect(first).toMatchObject({ offset: '30d', dueAt: new Date('2026-04-16T09:00:00Z'), about: to });
  expect(await db().auditEntry.findFirst({ where: { action: 'call.extend' } })).toMatchObject({
    detail: { phase: 'submission', from: '2026-05-02T21:59:00.000Z', to: '2026-05-16T21:59:00.000Z' },
  });
});

test('whoever has begun a candidacy hears of an extension, wherever they saw the closing', async () => {
  const id = await opened();
  await remindUnfinished(bo(), await getIntake(bo(), id));
  await extendPhase(marta(), await refOf(house, id, 'submission'), new Date('2026-05-16T21:59:00Z'), '');
  expect((await told('call.moved')).map(([person]) => person)).toContain('bo');
});

test('an extension is later, of a call that is open, and does not run into the evaluation', async () => {
  const draft = await created();
  const later = new Date('2026-05-16T21:59:00Z');
  await expect(extendPhase(marta(), await refOf(house, draft, 'submission'), later, '')).rejects.toMatchObject({ code: 'call.not-open' });
  await savePhase(marta(), await refOf(house, draft), jury, 2);
  await openCall(marta(), await refOf(house, draft));
  const ref = await refOf(house, draft, 'submission');
  await expect(extendPhase(marta(), ref, new Date('2026-05-01T00:00:00Z'), '')).rejects.toMatchObject({ code: 'call.not-later' });
  await expect(extendPhase(marta(), ref, new Date('2026-05-25T00:00:00Z'), '')).rejects.toMatchObject({ code: 'call.contradiction' });
  await expect(extendPhase(ana(), ref, later, '')).rejects.toMatchObject({ code: 'forbidden' });
  expect((await call(draft)).phases[0]?.closesAt).toEqual(span.closesAt);
});

test('what is edited while it is open is told as well where the closing changes, and only then', async () => {
  const id = await opened();
  await readDates(bo(), await call(id));
  await editCall(marta(), await refOf(house, id), award({ texts: { en: 'Another text.' } }), span);
  expect(await told('call.moved')).toEqual([]);
  await editCall(marta(), await refOf(house, id), award(), { ...span, closesAt: new Date('2026-05-09T21:59:00Z') });
  expect((await told('call.moved')).map(([person]) => person)).toContain('bo');
});

test('of two who change it at once only the first does', async () => {
  const id = await created();
  const ref = await refOf(house, id);
  await editCall(marta(), ref, award({ edition: 22 }), span);
  await expect(editCall(marta(), ref, award({ edition: 23 }), span)).rejects.toMatchObject({ code: 'call.changed-meanwhile' });
  expect((await call(id)).edition).toBe(22);
});

test('questions and categories: a change raises their set; what a candidacy has chosen stays', async () => {
  const id = await created();
  const asked = { id: 'why', kind: 'text', labels: { en: 'Why?' }, hints: {}, required: true, page: 'practice', max: 500 } as const;
  await saveQuestion(marta(), await refOf(house, id), asked, 1);
  expect(await call(id)).toMatchObject({ questions: [asked], questionSet: 2 });
  await editCall(marta(), await refOf(house, id), award({ edition: 22 }), span);
  expect((await call(id)).questionSet).toBe(2);
  await db().experience.create({
    data: { id: `sheet ${id}`, state: 'published', locale: 'en', title: 'T', summary: 'S' },
  });
  await db().candidacy.create({
    data: {
      id: 'c1',
      callId: id,
      experienceId: `sheet ${id}`,
      category: 'gender',
      size: 'small',
      contacts: '',
      summary: '',
      locale: 'en',
      answers: {},
      questionSet: 2,
      submittedAt: house.clock.now(),
    },
  });
  const [democracy] = award().categories;
  const without = award({ categories: democracy ? [democracy] : [] });
  await expect(editCall(marta(), await refOf(house, id), without, span)).rejects.toMatchObject({ code: 'call.category-used' });
  await saveQuestion(marta(), await refOf(house, id, 'why'), undefined, 1);
  expect(await call(id)).toMatchObject({ questions: [], questionSet: 3 });
});
