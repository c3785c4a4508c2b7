/** /subscribe: prefilled with what is in force, said in plain sentences, put in force at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { RawValues } from '../../../src/chat/platform.ts';
import { preferencesOf } from '../../../src/delivery/preferences.ts';
import { subscribersOf } from '../../../src/delivery/subscribers.ts';
import { tellSubscribers } from '../../../src/features/experience/notices.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { confirmMailbox, stopMail } from '../../../src/features/subscription/service.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';

let desk: Desk;
const mail = { smtpUrl: 'smtp://127.0.0.1:9', from: 'agora@example.org', perMinute: 60 };
beforeEach(async () => {
  desk = await openDesk({ commands, actions, forms }, {}, await openHouse({ mail }));
});
afterEach(() => desk.close());

const db = () => desk.house.parts.store.db;
const personOf = async (externalId: string) => (await db().identity.findFirstOrThrow({ where: { externalId } })).personId;
const preference = async (externalId: string) => db().preference.findUniqueOrThrow({ where: { personId: await personOf(externalId) } });
const confirmations = () => db().delivery.findMany({ where: { message: 'subscription.confirm' }, orderBy: { createdAt: 'asc' } });
let pages = 0;
const page = () => ({ ...desk.house.parts, envelope: `page ${++pages}` });

/** Goes through the sheets with these answers, up to the review. */
async function chooses(visitor: Visitor, answers: RawValues): Promise<void> {
  await visitor.types('/subscribe');
  for (const sheet of ['what.1', 'when.1']) {
    expect(visitor.page.sheet.id).toBe(sheet);
    await visitor.fills(
      Object.fromEntries(Object.entries(answers).filter(([id]) => visitor.page.sheet.fields.some((one) => one.id === id))),
    );
  }
  if (answers.email) await visitor.fills({ email: answers.email });
}

