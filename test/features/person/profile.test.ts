/** /profile and /timezone: what somebody reads of themselves, and what changes when they choose. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms });
});
afterAll(() => desk.close());

test('a zone is chosen by a city, said back with its hour, and given up again', async () => {
  const lea = desk.visitor('lea', { platform: 'discord', timeZone: 'Europe/Paris' });
  await lea.types('/timezone');
  expect(lea.sees).toContain('Paris');
  expect(lea.sees).toContain('Agora follows your platform in this.');
  await lea.types('/timezone Bogotá');
  expect(lea.sees).toContain('From now on');
  expect(lea.sees).toContain('Bogotá, Colombia');
  await lea.types('/timezone');
  expect(lea.sees).toContain('You chose it yourself.');
  await lea.presses('Follow the platform');
  expect(lea.sees).toContain('Paris');
  const person = await desk.house.parts.store.db.person.findFirst({ where: { name: 'lea' } });
  expect(person?.timeZone).toBeNull();
});

test('what is no zone, or could be several, is said with what helps', async () => {
  const lea = desk.visitor('lea');
  await lea.types('/timezone United States');
  expect(lea.sees).toContain('more than one');
});

test('the profile tells accounts, organisations and what others see, and is changed in one form', async () => {
  const { db } = desk.house.parts.store;
  const ida = desk.visitor('ida', { platform: 'slack', locale: 'en', name: 'ida.k' });
  await ida.types('/profile');
  expect(ida.sees).toContain('You speak for no organisation yet.');
  expect(ida.sees).toContain('The directory shows nothing of you.');
  const { id: personId } = await db.person.findFirstOrThrow({ where: { name: 'ida.k' } });
  await db.organisation.create({
    data: {
      id: 'town',
      names: { en: 'Town of Hill' },
      locale: 'en',
      kind: 'local-government',
      languages: [],
      themes: [],
      membership: { create: { category: 'associate' } },
      persons: { create: { personId, role: 'owner', title: 'Participation office' } },
    },
  });
  await ida.types('/profile');
  expect(ida.sees).toContain('Town of Hill · Participation office · you look after it · Associate member');
  await ida.presses('Change');
  await ida.fills({ name: ['Ida Kowalska'], language: ['fr'], timeZone: ['Europe/Warsaw'] });
  expect(ida.sees).toContain('Votre profil');
  expect(ida.sees).toContain('Ida Kowalska');
  expect(ida.sees).toContain('Warsaw, Pologne');
  expect(await db.person.findUnique({ where: { id: personId } })).toMatchObject({
    name: 'Ida Kowalska',
    locale: 'fr',
    timeZone: 'Europe/Warsaw',
  });
});
