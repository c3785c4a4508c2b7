/** Applications by way of the router: written, sent, sent back, completed, admitted; duplicates, a second membership, a promoter. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { fillsIn, needs, secret } from './support.ts';

const roles = { 'slack:ana': 'guest', 'slack:ben': 'guest', 'slack:marta': 'secretariat', 'slack:paul': 'secretariat' } as const;
let desk: Desk;
let ana: Visitor;
let ben: Visitor;
let marta: Visitor;
let paul: Visitor;
beforeEach(async () => {
  desk = await openDesk({ commands, actions, forms, families }, roles);
  [ana, ben, marta, paul] = [
    desk.visitor('ana', { name: 'Ana' }),
    desk.visitor('ben', { name: 'Ben' }),
    desk.visitor('marta'),
    desk.visitor('paul'),
  ];
});
afterEach(() => desk.close());
const db = () => desk.house.parts.store.db;

async function sendsIn(visitor: Visitor, changes: Parameters<typeof fillsIn>[1] = {}, by = 'Apply'): Promise<void> {
  await visitor.types('/join');
  await visitor.presses(by);
  await fillsIn(visitor, changes);
  await visitor.presses('Submit');
}
async function looksAt(visitor: Visitor): Promise<void> {
  await visitor.types('/membership queue');
  await visitor.presses('Look at it');
}

test('a guest reads whom membership is for, applies, and what is agreed to is shown with its version before it is sent', async () => {
  await ana.types('/join');
  expect(ana.sees).toContain('Associate member: For local and regional governments.');
  await ana.presses('Apply');
  await fillsIn(ana, { consent: { directory: ['true'], welcome: [] } });
  expect(ana.sees).toContain('(text of 2026-11)');
  expect(ana.sees).toContain('The network may show in its directory');
  expect(ana.sees).toContain('It will not be welcomed by name');
  expect(ana.sees).not.toContain(secret);
  await ana.presses('Submit');
  expect(ana.sees).toContain('The application of City of Northport (No. 1) has arrived.');
  await ana.types('/join');
  expect(ana.sees).toContain('Sent in, waiting for the secretariat');
});

test('one that was begun without a name is not called by what stands filled in further on', async () => {
  await ana.types('/join');
  await ana.presses('Apply');
  await ana.fills({ kind: ['local-government'] });
  await ana.types('/drafts');
  expect(ana.sees).toContain('No title yet · Joining the network');
  expect(ana.sees).not.toContain('Ana');
});

test('it is sent back with a word, completed at the page that is meant, and admitted: record, contacts, consents, membership, rights', async () => {
  await sendsIn(ana);
  await looksAt(marta);
  expect(marta.sees).toContain(needs);
  await marta.presses('Ask for more');
  await marta.fills({ reason: ['Please say how large the city is.'], page: ['size'] });
  await ana.types('/join');
  await ana.presses('Show');
  expect(ana.sees).toContain('Please say how large the city is.');
  await ana.presses('Complete it');
  await ana.fills({ sizeBand: ['c'] });
  await ana.presses('Submit');
  expect((await ana.types('/experience submit')).type).not.toBe('page');

  await looksAt(marta);
  await marta.presses('Admit');
  expect(marta.sees).toContain('Admitted');
  const [organisation] = await db().organisation.findMany({ include: { membership: true, contacts: true, consents: true, persons: true } });
  expect(organisation).toMatchObject({
    names: { en: 'City of Northport' },
    sizeBand: 'c',
    domain: 'northport.example',
    membership: { category: 'associate', state: 'active' },
    contacts: [{ name: 'Ana Pires', email: secret }],
    persons: [{ role: 'owner', state: 'active', title: 'Head of participation' }],
  });
  expect(organisation?.consents.map(({ purpose, version }) => `${purpose} ${version}`).toSorted()).toEqual([
    'directory 2026-11',
    'welcome 2026-11',
  ]);
  expect((await ana.types('/experience submit')).type).toBe('page');
  await ana.types('/join');
  expect(ana.sees).toContain('Associate member');
  const audited = await db().auditEntry.findMany({
    where: { action: { in: ['application.admitted', 'membership.active', 'consent.give'] } },
  });
  expect(audited).toHaveLength(4);
});

test('of two of the secretariat who decide on what they see, one wins; nobody decides on their own', async () => {
  await sendsIn(ana);
  await looksAt(marta);
  await looksAt(paul);
  await marta.presses('Admit');
  const late = await paul.presses('Decline');
  expect(late.type).toBe('page');
  await paul.fills({ reason: ['Not a city that we know.'] });
  expect(paul.sees).toContain('has changed meanwhile');
  expect((await db().application.findFirstOrThrow()).state).toBe('admitted');

  await sendsIn(marta, { who: { name: ['Town of Southport'] }, where: { country: ['FR'], city: ['Southport'], website: [] } });
  await looksAt(marta);
  expect(marta.sees).toContain('You sent this one in');
  expect(marta.sees).not.toContain('Admit |');
});

test('it is declined with a reason, and can be applied for anew', async () => {
  await sendsIn(ana);
  await looksAt(marta);
  await marta.presses('Decline');
  await marta.fills({ reason: ['This is a private company.'] });
  expect(marta.sees).toContain('Declined');
  const told = await db().delivery.findMany({ where: { message: 'application.decided' } });
  expect(told).toHaveLength(1);
  await sendsIn(ana);
  expect(ana.sees).toContain('(No. 2) has arrived');
});

test('a category that is not meant for this kind is said, and not refused', async () => {
  await ana.types('/join');
  await ana.presses('Apply');
  await ana.fills({ name: ['University of Northport'], kind: ['university'] });
  await ana.fills({ country: ['CA'], city: ['Northport'] });
  await ana.fills({ languages: ['en'] });
  await ana.fills({ category: ['associate'], needs: [needs] });
  await ana.fills({});
  await ana.fills({ title: ['Professor'], contactName: ['Ana'], contactEmail: [secret] });
  expect(ana.sees).toContain('is not meant for this kind of organisation (University)');
  await ana.presses('Submit');
  await looksAt(marta);
  expect(marta.sees).toContain('is not meant for this kind: University');
});

test('contacts are read by one person at a time, and that is written down', async () => {
  await sendsIn(ana);
  await looksAt(marta);
  expect(marta.sees).not.toContain(secret);
  await marta.presses('Read all of it');
  expect(marta.sees).toContain(secret);
  expect(await db().auditEntry.count({ where: { action: 'application.readContacts' } })).toBe(1);
});

describe('an organisation that is in the records', () => {
  const known = {
    id: 'northport',
    names: { fr: 'Ville de Port-du-Nord' },
    locale: 'fr',
    kind: 'local-government',
    country: 'CA',
    city: 'Northport',
  };
  beforeEach(async () => {
    await db().organisation.create({ data: known });
  });

  test('is shown to the applicant, who says that it is them; admitting brings it up to date', async () => {
    await ana.types('/join');
    await ana.presses('Apply');
    await fillsIn(ana);
    expect(ana.sees).toContain('Is this you?');
    expect(ana.sees).toContain('Ville de Port-du-Nord · Local government · Northport, Canada · same kind, same place');
    await ana.presses('That is us');
    expect(ana.sees).toContain('This is for our record of Ville de Port-du-Nord');
    await ana.presses('Submit');
    await looksAt(marta);
    await marta.presses('Admit');
    expect(await db().organisation.findMany()).toMatchObject([
      { id: 'northport', names: { fr: 'Ville de Port-du-Nord', en: 'City of Northport' }, locale: 'en', needs },
    ]);
  });

  test('and is a member: the applicant asks to belong to it instead, and its owner answers', async () => {
    await db().membership.create({ data: { organisationId: 'northport', category: 'associate' } });
    await ana.types('/join');
    await ana.presses('Apply');
    await fillsIn(ana);
    await ana.presses('That is us');
    expect(ana.sees).toContain('is a member already');
    await ana.presses('Submit');
    expect(ana.sees).toContain('Your request to belong to Ville de Port-du-Nord was sent');
    expect(await db().application.count()).toBe(0);
    expect(await db().organisationPerson.findMany()).toMatchObject([{ state: 'asked', title: 'Head of participation' }]);
  });

  test('can be named at once: the way is asking to belong to a member', async () => {
    await db().membership.create({ data: { organisationId: 'northport', category: 'associate' } });
    await ben.types('/join organisation:Port-du-Nord');
    expect(ben.sees).toContain('there is no second membership');
    await ben.presses('Ask to belong to it');
    expect(await db().organisationPerson.findMany()).toMatchObject([{ state: 'asked' }]);
  });

  test('and the applicant went on: the secretariat sees it, and can say that it is the same', async () => {
    await sendsIn(ana);
    await looksAt(marta);
    expect(marta.sees).toContain('the applicant saw this and says that it is another one');
    await marta.presses('It is this one');
    expect(marta.sees).toContain('It is for a record that is there already');
    await marta.presses('It is a new one');
    await marta.presses('It is this one');
    await marta.presses('Admit');
    expect(await db().organisation.count()).toBe(1);
    expect(await db().membership.findMany()).toMatchObject([{ organisationId: 'northport' }]);
  });
});

test('a member asks to be a promoter, says what it offers, and is one once that is granted', async () => {
  await sendsIn(ana);
  await looksAt(marta);
  await marta.presses('Admit');
  await ana.types('/join');
  await ana.presses('Become a promoter');
  await ana.fills({
    contributions: ['work', 'events'],
    offers: ['We host the yearly conference in 2027 and pay for a half-time post.'],
    title: ['Mayor'],
  });
  expect(ana.sees).toContain('contribute money or work and sit on the coordinating committee');
  await ana.presses('Submit');
  await ana.types('/join');
  expect(ana.sees).not.toContain('Become a promoter');
  await looksAt(marta);
  expect(marta.sees).toContain('We host the yearly conference');
  await marta.presses('Admit');
  expect(await db().membership.findFirstOrThrow()).toMatchObject({ category: 'promoter', state: 'active' });
  expect((await db().organisation.findFirstOrThrow()).offers).toContain('We host the yearly conference');
  expect(await db().consent.count({ where: { withdrawnAt: null } })).toBe(2);
});

test('an application is withdrawn; a second one for the same organisation is refused while one is under way, and nothing is lost', async () => {
  await sendsIn(ana);
  await sendsIn(ana, {}, 'Apply for another one');
  expect(ana.sees).toContain('is under way already');
  await ana.types('/join');
  await ana.presses('Show');
  await ana.presses('Withdraw');
  expect(ana.sees).toContain('Withdrawn');
  await marta.types('/membership queue');
  expect(marta.sees).toContain('No application waits.');
  await ana.types('/drafts');
  expect(ana.sees).toContain('City of Northport');
});

test('what is somebody else’s does not exist', async () => {
  await sendsIn(ana);
  const { id } = await db().application.findFirstOrThrow();
  await ben.sends({ type: 'action', ref: { name: 'application.show', id } });
  expect(ben.sees).toContain('This application is not there');
  await ben.sends({ type: 'action', ref: { name: 'application.read', id: `${id}@0/1` } });
  expect(ben.sees).toContain('This application is not there');
  await ben.sends({ type: 'action', ref: { name: 'application.admit', id: `${id}@0/` } });
  expect(ben.sees).toContain('another role');
});
