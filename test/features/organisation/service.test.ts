/** Who speaks for an organisation, who changes it, and who reads its contacts. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { keepContacts, readContacts } from '../../../src/features/organisation/contacts/service.ts';
import { contentSchema } from '../../../src/features/organisation/content.ts';
import { getOrganisation } from '../../../src/features/organisation/find/service.ts';
import {
  addPerson,
  answerRequest,
  askToBelong,
  changeOrganisation,
  createOrganisation,
} from '../../../src/features/organisation/service.ts';
import { type House, openHouse } from '../../support/house.ts';
import { visitor } from '../event/support.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
const db = () => house.parts.store.db;

const content = contentSchema.parse({
  names: { en: 'City of Northport' },
  kind: 'local-government',
  country: 'CA',
  city: 'Northport',
  website: 'https://www.northport.example/en',
});
const write = <T>(ctx: AppContext, work: (tx: Parameters<typeof addPerson>[1]) => Promise<T>): Promise<T> =>
  house.parts.store.write(ctx, 'test', work);

let ana: () => AppContext;
let ben: () => AppContext;
let marta: () => AppContext;
let id: string;
beforeAll(async () => {
  ana = await visitor(house, 'ana', 'guest');
  ben = await visitor(house, 'ben', 'guest');
  marta = await visitor(house, 'marta', 'secretariat');
});
beforeEach(async () => {
  await db().organisation.deleteMany();
  const ctx = ana();
  id = await write(ctx, async (tx) => {
    const made = await createOrganisation(ctx, tx, content);
    await addPerson(ctx, tx, made, 'ana', 'Officer');
    return made;
  });
});
const people = async () =>
  Object.fromEntries((await db().organisationPerson.findMany()).map(({ personId, role, state }) => [personId, `${role} ${state}`]));

test('the first to belong to it is its owner; another asks, is told, and counts once the owner has said yes', async () => {
  await askToBelong(ben(), id, 'Mediator');
  expect(await people()).toEqual({ ana: 'owner active', ben: 'member asked' });
  expect((await getOrganisation(db(), id)).persons.map(({ personId }) => personId)).toEqual(['ana']);
  expect(await db().delivery.count({ where: { message: 'organisation.asked', personId: 'ana' } })).toBe(1);
  await answerRequest(ana(), id, 'ben', true);
  expect(await people()).toEqual({ ana: 'owner active', ben: 'member active' });
  expect(await db().delivery.count({ where: { message: 'organisation.answered', personId: 'ben' } })).toBe(1);
  await expect(answerRequest(marta(), id, 'ben', false)).rejects.toMatchObject({ code: 'organisation.answered' });
  await expect(askToBelong(ben(), id, '')).rejects.toMatchObject({ code: 'organisation.in-it' });
});

test('nobody says yes to themselves, and a stranger says nothing', async () => {
  await askToBelong(ben(), id, '');
  await expect(answerRequest(ben(), id, 'ben', true)).rejects.toMatchObject({ code: 'organisation.not-yours' });
  expect(await people()).toMatchObject({ ben: 'member asked' });
});

test('whoever was let in where nobody spoke for it becomes its owner', async () => {
  await db().organisationPerson.deleteMany();
  await askToBelong(ben(), id, '');
  await answerRequest(marta(), id, 'ben', true);
  expect(await people()).toEqual({ ben: 'owner active' });
});

test('its owner changes it, on what they looked at; a stranger does not', async () => {
  const renamed = { ...content, names: { en: 'Northport', fr: 'Port-du-Nord' } };
  await expect(changeOrganisation(ben(), id, 0, renamed)).rejects.toMatchObject({ code: 'organisation.not-yours' });
  await changeOrganisation(ana(), id, 0, renamed);
  expect(await db().organisation.findUnique({ where: { id } })).toMatchObject({
    names: renamed.names,
    domain: 'northport.example',
    version: 1,
  });
  await expect(changeOrganisation(marta(), id, 0, content)).rejects.toMatchObject({ code: 'organisation.changed' });
});

test('contacts are for its own people; the secretariat’s look is written down; a contact given again is brought up to date', async () => {
  const contact = { name: 'Ana Pires', email: 'Ana@Northport.example', phone: '', role: 'Officer' };
  const ctx = ana();
  await write(ctx, (tx) => keepContacts(ctx, tx, id, [contact]));
  const again = ana();
  await write(again, (tx) => keepContacts(again, tx, id, [{ ...contact, phone: '+1 555 0100' }]));
  expect((await readContacts(ana(), id)).map(({ email, phone }) => [email, phone])).toEqual([['ana@northport.example', '+1 555 0100']]);
  const looks = () => db().auditEntry.count({ where: { action: 'organisation.readContacts', subject: `organisation:${id}` } });
  expect(await looks()).toBe(0);
  expect(await readContacts(marta(), id)).toHaveLength(1);
  expect(await looks()).toBe(1);
  await expect(readContacts(ben(), id)).rejects.toMatchObject({ code: 'organisation.not-yours' });
});
