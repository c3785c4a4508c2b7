/** A process that is killed at any moment loses nothing that it had acknowledged, and the next one starts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { settingsOf } from './children/settings.ts';
import { startChild } from './children.ts';

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), 'agora-kill-'));
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** At a number of writes that differs from round to round, and somewhere inside the write that follows it. */
async function writeUntilKilled(place: string, round: number): Promise<readonly string[]> {
  const writer = startChild('writer.ts', place, String(round));
  const enough = 1 + ((round * 37) % 90);
  await writer.says((line) => line === `r${round}-${enough}`);
  await writer.kill();
  return [...writer.said];
}

async function present(place: string): Promise<ReadonlySet<string>> {
  const store = await openStore(settingsOf(place), systemClock);
  const people = await store.db.person.findMany({ select: { id: true } });
  await store.close();
  return new Set(people.map((person) => person.id));
}

test('embedded: ten kills, every acknowledged write is there', { timeout: 240_000 }, async () => {
  const place = join(folder, 'writes');
  const acknowledged: string[] = [];
  for (let round = 0; round < 10; round++) {
    acknowledged.push(...(await writeUntilKilled(place, round)));
    // Every other time the next writer itself is the one that finds the store as it was left.
    if (round % 2 === 0) continue;
    const there = await present(place);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(100);
});

test('PostgreSQL: three kills, every acknowledged write is there', { timeout: 120_000 }, async () => {
  const place = await postgres.database();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) acknowledged.push(...(await writeUntilKilled(place, round)));
  const there = await present(place);
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
});

test('embedded: killed while the store is made for the first time, the next start makes it anew', { timeout: 120_000 }, async () => {
  const place = join(folder, 'made');
  for (const pause of [150, 700, 1500]) {
    const first = startChild('opener.ts', place);
    await first.says((line) => line === 'starting');
    // Where exactly it is hit does not matter: whatever is left behind must do no harm.
    setTimeout(() => first.process.kill('SIGKILL'), pause);
    await first.ended();
    const second = startChild('opener.ts', place, 'close');
    await second.says((line) => line === 'open');
    expect(await second.ended()).toBe(0);
    rmSync(place, { recursive: true });
  }
});
