/** A link is undone: each has again what they had; and an address is linked by a code that came there. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import type { StoreSettings } from '../../../src/store/open.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { openPostOffice } from '../../support/smtp.ts';
import { testSettings } from '../../support/store.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
}, 120_000);
afterAll(() => postgres.stop());
let desk: Desk;
afterEach(() => desk.close());

const stores: Readonly<Record<string, () => Promise<StoreSettings>>> = {
  embedded: testSettings,
  server: async () => ({ kind: 'server', url: await postgres.database() }),
};
const codeFor = async (visitor: Visitor): Promise<string> => {
  await visitor.types('/link');
  return /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(visitor.sees)?.[0] ?? '';
};
const db = () => desk.house.parts.store.db;
const personOf = async (externalId: string) => (await db().identity.findFirstOrThrow({ where: { externalId } })).personId;

describe.each(Object.entries(stores))('on the %s store', (_name, settings) => {
  test('what moved moves back, what both had is as it was, what came since stays', { timeout: 60_000 }, async () => {
    desk = await openDesk({ commands, actions, forms }, {}, await openHouse({ store: await settings() }));
    const [onSlack, onDiscord] = [desk.visitor('s'), desk.visitor('d', { platform: 'discord' })];
    await onSlack.types('/help');
    desk.clock.move({ minutes: 1 });
    await onDiscord.types('/language fr');
    await onDiscord.types('/experience submit');
    await onDiscord.fills({ title: ['Budget des jeunes'] });
    const [elder, younger] = [await personOf('s'), await personOf('d')];
    const at = desk.clock.now();
    await db().subscription.createMany({
      data: [
        { personId: elder, facet: 'kind', value: 'news', at },
        { personId: younger, facet: 'kind', value: 'news', at },
        { personId: younger, facet: 'theme', value: 'health', at },
      ],
    });
    await db().preference.create({ data: { personId: elder, mailToken: 'one', quietFrom: 60, updatedAt: at } });
    await db().preference.create({ data: { personId: younger, mailToken: 'two', quietFrom: 120, updatedAt: new Date(at.getTime() + 1) } });
    await db().experience.create({ data: { id: 'own', state: 'published', locale: 'fr', title: 'One', summary: 'One', ownerId: younger } });
    const things = async () => ({
      subscriptions: await db().subscription.findMany({ orderBy: [{ personId: 'asc' }, { facet: 'asc' }, { value: 'asc' }] }),
      preferences: await db().preference.findMany({ orderBy: { personId: 'asc' } }),
      drafts: await db().draft.findMany({ select: { id: true, personId: true }, orderBy: { id: 'asc' } }),
      sheets: await db().experience.findMany({ select: { id: true, ownerId: true } }),
      accounts: await db().identity.findMany({ select: { externalId: true, personId: true }, orderBy: { externalId: 'asc' } }),
      persons: await db().person.findMany({ select: { id: true, locale: true, mergedIntoId: true }, orderBy: { id: 'asc' } }),
    });
    const before = await things();

    await onDiscord.types(`/link ${await codeFor(onSlack)}`);
    expect(await personOf('d')).toBe(elder);
    expect((await db().experience.findUniqueOrThrow({ where: { id: 'own' } })).ownerId).toBe(elder);
    await db().mute.create({ data: { personId: elder, what: 'source:since', at } });

    await onSlack.types('/link');
    expect(onSlack.sees).toContain('Discord : d');
    await onSlack.presses('Défaire');
    expect(await things()).toEqual(before);
    expect(await db().mute.findMany()).toMatchObject([{ personId: elder }]);
    const told = await db().delivery.findMany({ where: { message: 'link.undone' } });
    expect(told.map(({ personId }) => personId).toSorted()).toEqual([elder, younger].toSorted());
    await onSlack.sends({ type: 'action', ref: { name: 'link.undo', id: (await db().personMerge.findFirstOrThrow()).id } });
    expect(onSlack.sees).toMatch(/cannot be undone|ne peut plus être défait/);
  });
});

test('an address is shown to be theirs by the code that came there, for ten minutes, and is told; it can be taken away', {
  timeout: 60_000,
}, async () => {
  const office = await openPostOffice();
  try {
    const mail = { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 };
    const web = { host: '127.0.0.1', port: 0, orNext: false, routes: [] };
    desk = await openDesk({ commands, actions, forms }, {}, await openHouse({ mail, web }));
    const [ana, eve] = [desk.visitor('ana'), desk.visitor('eve')];
    await ana.types('/link nobody@nowhere');
    expect(ana.sees).toContain('not an e-mail address');
    await ana.types('/link Ana@Example.org');
    expect(ana.sees).toContain('Ana@example.org');
    await desk.house.settled();
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(office.mails[0]?.text ?? '')?.[0] ?? 'none';
    await eve.types(`/link ${code}`);
    expect(eve.sees).toContain('not valid');
    await ana.types(`/link ${code}`);
    expect(ana.sees).toContain('The address is yours');
    await desk.house.settled();
    expect(office.mails.map(({ subject }) => subject)).toEqual(['Your code for Agora', 'Accounts linked']);
    expect(JSON.stringify([await db().delivery.findMany(), await db().doneWrite.findMany()])).not.toContain(code.replace('-', ''));
    await ana.types('/link');
    expect(ana.sees).toContain('E-mail: Ana@example.org');
    await ana.presses('Take the address away');
    expect(await db().preference.findFirstOrThrow()).toMatchObject({ email: null, emailVerifiedAt: null });

    await ana.types('/link email:ana@example.org');
    await desk.house.settled();
    const late = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(office.mails[2]?.text ?? '')?.[0] ?? 'none';
    desk.clock.move({ minutes: 10 });
    await ana.types(`/link ${late}`);
    expect(ana.sees).toContain('not valid');
  } finally {
    await office.close();
  }
});
