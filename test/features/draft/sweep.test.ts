/** Drafts that nobody comes back to: reminded of in time, expired, and emptied. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { KEPT_DAYS } from '../../../src/features/draft/service.ts';
import { GRACE_DAYS } from '../../../src/features/draft/sweep/service.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms });
});
afterAll(() => desk.close());

const REMINDED_DAYS = 7;
const reminders = () => desk.house.parts.store.db.delivery.count({ where: { message: 'reminders.due' } });
/** Every night the plan is looked at once more. */
async function days(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await desk.house.advance({ days: 1 });
}

test('a draft is kept for two months, with a word to its owner before the end', { timeout: 120_000 }, async () => {
  const { db } = desk.house.parts.store;
  const ana = desk.visitor('ana');
  await ana.types('/experience submit');
  await ana.fills({ title: ['Youth budget'] });
  const { draft } = ana.page;

  await desk.house.advance({ days: KEPT_DAYS - REMINDED_DAYS - 3 });
  await days(2);
  expect(await reminders()).toBe(0);
  await days(2);
  expect(await reminders()).toBe(1);

  // Saved again, it starts anew.
  await ana.sends({ type: 'form.resume', draft });
  await ana.fills({ title: ['Youth budget of Lisbon'] });
  await desk.house.advance({ days: KEPT_DAYS - REMINDED_DAYS - 1 });
  await days(2);
  expect(await reminders()).toBe(2);

  await days(REMINDED_DAYS + 1);
  expect(await reminders(), 'and once more on the day before').toBe(3);
  expect(await db.draft.findUniqueOrThrow({ where: { id: draft } })).toMatchObject({ state: 'expired', title: 'Youth budget of Lisbon' });
  await ana.sends({ type: 'form.resume', draft });
  expect(ana.sees).toContain('not there any more');

  await desk.house.advance({ days: GRACE_DAYS });
  expect(await db.draft.findUniqueOrThrow({ where: { id: draft } })).toMatchObject({ raw: {}, labels: {}, title: '' });
});

test('what was opened and never typed into is gone the next day', async () => {
  const ben = desk.visitor('ben');
  await ben.types('/experience submit');
  const { draft } = ben.page;
  await desk.house.advance({ days: 2 });
  expect(await desk.house.parts.store.db.draft.findUnique({ where: { id: draft } })).toBeNull();
});
