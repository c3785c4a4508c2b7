/** What is kept against retries is kept long enough, and not for ever. */
import { expect, test } from 'vitest';
import { forgetDoneWrites } from '../../src/store/forget.ts';
import { movableClock } from '../support/clock.ts';
import { openTestStore } from '../support/store.ts';

test('a write is remembered for weeks, then forgotten', async () => {
  const clock = movableClock();
  const store = await openTestStore(clock);
  await store.write({ envelope: 'e1', clock }, 'step', async () => 1);
  clock.move({ days: 60 });
  await store.write({ envelope: 'e2', clock }, 'step', async () => 1);
  expect(await forgetDoneWrites(store, clock)).toBe(0);
  clock.move({ days: 31 });
  expect(await forgetDoneWrites(store, clock)).toBe(1);
  expect(await store.db.doneWrite.findMany()).toMatchObject([{ envelope: 'e2' }]);
  await store.close();
});
