/** Applications on a server: two who decide, two who send in; what an admission keeps of consents; a message that is no news any more. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { admitApplication, decideApplication, submitApplication } from '../../../src/features/membership/service.ts';
import { type House, openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { visitor } from '../event/support.ts';
import { content } from './support.ts';

let postgres: Postgres;
let house: House;
let [ana, ben, marta, paul]: (() => AppContext)[] = [];
beforeAll(async () => {
  postgres = await openPostgres();
  house = await openHouse({ store: { kind: 'server', url: await postgres.database() } });
  ana = await visitor(house, 'ana', 'guest');
  ben = await visitor(house, 'ben', 'guest');
  marta = await visitor(house, 'marta', 'secretariat');
  paul = await visitor(house, 'paul', 'secretariat');
}, 180_000);
afterAll(async () => {
  await house.stop();
  await postgres.stop();
});
beforeEach(async () => {
  await house.settled();
  await db().$executeRaw`truncate "Application", "Organisation", "Delivery", "AuditEntry" restart identity cascade`;
});
const db = () => house.parts.store.db;
const as = (who: (() => AppContext) | undefined): AppContext => {
  if (who === undefined) throw new Error('nobody');
  return who();
};
const outcomes = async (both: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(both)).map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).toSorted();

test('of two decisions at once one wins; the other is told that it has changed', async () => {
  const sent = await submitApplication(as(ana), content());
  const id = sent.type === 'application' ? sent.id : '';
  const both = [
    admitApplication(as(marta), id, 0),
    decideApplication(as(paul), id, 0, 'declined', { reason: 'Not a city that we know.', page: '' }),
  ];
  expect(await outcomes(both)).toEqual(['application.changed', 'done']);
  const { state, version } = await db().application.findUniqueOrThrow({ where: { id } });
  expect(version).toBe(1);
  expect(await db().membership.count()).toBe(state === 'admitted' ? 1 : 0);
  expect(await db().delivery.count({ where: { message: 'application.decided' } })).toBe(1);
});

test('two admissions at once make one organisation and one membership', async () => {
  const sent = await submitApplication(as(ana), content());
  const id = sent.type === 'application' ? sent.id : '';
  expect(await outcomes([admitApplication(as(marta), id, 0), admitApplication(as(paul), id, 0)])).toEqual(['application.changed', 'done']);
  expect([await db().organisation.count(), await db().membership.count(), await db().organisationPerson.count()]).toEqual([1, 1, 1]);
});

test('two who apply for one record at once do not both', async () => {
  await db().organisation.create({ data: { id: 'northport', kind: 'local-government', names: { en: 'Northport' }, locale: 'en' } });
  const own = content({ organisationId: 'northport' });
  expect(await outcomes([submitApplication(as(ana), own), submitApplication(as(ben), own)])).toEqual(['application.under-way', 'done']);
});

test('a box that was left empty takes back what an organisation had agreed to; nothing is welcomed that did not agree', async () => {
  await db().organisation.create({ data: { id: 'northport', kind: 'local-government', names: { en: 'Northport' }, locale: 'en' } });
  const given = { organisationId: 'northport', version: '2026-11', locale: 'en', givenAt: new Date('2026-01-01') };
  await db().consent.createMany({ data: ['directory', 'welcome'].map((purpose) => ({ ...given, id: purpose, purpose })) });
  const sent = await submitApplication(as(ana), content({ organisationId: 'northport', consents: { directory: '2026-11' } }));
  await admitApplication(as(marta), sent.type === 'application' ? sent.id : '', 0);
  const holding = await db().consent.findMany({ where: { withdrawnAt: null }, select: { purpose: true } });
  expect(holding).toEqual([{ purpose: 'directory' }]);
  expect(await db().delivery.count({ where: { message: 'membership.welcome' } })).toBe(0);
});

test('an archived member that applies again is active again, since when it first was', async () => {
  const since = new Date('2010-05-01');
  await db().organisation.create({
    data: {
      id: 'northport',
      kind: 'local-government',
      names: { en: 'Northport' },
      locale: 'en',
      membership: { create: { category: 'associate', state: 'archived', since } },
    },
  });
  const sent = await submitApplication(as(ana), content({ organisationId: 'northport' }));
  await admitApplication(as(marta), sent.type === 'application' ? sent.id : '', 0);
  expect(await db().membership.findFirstOrThrow()).toMatchObject({ state: 'active', since });
});