describe('choosing', () => {
  test('what is in force is filled in: for a first visit the defaults and the zone of the platform', async () => {
    const ana = desk.visitor('ana', { timeZone: 'America/Sao_Paulo' });
    await ana.types('/subscribe');
    expect(ana.page.filled).toMatchObject({ digest: [{ value: 'off' }] });
    expect(ana.page.filled.kinds).toBeUndefined();
    await ana.fills({});
    expect(ana.page.filled).toMatchObject({
      timeZone: [{ value: 'America/Sao_Paulo', label: 'São Paulo, Brazil (Brasilia Standard Time)' }],
      morning: [{ value: '540', label: '09:00' }],
      quietFrom: [{ value: '1260', label: '21:00' }],
      quietUntil: [{ value: '480', label: '08:00' }],
      channel: [{ value: 'chat' }],
    });
  });

  test('the review says what will happen, and submitting puts it in force', async () => {
    const ana = desk.visitor('ana', { timeZone: 'Europe/Madrid' });
    await chooses(ana, {
      kinds: ['calls', 'events'],
      themes: ['health'],
      countries: ['Brazil', 'ES'],
      digest: ['monthly'],
      timeZone: ['Lisboa'],
      morning: ['420'],
      quietFrom: ['1320'],
      quietUntil: ['480'],
      channel: ['chatThenChannel'],
    });
    expect(ana.sees).toContain('Notices come about: events and calls and deadlines.');
    expect(ana.sees).toContain('none in particular: Brazil and Spain.');
    expect(ana.sees).toContain('in one message at 08:00, when the quiet hours end, because 07:00 lies within them');
    expect(ana.sees).toContain('Lisbon, Portugal (Western European Time), where it is 09:00 now');
    expect(ana.sees).toContain('From 22:00 to 08:00 nothing is sent');
    expect(ana.sees).toContain('you are mentioned in a channel');
    await ana.presses('Submit');
    expect(ana.sees).toContain('Saved');
    expect(preferencesOf(await preference('ana'))).toEqual({
      quiet: { from: 1320, until: 480 },
      morning: 420,
      byMail: false,
      fallback: 'channel',
      digest: 'monthly',
      mailbox: undefined,
    });
    expect((await db().person.findUniqueOrThrow({ where: { id: await personOf('ana') } })).timeZone).toBe('Europe/Lisbon');
    const id = await personOf('ana');
    expect(await subscribersOf(db(), { kind: 'calls', themes: ['health'], countries: ['BR'] })).toEqual([id]);
    expect(await subscribersOf(db(), { kind: 'calls', themes: ['health'], countries: ['FR'] })).toEqual([]);
    expect(await subscribersOf(db(), { kind: 'news', themes: [], countries: [] })).toEqual([]);

    // The next time it is all there, in the new zone at once.
    await ana.presses('Change');
    expect(ana.page.filled.countries).toMatchObject([{ label: 'Brazil' }, { label: 'Spain' }]);
    await ana.fills({ kinds: [], themes: [], countries: [] });
    expect(ana.page.filled.timeZone).toMatchObject([{ value: 'Europe/Lisbon' }]);
    await ana.fills({ quietFrom: ['none'] });
    expect(ana.sees).toContain('No notices are sent.');
    expect(ana.sees).toContain('No hours are quiet.');
    await ana.presses('Submit');
    expect(await db().subscription.count()).toBe(0);
    expect(preferencesOf(await preference('ana')).quiet).toEqual({ from: 480, until: 480 });
  });

  test('a zone that the platform tells is followed as long as nobody chooses another', async () => {
    const ana = desk.visitor('ana', { timeZone: 'Europe/Madrid' });
    await chooses(ana, { kinds: ['news'] });
    await ana.presses('Submit');
    expect((await db().person.findUniqueOrThrow({ where: { id: await personOf('ana') } })).timeZone).toBeNull();
  });

  test('an unknown zone and what is no address are refused where they were typed, and kept', async () => {
    const ana = desk.visitor('ana');
    await ana.types('/subscribe');
    await ana.fills({});
    await ana.fills({ timeZone: ['Mars/Olympus Mons'], channel: ['mail'] });
    expect(ana.page.sheet.id).toBe('when.1');
    expect(ana.page.problems).toMatchObject([
      { field: 'timeZone', message: expect.stringContaining('“Mars/Olympus Mons” is not in the list') },
    ]);
    expect(ana.page.filled.timeZone).toMatchObject([{ value: 'Mars/Olympus Mons' }]);
    await ana.fills({ timeZone: ['Abidjan'] });
    for (const wrong of [
      'ana',
      'ana@host',
      'a b@example.org',
      'ana@example.org,eve@example.org',
      'ana@example.org\r\nBcc: eve@example.org',
    ]) {
      await ana.fills({ email: [wrong] });
      expect(ana.page.problems, wrong).toMatchObject([{ field: 'email', message: 'An e-mail address looks like name@example.org.' }]);
    }
  });

  test('without a mail server, e-mail is not offered', async () => {
    const plain = await openDesk({ commands, actions, forms });
    const ana = plain.visitor('ana');
    await ana.types('/subscribe');
    await ana.fills({});
    const field = ana.page.sheet.fields.find(({ id }) => id === 'channel');
    expect(field?.kind === 'choice' && field.options.map(({ value }) => value)).toEqual(['chat', 'chatThenChannel']);
    await plain.close();
  });
});

