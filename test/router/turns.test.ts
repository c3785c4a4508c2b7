/** One person's thousand commands: so many are under way at once, the rest hear that they come too fast, and nobody else waits. */
import { expect, test } from 'vitest';
import type { Envelope, Inbound } from '../../src/chat/platform.ts';
import { createTurns } from '../../src/router/turns.ts';

const by = (externalId: string, inbound: Inbound): Envelope => ({
  id: 'e',
  from: { platform: 'slack', workspace: 'T1', kind: 'direct', user: externalId },
  user: { externalId, name: externalId },
  inbound,
});
const help: Inbound = { type: 'command', name: 'help', text: '' };

test('what is more than their share is turned away with a word, until something of theirs is done', async () => {
  const turns = createTurns(2);
  const slow = Promise.withResolvers<string>();
  const first = [1, 2].map(() =>
    turns.take(
      by('ana', help),
      () => slow.promise,
      () => 'too fast',
    ),
  );
  expect(
    await turns.take(
      by('ana', help),
      async () => 'done',
      () => 'too fast',
    ),
  ).toBe('too fast');
  expect(
    await turns.take(
      by('bea', help),
      async () => 'done',
      () => 'too fast',
    ),
  ).toBe('done');
  slow.resolve('done');
  expect(await Promise.all(first)).toEqual(['done', 'done']);
  expect(
    await turns.take(
      by('ana', help),
      async () => 'done',
      () => 'too fast',
    ),
  ).toBe('done');
});

test('a page that somebody has filled in is taken all the same; a handler that throws gives its turn back', async () => {
  const turns = createTurns(1);
  await expect(
    turns.take(
      by('ana', help),
      () => Promise.reject(new Error('broken')),
      () => 'too fast',
    ),
  ).rejects.toThrow('broken');
  const slow = Promise.withResolvers<string>();
  const first = turns.take(
    by('ana', help),
    () => slow.promise,
    () => 'too fast',
  );
  const page: Inbound = { type: 'form.closed', draft: 'd1' };
  expect(
    await turns.take(
      by('ana', page),
      async () => 'kept',
      () => 'too fast',
    ),
  ).toBe('kept');
  slow.resolve('done');
  await first;
});
