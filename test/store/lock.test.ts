/** One process per embedded store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { UserError } from '../../src/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { startChild } from './children.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agora-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openStore({ kind: 'embedded', folder }, systemClock);

test('a second process is refused, and told who holds the folder', async () => {
  const store = await open();
  const second = startChild('opener.ts', folder);
  const refusal = JSON.parse(await second.says((line) => line.startsWith('{')));
  expect(refusal).toMatchObject({ code: 'store.in-use', folder, pid: String(process.pid), host: hostname() });
  await second.ended();
  await store.write({ envelope: 'e1', clock: systemClock }, 'join', (tx) => tx.person.create({ data: { id: 'p1', name: 'Ana' } }));
  await store.close();
});

test('a second opening in the same process is refused too', async () => {
  const store = await open();
  await expect(open()).rejects.toThrow(UserError);
  await store.close();
  await (await open()).close();
});

test('a process that was killed leaves no lock behind', async () => {
  const first = startChild('opener.ts', folder);
  await first.says((line) => line === 'open');
  await first.kill();
  const store = await open();
  expect(await store.db.person.count()).toBe(0);
  await store.close();
});

test('of four that start at the same instant one gets the folder', async () => {
  const starters = [1, 2, 3, 4].map(() => startChild('opener.ts', folder));
  const answers = await Promise.all(starters.map((starter) => starter.says((line) => line === 'open' || line.startsWith('{'))));
  await Promise.all(starters.map((starter) => starter.kill()));
  expect(answers.filter((answer) => answer === 'open')).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('store.in-use'))).toHaveLength(3);
});
