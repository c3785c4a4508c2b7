/** Suggestions by way of the router, mails and pages: made, invited, answered, reminded, met by an application, admitted, forgotten. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';
import { openPostOffice, type PostOffice } from '../../support/smtp.ts';
import { fillsIn } from '../membership/support.ts';

const roles = { 'slack:ana': 'guest', 'slack:marta': 'secretariat' } as const;
let office: PostOffice;
let desk: Desk;
let bo: Visitor;
let marta: Visitor;
beforeEach(async () => {
  office = await openPostOffice();
  const house = await openHouse({
    web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
    mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 },
  });
  desk = await openDesk({ commands, actions, forms, families }, roles, house);
  [bo, marta] = [desk.visitor('bo', { name: 'Bo' }), desk.visitor('marta', { name: 'Marta' })];
});
afterEach(async () => {
  await desk.close();
  await office.close();
});
const db = () => desk.house.parts.store.db;
const t = (key: string, args: Record<string, string | number> = {}) => desk.house.parts.translator('en')(key, args);
const only = () => db().prospect.findFirstOrThrow();
const told = async () =>
  (await db().delivery.findMany({ where: { message: 'prospect.news' }, orderBy: { createdAt: 'asc' } })).map(({ params }) => params);

const secret = 'mayor@northport.example';
async function suggests(visitor: Visitor, name = 'Northport City Council', email = secret): Promise<void> {
  await visitor.types('/suggest');
  await visitor.fills({ name: [name], kind: ['local-government'], country: ['CA'], city: ['Northport'], website: [] });
  await visitor.fills({ sizeBand: ['b'] });
  await visitor.fills({ why: ['They let young people decide on the budget.'], themes: ['youth'] });
  await visitor.fills({
    contactName: email === '' ? [] : ['The mayor'],
    contactEmail: email === '' ? [] : [email],
    language: ['fr'],
    nameable: ['true'],
  });
}
async function looks(visitor = marta): Promise<void> {
  await visitor.types('/membership suggestions');
  await visitor.presses(t('prospect.buttons.show'));
}
async function invites(letter = 'We met in Kraków.'): Promise<void> {
  await looks();
  await marta.presses(t('prospect.buttons.invite'));
  await marta.fills({ language: ['fr'], letter: [letter] });
  await marta.fills({ reminders: ['1'] });
  await marta.presses('Submit');
  await desk.house.settled();
}
const link = (): string => /href="([^"]+\/invitation\/[^"]+)"/.exec(String(office.mails.at(-1)?.html))?.[1] ?? '';
const press = (values: Record<string, string>, to = link()) => fetch(to, { method: 'POST', body: new URLSearchParams(values) });

test('a suggestion is seen beside the gaps that it would fill; its contact is shown to one person at a time, and that is written down', async () => {
  await suggests(bo);
  expect(bo.sees).toContain(t('prospect.review.named'));
  await bo.presses('Submit');
  expect(bo.sees).toContain(t('prospect.sent.text', { name: 'Northport City Council', number: '1' }));

  await marta.types('/membership gaps');
  await marta.presses(t('coverage.dimensions.theme'));
  expect(marta.sees).toContain('Children and youth: 0 of 10 · 1 suggested');
  await looks();
  expect(marta.sees).toContain('North America: 0 of 10');
  expect(marta.sees).toContain('Local government: 0 of 10');
  expect(marta.sees).not.toContain(secret);
  const reads = () => db().auditEntry.count({ where: { action: 'contacts.read', subject: { startsWith: 'prospect:' } } });
  expect(await reads()).toBe(0);
  await marta.presses(t('prospect.buttons.contact'));
  expect(marta.sees).toContain(secret);
  expect(await reads()).toBe(1);

  await bo.types('/membership suggestions');
  expect(bo.sees).toContain(t('errors.forbidden'));
});

test('it is invited by e-mail in the language that was chosen; opening the page changes nothing, a "no" deletes the contact, and minds may change', async () => {
  await suggests(bo);
  await bo.presses('Submit');
  await invites();
  const fr = desk.house.parts.translator('fr');
  expect(office.mails.map(({ subject, recipients }) => `${subject} ${recipients}`)).toEqual([
    `${fr('prospect.invitation.title', { network: 'Observatoire International de la Démocratie Participative' })} ${secret}`,
  ]);
  const mail = String(office.mails[0]?.html);
  expect(mail).toContain('We met in Kraków.');
  expect(mail).toContain(fr('prospect.invitation.by', { by: 'Bo' }));

  const page = await (await fetch(link())).text();
  expect(page).toContain('Northport City Council');
  expect(page).not.toContain(secret);
  expect((await only()).state).toBe('invited');
  expect((await press({ answer: 'no' })).status).toBe(200);
  expect(await only()).toMatchObject({ state: 'notInterested', contactName: '', contactEmail: '' });
  // An address is needed to be written to.
  expect((await press({ answer: 'yes', name: 'Maire', email: 'nowhere' })).status).toBe(400);
  expect((await press({ answer: 'yes', name: 'Maire', email: 'maire@northport.example' })).status).toBe(200);
  expect(await only()).toMatchObject({ state: 'interested', contactEmail: 'maire@northport.example' });
  expect((await press({ answer: 'no' }, `${link().slice(0, -4)}aaaa`)).status).toBe(404);
  expect(await told()).toMatchObject([{ state: 'invited' }, { state: 'notInterested' }]);
});

test('silence is reminded of as often as was said; a mail that comes back is handed to people, with the text to send', async () => {
  await suggests(bo);
  await bo.presses('Submit');
  await invites();
  await desk.house.advance({ days: 20 });
  expect(office.mails).toHaveLength(1);
  await desk.house.advance({ days: 2 });
  expect(office.mails).toHaveLength(2);
  await desk.house.advance({ days: 60 });
  expect(office.mails, 'one reminder was chosen').toHaveLength(2);
  expect(await only()).toMatchObject({ state: 'invited', reminded: 1 });

  office.behave({ at: 'recipient', code: 550, text: '5.1.1 no such mailbox', only: secret });
  await marta.types('/membership suggestions');
  await marta.presses(t('prospect.groups.underWay', { count: 1 }));
  await marta.presses(t('prospect.buttons.show'));
  await marta.presses(t('prospect.buttons.inviteAgain'));
  await marta.fills({});
  await marta.fills({});
  await marta.presses('Submit');
  await desk.house.settled();
  await desk.house.advance({ hours: 2 });
  expect(await only()).toMatchObject({ state: 'invited', byMail: false, bounceReason: 'smtp 550 5.1.1' });
  await marta.types('/membership suggestions');
  await marta.presses(t('prospect.groups.underWay', { count: 1 }));
  await marta.presses(t('prospect.buttons.show'));
  expect(marta.sees).toContain('5.1.1');
  await marta.presses(t('prospect.buttons.byHand'));
  expect(marta.sees).toContain(`/members/fr/invitation/${(await only()).token}`);
});

test('without an address nothing leaves: the text to send is shown', async () => {
  await suggests(bo, 'Northport City Council', '');
  await bo.presses('Submit');
  await invites('');
  expect(office.mails).toEqual([]);
  expect(marta.sees).toContain(t('prospect.byHand.text'));
  expect(marta.sees).toContain(`/members/fr/invitation/${(await only()).token}`);
  expect(await only()).toMatchObject({ state: 'invited', byMail: false, reminders: 0 });
});

test('an application is known as that of a suggestion, let go where it is another, and its admission closes the story', async () => {
  await suggests(bo);
  await bo.presses('Submit');
  const ana = desk.visitor('ana', { name: 'Ana' });
  await ana.types('/join');
  await ana.presses('Apply');
  await fillsIn(ana);
  await ana.presses('Submit');
  expect(await only()).toMatchObject({ state: 'applied', because: 'name' });

  await marta.types('/membership suggestions');
  await marta.presses(t('prospect.groups.underWay', { count: 1 }));
  await marta.presses(t('prospect.buttons.show'));
  expect(marta.sees).toContain(t('prospect.because.name'));
  await marta.presses(t('prospect.buttons.notThis'));
  expect(await only()).toMatchObject({ state: 'suggested', applicationId: null });

  await marta.types('/membership queue');
  await marta.presses('Look at it');
  await marta.presses(t('membership.buttons.admit'));
  expect(await only()).toMatchObject({ state: 'suggested' });
  expect(await told()).toEqual([]);
});

test('admission tells whoever suggested it, and deletes the contact; so does erasing them with their name', async () => {
  await suggests(bo);
  await bo.presses('Submit');
  const ana = desk.visitor('ana', { name: 'Ana' });
  await ana.types('/join');
  await ana.presses('Apply');
  await fillsIn(ana);
  await ana.presses('Submit');
  await marta.types('/membership queue');
  await marta.presses('Look at it');
  await marta.presses(t('membership.buttons.admit'));
  expect(await only()).toMatchObject({ state: 'admitted', contactName: '', contactEmail: '' });
  expect(await told()).toMatchObject([{ state: 'admitted' }]);
  await bo.types('/privacy');
  await bo.presses(t('privacy.buttons.erase'));
  await bo.presses(t('privacy.erase.yes'));
  await desk.house.advance({ hours: 2 });
  expect(await only()).toMatchObject({ suggestedById: null, state: 'admitted' });
});

test('a withdrawn application lets it go on; a declined one ends it; not inviting says so to whoever suggested it', async () => {
  await suggests(bo);
  await bo.presses('Submit');
  const ana = desk.visitor('ana', { name: 'Ana' });
  await ana.types('/join');
  await ana.presses('Apply');
  await fillsIn(ana);
  await ana.presses('Submit');
  expect((await only()).state).toBe('applied');
  await ana.types('/join');
  await ana.presses('Show');
  await ana.presses(t('membership.buttons.withdraw'));
  expect(await only()).toMatchObject({ state: 'suggested', applicationId: null });
  await looks();
  await marta.presses(t('prospect.buttons.setAside'));
  await marta.fills({ reason: ['Only cities of the region this year.'] });
  expect(marta.sees).toContain('Only cities of the region this year.');
  expect(await told()).toMatchObject([{ state: 'setAside' }]);
});
