/** Work under way, and closing. */
import { expect, test } from 'vitest';
import { Closing, trackWork } from '../../src/work.ts';

test('closing waits for what is under way and takes nothing new', async () => {
  const work = trackWork();
  const release = Promise.withResolvers<string>();
  const running = work.run(() => release.promise);
  const closed = work.finish(60_000);
  await expect(work.run(async () => 'late')).rejects.toThrow(Closing);
  release.resolve('done');
  await expect(running).resolves.toBe('done');
  await expect(closed).resolves.toBe(true);
});

test('work that fails is finished too', async () => {
  const work = trackWork();
  await expect(work.run(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(work.finish(60_000)).resolves.toBe(true);
});

test('closing does not wait for ever', async () => {
  const work = trackWork();
  const never = Promise.withResolvers<void>();
  const running = work.run(() => never.promise);
  await expect(work.finish(1)).resolves.toBe(false);
  never.resolve();
  await running;
});
