/** Welcome and first steps: one greeting for a person, every question to be skipped, reminders that end, and numbers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { funnelOf } from '../../../src/features/onboarding/funnel.ts';
import { absorbOnboarding } from '../../../src/features/onboarding/service.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';

let desk: Desk;
const open = async (welcome: boolean): Promise<void> => {
  const mail = { smtpUrl: 'smtp://127.0.0.1:9', from: 'agora@example.org', perMinute: 60 };
  desk = await openDesk(
    { commands, actions, forms },
    { 'slack:marta': 'secretariat' },
    await openHouse({ mail, network: { locale: 'en', welcome } }),
  );
};
beforeEach(() => open(true));
afterEach(() => desk.close());

const db = () => desk.house.parts.store.db;
const personOf = async (externalId: string) => (await db().identity.findFirstOrThrow({ where: { externalId } })).personId;
const row = async (externalId: string) => db().onboarding.findUnique({ where: { personId: await personOf(externalId) } });
const greetings = () => db().delivery.findMany({ where: { message: 'onboarding.welcome' } });
const reminded = () => db().delivery.count({ where: { message: 'reminders.due' } });
const joins = (visitor: Visitor) => visitor.sends({ type: 'joined' });

describe('the greeting', () => {
  test('comes once, however often somebody joins', async () => {
    const ana = desk.visitor('ana', { locale: 'fr' });
    await joins(ana);
    await joins(ana);
    expect(await greetings()).toMatchObject([{ locale: 'fr', key: `welcome:${await personOf('ana')}` }]);
  });

  test('does not come to whoever asked for it before', async () => {
    const ana = desk.visitor('ana');
    await ana.types('/start');
    expect(ana.sees).toContain('Welcome to the network');
    expect(ana.sees).toContain('International Observatory on Participatory Democracy');
    await joins(ana);
    expect(await greetings()).toEqual([]);
  });

  test('never comes to those who are there already and only use the bot', async () => {
    await desk.visitor('ben').types('/help');
    expect(await greetings()).toEqual([]);
    expect(await row('ben')).toBeNull();
  });

  test('is switched off by the configuration, and /start still brings it', async () => {
    await desk.close();
    await open(false);
    const ana = desk.visitor('ana');
    await joins(ana);
    expect(await greetings()).toEqual([]);
    await ana.types('/start');
    expect(ana.sees).toContain('Welcome to the network');
  });
});

describe('the first steps', () => {
  test('each answer goes where it belongs, and the next thing said is in the new language', async () => {
    const ana = desk.visitor('ana', { timeZone: 'Europe/Madrid' });
    await ana.types('/start');
    await ana.presses('Say what you need');
    expect(ana.page.filled).toMatchObject({ language: [{ value: 'en' }], timeZone: [{ value: 'Europe/Madrid' }] });
    await ana.fills({ language: ['es'], timeZone: ['Lisboa'], reasons: ['learn', 'partners'] });
    await ana.fills({});
    await ana.fills({ themes: ['health'], kinds: ['events'], digest: ['monthly'] });
    expect(ana.sees).toContain('What brings you: Learning from what others did and Finding partners for an exchange.');
    await ana.presses('Submit');
    expect(ana.sees).toContain('Todo listo');
    const personId = await personOf('ana');
    expect(await db().person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({ locale: 'es', timeZone: 'Europe/Lisbon' });
    expect(await db().preference.findUniqueOrThrow({ where: { personId } })).toMatchObject({ digest: 'monthly', byMail: false });
    const subscribed = await db().subscription.findMany({ where: { personId }, orderBy: { facet: 'asc' } });
    expect(subscribed.map(({ facet, value }) => [facet, value])).toEqual([
      ['kind', 'events'],
      ['theme', 'health'],
    ]);
    expect(await row('ana')).toMatchObject({ reasons: ['learn', 'partners'], finishedAt: expect.any(Date) });

    // The next time it is all there, and nothing is lost by skipping.
    await ana.types('/start');
    await ana.presses('Decir lo que necesito');
    expect(ana.page.filled).toMatchObject({ language: [{ value: 'es' }], reasons: [{ value: 'learn' }, { value: 'partners' }] });
  });

  test('everything may be skipped', async () => {
    const ana = desk.visitor('ana');
    await ana.types('/start');
    await ana.presses('Say what you need');
    // A zone that nobody told is left open.
    expect(ana.page.filled.timeZone).toBeUndefined();
    await ana.fills({ language: [], timeZone: [], reasons: [] });
    await ana.fills({ organisation: [], organisationName: [], position: [] });
    await ana.fills({ themes: [], kinds: [], digest: [], channel: [] });
    await ana.presses('Submit');
    expect(ana.sees).toContain('All set');
    expect(await db().person.findUniqueOrThrow({ where: { id: await personOf('ana') } })).toMatchObject({ locale: null, timeZone: null });
  });

  test('an organisation that is there is found in any of its languages, and asked; one that is not is kept by name', async () => {
    const grenoble = { names: { fr: 'Ville de Grenoble', es: 'Ayuntamiento de Grenoble' }, locale: 'fr', kind: 'local-government' };
    await db().organisation.create({ data: { id: 'grenoble', ...grenoble, country: 'FR', city: 'Grenoble' } });
    const ana = desk.visitor('ana');
    const begins = async (): Promise<void> => {
      await ana.types('/start');
      await ana.presses('Say what you need');
      await ana.fills({});
    };
    await begins();
    await ana.fills({ organisation: ['ayuntamiento grenoble'], position: ['Youth budget'] });
    await ana.fills({});
    expect(ana.sees).toContain('Whoever speaks for Ville de Grenoble');
    await ana.presses('Submit');
    const personId = await personOf('ana');
    const seats = () => db().organisationPerson.findMany();
    expect(await seats()).toMatchObject([{ organisationId: 'grenoble', personId, state: 'asked', title: 'Youth budget' }]);
    // Nobody is asked twice.
    await begins();
    expect(ana.page.filled).toMatchObject({ organisation: [{ value: 'grenoble' }], position: [{ value: 'Youth budget' }] });
    await ana.fills({});
    await ana.fills({});
    const asked = await db().auditEntry.count({ where: { action: 'organisation.ask' } });
    await ana.presses('Submit');
    expect(await db().auditEntry.count({ where: { action: 'organisation.ask' } })).toBe(asked);

    await begins();
    await ana.fills({ organisation: [], organisationName: ['Ciudad de Todos'], position: [] });
    await ana.fills({});
    expect(ana.sees).toContain('Ciudad de Todos is not in our records yet');
    await ana.presses('Submit');
    expect(await row('ana')).toMatchObject({ organisationName: 'Ciudad de Todos' });
  });

  test('an address is asked for where notices are to go by e-mail; without one they come as direct messages', async () => {
    const ana = desk.visitor('ana');
    await ana.types('/start');
    await ana.presses('Say what you need');
    await ana.fills({});
    await ana.fills({});
    await ana.fills({ channel: ['mail'] });
    expect(ana.page.sheet.id).toBe('mail.1');
    await ana.fills({ email: [] });
    expect(ana.sees).toContain('Notices come as direct messages.');
    await ana.presses('Submit');
    expect(await db().preference.findUniqueOrThrow({ where: { personId: await personOf('ana') } })).toMatchObject({
      byMail: false,
      email: null,
    });
  });

  test('a refused address keeps everything as it was: nothing of it comes into force alone', async () => {
    const ana = desk.visitor('ana');
    for (const address of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await ana.types('/start');
      await ana.presses('Say what you need');
      await ana.fills({ language: [address === 'f' ? 'fr' : 'en'] });
      await ana.fills({});
      await ana.fills({ channel: ['mail'] });
      await ana.fills({ email: [`${address}@example.org`] });
      await ana.presses('Submit');
    }
    expect(ana.sees).toContain('Several mails to confirm an address have left today already');
    const personId = await personOf('ana');
    expect(await db().person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({ locale: null });
    expect(await db().preference.findUniqueOrThrow({ where: { personId } })).toMatchObject({ email: 'e@example.org' });
  });
});

describe('unfinished first steps', () => {
  const begins = async (id: string): Promise<Visitor> => {
    const visitor = desk.visitor(id);
    await visitor.types('/start');
    await visitor.presses('Say what you need');
    await visitor.fills({ reasons: ['look'] });
    return visitor;
  };
  const days = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await desk.house.advance({ days: 1 });
  };

  test('are reminded of three times, and never again', { timeout: 120_000 }, async () => {
    await begins('ana');
    await days(4);
    expect(await reminded()).toBe(1);
    await days(4);
    expect(await reminded()).toBe(2);
    await days(7);
    expect(await reminded()).toBe(3);
    // Not as a draft that expires either.
    await desk.house.advance({ days: 36 });
    await days(10);
    expect(await reminded()).toBe(3);
  });

  test('are not reminded of any more once somebody says so', async () => {
    const ana = await begins('ana');
    await ana.sends({ type: 'action', ref: { name: 'onboarding.stop', id: 'me' } });
    expect(ana.sees).toContain('Nothing more is asked');
    await days(8);
    expect(await reminded()).toBe(0);
  });

  test('whoever was only greeted is left in peace', async () => {
    await joins(desk.visitor('ana'));
    await days(8);
    expect(await reminded()).toBe(0);
  });

  test('the secretariat sees how many were greeted, began, finished, and where the others stopped; nobody else does', async () => {
    await joins(desk.visitor('zoe'));
    await begins('ana');
    const ben = desk.visitor('ben');
    await ben.types('/start');
    await ben.presses('Say what you need');
    const cleo = await begins('cleo');
    await cleo.fills({});
    await cleo.fills({});
    await cleo.presses('Submit');
    expect(await funnelOf(db(), desk.clock.now())).toEqual({
      all: { welcomed: 4, started: 3, finished: 1, stopped: 0 },
      lately: { welcomed: 4, started: 3, finished: 1, stopped: 0 },
      left: [
        { page: '', count: 1 },
        { page: 'organisation', count: 1 },
      ],
      reasons: [{ key: 'look', count: 1 }],
    });
    const marta = desk.visitor('marta');
    await marta.types('/newcomers');
    expect(marta.sees).toContain('Began: 3 (75 % of those greeted)');
    expect(marta.sees).toContain('Opened and left: 1');
    await ben.types('/newcomers');
    expect(ben.sees).toContain('another role');
  });
});

test('two persons become one: greeted, done and left alone when either was', async () => {
  const [ana, other] = [desk.visitor('ana'), desk.visitor('ana-d', { platform: 'discord' })];
  await ana.types('/start');
  await joins(other);
  await other.sends({ type: 'action', ref: { name: 'onboarding.stop', id: 'me' } });
  const [to, from] = [await personOf('ana'), await personOf('ana-d')];
  await desk.house.parts.store.write({ envelope: 'test', clock: desk.clock }, 'merge', (tx) => absorbOnboarding(tx, from, to));
  expect(await db().onboarding.findMany()).toMatchObject([{ personId: to, stoppedAt: expect.any(Date) }]);
});
