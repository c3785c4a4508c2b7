/** `npm run backup` and `npm run restore` as the operator calls them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { testSettings } from '../support/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'agora-backup-cli-'));
const data = join(folder, 'data');
const file = join(folder, 'agora.backup.gz');

beforeAll(async () => {
  const store = await openStore({ ...(await testSettings()), folder: data }, systemClock);
  await store.db.person.create({ data: { id: 'p1', name: 'Ana' } });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function call(script: string, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const env = { PATH: process.env.PATH, DATA_DIR: data, DEFAULT_LOCALE: 'en' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join('src', 'cli', script), ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

test('a backup is written, and restored elsewhere', async () => {
  expect(await call('backup.ts', file)).toEqual({
    code: 0,
    said: `1 row is in ${file}. It holds personal data: please keep it where only few can read it.\n`,
  });
  const elsewhere = join(folder, 'elsewhere');
  expect(await call('restore.ts', file, '--into', elsewhere)).toEqual({ code: 0, said: `1 row was restored from ${file}.\n` });
  const store = await openStore({ kind: 'embedded', folder: elsewhere }, systemClock);
  expect(await store.db.person.count()).toBe(1);
  await store.close();
});

test('what is there is only replaced with leave', async () => {
  const refused = await call('restore.ts', file);
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('--replace') });
  expect(await call('restore.ts', file, '--replace')).toMatchObject({ code: 0 });
});

test('while the bot has the folder open, both say who holds it', async () => {
  const store = await openStore({ kind: 'embedded', folder: data }, systemClock);
  for (const script of ['backup.ts', 'restore.ts']) {
    const refused = await call(script, file);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(`process ${process.pid}`) });
  }
  await store.close();
});

test.each([
  ['backup.ts', ['a', 'b']],
  ['restore.ts', []],
  ['restore.ts', ['a', '--unknown']],
  ['migrate-diff.ts', ['Not A Name']],
])('%s called wrongly with %j explains itself', async (script, args) => {
  expect(await call(script, ...args)).toMatchObject({ code: 2, said: expect.stringContaining('npm run') });
});
