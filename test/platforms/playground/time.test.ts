/** The playground's time: it is kept, it never goes back, and what waits for it happens. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forwardClock } from '../../../src/clock.ts';
import { fileClock } from '../../../src/platforms/playground/clock-file.ts';
import { openTime } from '../../../src/platforms/playground/time.ts';
import type { TimeEvent } from '../../../src/platforms/playground/wire.ts';
import { movableClock } from '../../support/clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agora-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('survives a restart, and goes on from there', async () => {
  const path = join(folder, 'data', 'clock.json');
  const first = fileClock(path);
  const there = new Date(Date.now() + 30 * 86_400_000);
  first.moveTo(there);
  expect(first.now().getTime()).toBeGreaterThanOrEqual(there.getTime());
  first.moveTo(new Date());
  expect(fileClock(path).now().getTime()).toBeGreaterThanOrEqual(there.getTime());
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ aheadMs: expect.any(Number) });
});

it('passes hour by hour, tells each step, and does at each what is due', async () => {
  const real = movableClock(new Date('2026-03-27T12:00:00Z'));
  const clock = forwardClock(0, () => undefined, real);
  const done: string[] = [];
  const told: TimeEvent[] = [];
  const time = openTime(clock, { clock, catchUp: async () => void done.push(clock.now().toISOString()) });
  time.listen((event) => told.push(event));
  await Promise.all([time.leap({ by: 'hour' }, 'UTC'), time.leap({ by: 'day' }, 'UTC')]);
  expect(done).toHaveLength(25);
  expect(done.at(-1)).toBe('2026-03-28T13:00:00.000Z');
  expect(told.filter(({ moving }) => !moving).map(({ now }) => now)).toEqual(['2026-03-27T13:00:00.000Z', '2026-03-28T13:00:00.000Z']);
  // The same hour of the day after the clocks went forward in Madrid: 23 hours later.
  expect((await time.leap({ by: 'day' }, 'Europe/Madrid')).toISOString()).toBe('2026-03-29T12:00:00.000Z');
});
