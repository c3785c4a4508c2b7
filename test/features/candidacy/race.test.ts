/** Several at the same moment, on a real PostgreSQL: the transaction decides, and exactly one of two wins. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Content } from '../../../src/features/candidacy/content.ts';
import { makeLateCode, useLateCode } from '../../../src/features/candidacy/late/service.ts';
import { candidacyRecords } from '../../../src/features/candidacy/personal.ts';
import { decideCandidacy, submitCandidacy } from '../../../src/features/candidacy/service.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { absorbHeld } from '../../../src/features/privacy/records/service.ts';
import { movableClock } from '../../support/clock.ts';
import { type House, openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { visitor } from '../event/support.ts';

const closing = new Date('2026-03-15T22:59:00Z');
const call = 'award-2026';
const clock = movableClock(new Date(closing.getTime() - 60_000));

let postgres: Postgres;
let house: House;
beforeAll(async () => {
  postgres = await openPostgres();
  house = await openHouse({ store: { kind: 'server', url: await postgres.database() }, clock });
}, 120_000);
afterAll(async () => {
  await house.stop();
  await postgres.stop();
});
beforeEach(async () => {
  await house.settled();
  const { db } = house.parts.store;
  await db.$executeRaw`truncate "Candidacy", "LateCode", "Experience", "Person" restart identity cascade`;
  await db.phase.updateMany({ where: { callId: call, key: 'submission' }, data: { closesAt: closing } });
});

const db = () => house.parts.store.db;
const content: Content = {
  category: 'democracy',
  size: 'b',
  contacts: 'Ana',
  summary: 'Young people decide.',
  locale: 'en',
  answers: {},
  questionSet: 1,
};
const anExperience = async (id: string, ownerId: string): Promise<void> => {
  await db().experience.create({ data: { id, state: 'published', locale: 'en', title: id, summary: '', ownerId } });
};
const submit = (who: () => AppContext, experience: string): Promise<string> => submitCandidacy(who(), call, experience, content);
const outcomes = async (both: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(both)).map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).toSorted();

test.each([
  ['extended', { from: closing, to: new Date('2026-03-31T21:59:00Z'), outcome: 'done' }],
  ['brought forward', { from: new Date('2026-03-31T21:59:00Z'), to: closing, outcome: 'candidacy.closed' }],
])('a submission that meets a closing being %s waits for it, and counts by the new date', async (_name, { from, to, outcome }) => {
  const ana = await visitor(house, 'ana');
  await anExperience('budget', 'ana');
  await db().phase.updateMany({ where: { callId: call, key: 'submission' }, data: { closesAt: from } });
  const later = { ...house.clock, now: () => new Date(closing.getTime() + 3_600_000) };
  const [held, moved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const extending = house.parts.store.write({ envelope: house.parts.newId(), clock }, 'extend', async (tx) => {
    await tx.call.update({ where: { id: call }, data: { version: { increment: 1 } } });
    held.resolve();
    await moved.promise;
    await tx.phase.updateMany({ where: { callId: call, key: 'submission' }, data: { closesAt: to } });
  });
  await held.promise;
  const sending = outcomes([submitCandidacy({ ...ana(), clock: later }, call, 'budget', content)]);
  // Until it waits for the row that the other one holds.
  for (let waits = 0; waits === 0; )
    [{ waits } = { waits: 0 }] = await db().$queryRaw<{ waits: number }[]>`
    select count(*)::int as waits from pg_locks where not granted`;
  moved.resolve();
  await extending;
  expect(await sending).toEqual([outcome]);
  expect(await db().candidacy.count()).toBe(outcome === 'done' ? 1 : 0);
});

test('two who wrote one experience together do not both put it forward', async () => {
  const [ana, ben] = [await visitor(house, 'ana'), await visitor(house, 'ben')];
  await anExperience('budget', 'ana');
  await db().coAuthor.create({ data: { experienceId: 'budget', personId: 'ben', state: 'confirmed' } });
  expect(await outcomes([submit(ana, 'budget'), submit(ben, 'budget')])).toEqual(['candidacy.taken', 'done']);
  expect(await db().candidacy.count()).toBe(1);
});

test('of two decisions at once one wins; the other is told that it has changed', async () => {
  const [ana, marta, paul] = [
    await visitor(house, 'ana'),
    await visitor(house, 'marta', 'secretariat'),
    await visitor(house, 'paul', 'secretariat'),
  ];
  await anExperience('budget', 'ana');
  const id = await submit(ana, 'budget');
  const { version } = await db().candidacy.findUniqueOrThrow({ where: { id } });
  const refusing = decideCandidacy(paul(), id, version, 'refused', { reason: 'It is not authorised.', page: '' });
  expect(await outcomes([decideCandidacy(marta(), id, version, 'valid'), refusing])).toEqual(['candidacy.changed', 'done']);
  expect((await db().candidacy.findUniqueOrThrow({ where: { id } })).version).toBe(version + 1);
});

test('one late code lets one candidacy in, also when two are sent at once; two persons do not both have it', async () => {
  const [ana, ben, marta] = [await visitor(house, 'ana'), await visitor(house, 'ben'), await visitor(house, 'marta', 'secretariat')];
  await anExperience('budget', 'ana');
  await anExperience('assembly', 'ana');
  const code = await makeLateCode(marta(), call, 'Grenoble', new Date('2026-03-20T17:00:00Z'));
  await db().phase.updateMany({ where: { callId: call, key: 'submission' }, data: { closesAt: new Date('2026-03-15T20:00:00Z') } });
  expect(await outcomes([useLateCode(ana(), code), useLateCode(ben(), code)])).toEqual(['candidacy.late-wrong', 'done']);
  const { personId } = await db().lateCode.findFirstOrThrow();
  await db().experience.updateMany({ data: { ownerId: personId } });
  const holder = personId === 'ana' ? ana : ben;
  expect(await outcomes([submit(holder, 'budget'), submit(holder, 'assembly')])).toEqual(['candidacy.closed', 'done']);
});

test('persons who turn out to be one keep what either sent in, decided or was given', async () => {
  const [ana, marta] = [await visitor(house, 'ana'), await visitor(house, 'marta', 'secretariat')];
  await visitor(house, 'elder');
  await anExperience('budget', 'ana');
  const id = await submit(ana, 'budget');
  await useLateCode(ana(), await makeLateCode(marta(), call, 'Grenoble', new Date('2026-03-20T17:00:00Z')));
  await house.parts.store.write(ana(), 'merge', (tx) => absorbHeld(house.parts, tx, [candidacyRecords], 'ana', 'elder'));
  expect(await db().candidacy.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId: 'elder' });
  expect(await db().lateCode.findFirstOrThrow()).toMatchObject({ personId: 'elder' });
});
