/** Defaults for those who never chose, quiet hours over midnight, and when the morning is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPreferences, isQuiet, morningOf, preferencesOf } from '../../src/delivery/preferences.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('who never chose has what the columns say', async () => {
  await store.db.person.create({ data: { id: 'ana', name: 'Ana', preference: { create: { mailToken: 'unguessable' } } } });
  const row = await store.db.preference.findUnique({ where: { personId: 'ana' } });
  expect(row).not.toBeNull();
  expect(preferencesOf(row)).toEqual(defaultPreferences);
  expect(preferencesOf(null)).toEqual(defaultPreferences);
  expect(preferencesOf(undefined)).toEqual(defaultPreferences);
});

test('an address counts once its owner has shown that it is theirs', () => {
  const row = { quietFrom: 0, quietUntil: 0, morning: 480, fallback: 'mail', byMail: true, digest: 'weekly', email: 'a@b.org' } as const;
  expect(preferencesOf({ ...row, emailVerifiedAt: null })).toMatchObject({ mailbox: undefined, byMail: false, fallback: 'none' });
  expect(preferencesOf({ ...row, emailVerifiedAt: new Date() })).toMatchObject({ mailbox: 'a@b.org', byMail: true, fallback: 'mail' });
});

describe('quiet hours', () => {
  test.each([
    ['over midnight, at their beginning', 1260, 480, 1260, true],
    ['over midnight, after midnight', 1260, 480, 30, true],
    ['over midnight, at their end', 1260, 480, 480, false],
    ['over midnight, at noon', 1260, 480, 720, false],
    ['within a day', 780, 900, 800, true],
    ['within a day, before', 780, 900, 779, false],
    ['none', 480, 480, 480, false],
  ])('%s', (_name, from, until, minute, quiet) => {
    expect(isQuiet({ from, until }, minute)).toBe(quiet);
  });

  test('a morning within them begins when they end', () => {
    expect(morningOf({ quiet: { from: 1260, until: 600 }, morning: 540 })).toBe(600);
    expect(morningOf({ quiet: { from: 1260, until: 480 }, morning: 540 })).toBe(540);
    expect(morningOf({ quiet: { from: 0, until: 0 }, morning: 0 })).toBe(0);
  });
});