describe('an address', () => {
  test('counts once the link has been followed; until then everything comes in the chat', async () => {
    const ana = desk.visitor('ana', { locale: 'fr' });
    await chooses(ana, { kinds: ['news'], channel: ['mail'], email: ['Ana@Example.ORG'] });
    expect(ana.sees).toContain('L’adresse Ana@example.org est à confirmer');
    await ana.presses('Envoyer');
    expect(ana.sees).toContain('est en route vers Ana@example.org');
    expect(await confirmations()).toMatchObject([{ lane: 'mail', locale: 'fr', address: { mailbox: 'Ana@example.org', name: '' } }]);
    expect(preferencesOf(await preference('ana'))).toMatchObject({ byMail: false, mailbox: undefined });

    const { mailToken } = await preference('ana');
    expect(mailToken).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(await confirmMailbox(page(), 'another')).toBe(false);
    expect(await confirmMailbox(page(), mailToken)).toBe(true);
    expect(await confirmMailbox(page(), mailToken)).toBe(true);
    expect(preferencesOf(await preference('ana'))).toMatchObject({ byMail: true, mailbox: 'Ana@example.org' });
    await ana.types('/subscribe');
    await ana.fills({});
    await ana.fills({});
    expect(ana.page.filled.email).toMatchObject([{ value: 'Ana@example.org' }]);
    await ana.fills({});
    expect(ana.sees).not.toContain('à confirmer');
  });

  test('of another kind: the link of the old one is worth nothing any more, and the new one is to be confirmed', async () => {
    const ana = desk.visitor('ana');
    await chooses(ana, { channel: ['chatThenMail'], email: ['ana@example.org'] });
    await ana.presses('Submit');
    const first = (await preference('ana')).mailToken;
    await confirmMailbox(page(), first);
    await chooses(ana, { channel: ['chatThenMail'], email: ['ana@example.com'] });
    await ana.presses('Submit');
    expect((await preference('ana')).mailToken).not.toBe(first);
    expect(await confirmMailbox(page(), first)).toBe(false);
    expect(preferencesOf(await preference('ana')).mailbox).toBeUndefined();
  });

  test('the link is good for seven days', async () => {
    const ana = desk.visitor('ana');
    await chooses(ana, { channel: ['mail'], email: ['ana@example.org'] });
    await ana.presses('Submit');
    desk.clock.move({ days: 7 });
    expect(await confirmMailbox(page(), (await preference('ana')).mailToken)).toBe(false);
  });

  test('stopped by its link: nothing goes there any more, and /subscribe says so; choosing it again needs no new link', async () => {
    const ana = desk.visitor('ana');
    await chooses(ana, { channel: ['mail'], email: ['ana@example.org'] });
    await ana.presses('Submit');
    const { mailToken } = await preference('ana');
    await confirmMailbox(page(), mailToken);
    await stopMail(page(), mailToken);
    await stopMail(page(), 'unknown');
    expect(preferencesOf(await preference('ana'))).toMatchObject({ byMail: false, fallback: 'none' });
    await chooses(ana, {});
    expect(ana.sees).toContain('E-mail was stopped on');
    await ana.presses('Submit');
    await chooses(ana, { channel: ['mail'], email: ['ana@example.org'] });
    expect(ana.sees).not.toContain('to be confirmed');
    await ana.presses('Submit');
    expect(preferencesOf(await preference('ana'))).toMatchObject({ byMail: true, mailbox: 'ana@example.org' });
  });

  test('that somebody else typed is forgotten when its owner says stop', async () => {
    const eve = desk.visitor('eve');
    await chooses(eve, { channel: ['mail'], email: ['victim@example.org'] });
    await eve.presses('Submit');
    const { mailToken } = await preference('eve');
    await stopMail(page(), mailToken);
    expect(await preference('eve')).toMatchObject({ email: null, byMail: false });
    expect(await confirmMailbox(page(), mailToken)).toBe(false);
  });

  test('is sent so many links a day and no more: for one person, and to one address from whomever', async () => {
    const eve = desk.visitor('eve');
    for (let n = 0; n < 5; n += 1) {
      await chooses(eve, { channel: ['mail'], email: [`victim${n}@example.org`] });
      await eve.presses('Submit');
      expect(eve.sees).toContain('on its way');
    }
    await chooses(eve, { channel: ['mail'], email: ['another@example.org'] });
    await eve.presses('Submit');
    expect(eve.sees).toContain('Several mails to confirm an address have left today');
    for (const name of ['a', 'b', 'c']) {
      const visitor = desk.visitor(name);
      await chooses(visitor, { channel: ['mail'], email: ['VICTIM@example.org'] });
      await visitor.presses('Submit');
      expect(visitor.sees).toContain('on its way');
    }
    const last = desk.visitor('d');
    await chooses(last, { channel: ['mail'], email: ['victim@example.org'] });
    await last.presses('Submit');
    expect(last.sees).toContain('Several mails');
    desk.clock.move({ days: 1, minutes: 1 });
    await last.types('/drafts');
    await last.presses('Continue');
    await last.presses('Submit');
    expect(last.sees).toContain('on its way');
  });

  test('stands in no log, no audit entry, no title of a draft, and in no draft that was sent', async () => {
    const ana = desk.visitor('ana');
    await chooses(ana, { channel: ['mail'], email: ['ana@secret.example.org'] });
    await ana.types('/drafts');
    expect(ana.sees).not.toContain('secret');
    await ana.presses('Continue');
    await ana.presses('Submit');
    await desk.house.settled();
    expect(JSON.stringify([desk.lines, desk.house.lines])).not.toContain('secret.example.org');
    expect(JSON.stringify(await db().auditEntry.findMany())).not.toContain('secret');
    expect(JSON.stringify(await db().draft.findMany())).not.toContain('secret');
    expect(JSON.stringify(await db().doneWrite.findMany())).not.toContain('secret');
  });
});

