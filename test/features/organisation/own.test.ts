/** An organisation's people and its owner: invited, handed over, left; what it says, and whether it stands in the directory. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { contentSchema } from '../../../src/features/organisation/content.ts';
import { getOrganisation } from '../../../src/features/organisation/find/service.ts';
import { findOwn } from '../../../src/features/organisation/own/find.ts';
import { ownCard, peopleCardOf } from '../../../src/features/organisation/own/look.ts';
import { agreeToDirectory, answerOffer, handOver, inviteTo, leave } from '../../../src/features/organisation/own/service.ts';
import { addPerson, askToBelong, createOrganisation } from '../../../src/features/organisation/service.ts';
import { cardText } from '../../support/desk.ts';
import { type House, openHouse } from '../../support/house.ts';
import { visitor } from '../event/support.ts';

let house: House;
let ana: () => AppContext;
let ben: () => AppContext;
let cleo: () => AppContext;
let marta: () => AppContext;
let id: string;
const db = () => house.parts.store.db;

beforeAll(async () => {
  house = await openHouse();
  ana = await visitor(house, 'ana', 'guest');
  ben = await visitor(house, 'ben', 'guest');
  cleo = await visitor(house, 'cleo', 'guest');
  marta = await visitor(house, 'marta', 'secretariat');
  const channels = { create: { id: 'secretariat', externalId: 'secretariat', purpose: 'secretariat', locale: 'en' } };
  await db().workspace.create({ data: { id: 'w1', platform: 'playground', externalId: 'W1', name: 'Network', locale: 'en', channels } });
});
afterAll(() => house.stop());
beforeEach(async () => {
  await house.settled();
  await db().organisation.deleteMany();
  await db().delivery.deleteMany();
  id = await found('City of Northport');
});

async function found(name: string): Promise<string> {
  const ctx = ana();
  return house.parts.store.write(ctx, 'found', async (tx) => {
    const made = await createOrganisation(ctx, tx, contentSchema.parse({ names: { en: name }, kind: 'local-government' }));
    await addPerson(ctx, tx, made, 'ana', 'Officer');
    return made;
  });
}

const seats = async () => (await getOrganisation(db(), id)).persons.map(({ personId, role }) => `${personId} ${role}`).toSorted();
const offerTo = async (personId: string) => (await db().organisationOffer.findFirstOrThrow({ where: { personId, state: 'open' } })).id;
const told = async () => (await db().delivery.findMany({ orderBy: { key: 'asc' } })).map(({ message }) => message);

async function joined(who: () => AppContext): Promise<void> {
  await inviteTo(ana(), id, who().actor.id);
  await answerOffer(who(), await offerTo(who().actor.id), true);
}

test('somebody who is invited belongs to it only once they say yes, and both hear of it', async () => {
  await inviteTo(ana(), id, 'ben');
  expect(await seats()).toEqual(['ana owner']);
  const offer = await offerTo('ben');
  await expect(answerOffer(cleo(), offer, true)).rejects.toMatchObject({ code: 'organisation.offer-gone' });
  await answerOffer(ben(), offer, true);
  expect(await seats()).toEqual(['ana owner', 'ben member']);
  expect(await told()).toEqual(['organisation.offered', 'organisation.offerAnswered']);
  await expect(answerOffer(ben(), offer, false)).rejects.toMatchObject({ code: 'organisation.offer-gone' });
  await expect(inviteTo(ana(), id, 'ben')).rejects.toMatchObject({ code: 'organisation.person-in-it' });
});

test('only its owner and the secretariat invite and hand over', async () => {
  await joined(ben);
  await expect(inviteTo(ben(), id, 'cleo')).rejects.toMatchObject({ code: 'organisation.not-yours' });
  await expect(handOver(cleo(), id, 'cleo')).rejects.toMatchObject({ code: 'organisation.not-yours' });
  await handOver(marta(), id, 'ben');
  expect(await seats()).toEqual(['ana owner', 'ben member']);
});

test('it is handed over when the other side says so, and there is always one owner at most', async () => {
  await joined(ben);
  await joined(cleo);
  await handOver(ana(), id, 'ben');
  const first = await offerTo('ben');
  // Asked somebody else meanwhile: the first question is void.
  await handOver(ana(), id, 'cleo');
  await expect(answerOffer(ben(), first, true)).rejects.toMatchObject({ code: 'organisation.offer-gone' });
  expect(await seats()).toEqual(['ana owner', 'ben member', 'cleo member']);
  await answerOffer(cleo(), await offerTo('cleo'), true);
  expect(await seats()).toEqual(['ana member', 'ben member', 'cleo owner']);
  await expect(handOver(ana(), id, 'ben')).rejects.toMatchObject({ code: 'organisation.not-yours' });
  await expect(handOver(cleo(), id, 'cleo')).rejects.toMatchObject({ code: 'organisation.owner-already' });
});

test('two who say yes at the same time leave one owner', async () => {
  await joined(ben);
  await joined(cleo);
  await db().organisationOffer.createMany({
    data: ['ben', 'cleo'].map((personId) => ({
      id: `o-${personId}`,
      organisationId: id,
      kind: 'ownership' as const,
      personId,
      at: new Date(),
    })),
  });
  const answers = await Promise.allSettled([answerOffer(ben(), 'o-ben', true), answerOffer(cleo(), 'o-cleo', true)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await seats()).filter((seat) => seat.endsWith('owner'))).toHaveLength(1);
});

test('an owner hands over before they leave; the last one may leave, and the secretariat hears of it', async () => {
  await joined(ben);
  await expect(leave(ana(), id)).rejects.toMatchObject({ code: 'organisation.hand-over-first' });
  await leave(ben(), id);
  expect(await seats()).toEqual(['ana owner']);
  await expect(leave(ben(), id)).rejects.toMatchObject({ code: 'organisation.not-in-it' });
  await inviteTo(ana(), id, 'cleo');
  const offer = await offerTo('cleo');
  await leave(ana(), id);
  expect(await seats()).toEqual([]);
  expect(await told()).toContain('organisation.nobodyLeft');
  // Nobody is left who could have asked.
  await expect(answerOffer(cleo(), offer, true)).rejects.toMatchObject({ code: 'organisation.offer-gone' });
});

test('its people are for those who belong to it: who asks, who was asked, who looks after it', async () => {
  await askToBelong(cleo(), id, 'Intern');
  await inviteTo(ana(), id, 'ben');
  const card = await peopleCardOf(ana(), await getOrganisation(db(), id));
  expect(cardText(card)).toContain('ana · Officer · looks after it');
  expect(cardText(card)).toContain('cleo · Intern');
  expect(cardText(card)).toContain('ben was invited');
  await expect(findOwn(ben(), 'Northport')).rejects.toMatchObject({ code: 'organisation.unknown' });
  await expect(findOwn(ben())).rejects.toMatchObject({ code: 'organisation.none' });
  expect((await findOwn(marta(), 'northport')).id).toBe(id);
});

test('with several one says which', async () => {
  const other = await found('City of Northport East');
  await expect(findOwn(ana())).rejects.toMatchObject({ code: 'organisation.which' });
  expect((await findOwn(ana(), 'east')).id).toBe(other);
  expect((await findOwn(ana(), 'City of Northport')).id).toBe(id);
});

test('its owner agrees to the directory in the words that are asked for now, and takes it back', async () => {
  await db().membership.create({ data: { organisationId: id, category: 'associate' } });
  await expect(agreeToDirectory(ben(), id, true)).rejects.toMatchObject({ code: 'organisation.not-yours' });
  await agreeToDirectory(ana(), id, true);
  expect(await db().directoryEntry.count()).toBe(1);
  expect(cardText(await ownCard(ana(), await getOrganisation(db(), id)))).toContain('It stands in the directory.');
  await agreeToDirectory(ana(), id, false);
  expect(await db().directoryEntry.count()).toBe(0);
  const [consent] = await db().consent.findMany({ where: { organisationId: id } });
  expect(consent).toMatchObject({ purpose: 'directory', givenById: 'ana' });
  expect(consent?.withdrawnAt).not.toBeNull();
});