test('two persons who become one: what was chosen last counts, and both are heard', async () => {
  const slack = desk.visitor('ana');
  await chooses(slack, { kinds: ['news'], digest: ['weekly'] });
  await slack.presses('Submit');
  desk.clock.move({ minutes: 1 });
  const discord = desk.visitor('ana on discord', { platform: 'discord' });
  await chooses(discord, { kinds: ['calls'], digest: ['monthly'] });
  await discord.presses('Submit');
  await slack.types('/link');
  await discord.types(`/link ${/[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(slack.sees)?.[0]}`);
  expect(await db().preference.findMany()).toMatchObject([{ personId: await personOf('ana'), digest: 'monthly' }]);
  expect((await db().subscription.findMany({ orderBy: { value: 'asc' } })).map(({ value }) => value)).toEqual(['calls', 'news']);
});

test('a new experience is told to those who asked for its theme, once, after their quiet hours, and not to its author', async () => {
  const chosen = { kinds: ['experiences'], themes: ['health'] };
  for (const [name, timeZone, themes] of [
    ['awake', 'Europe/Madrid', ['health']],
    ['asleep', 'America/Los_Angeles', ['health']],
    ['other', 'Europe/Madrid', ['environment']],
    ['author', 'Europe/Madrid', ['health']],
  ] as const) {
    const visitor = desk.visitor(name, { timeZone });
    await chooses(visitor, { ...chosen, themes });
    await visitor.presses('Submit');
  }
  const { parts } = desk.house;
  const ownerId = await personOf('author');
  const sheet = await db().experience.create({
    data: { id: 'e1', state: 'published', locale: 'en', title: 'A health forum', summary: 'A forum.', themes: ['health'], ownerId },
    include: { coAuthors: { include: { person: true } }, owner: true },
  });
  const eva = { id: await personOf('other'), name: 'Eva', role: 'editor' as const };
  const ctx = { ...parts, envelope: 'published', actor: eva, now: parts.clock.now() };
  await parts.store.write(ctx, 'published', (tx) => tellSubscribers(ctx, tx, sheet));
  const told = await db().delivery.findMany({ where: { message: 'experience.published' }, orderBy: { notBefore: 'asc' } });
  expect(told.map((one) => [one.personId, one.notBefore])).toEqual([
    [await personOf('awake'), parts.clock.now()],
    // 9:00 UTC is 1:00 in Los Angeles.
    [await personOf('asleep'), new Date('2026-03-02T16:00:00Z')],
  ]);
});
