/** Backups that are made by themselves: while the bot works, tried out, kept by rules, and told of when there is none. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { backupMessages } from '../../../src/features/backup/messages.ts';
import { keepBackups } from '../../../src/features/backup/service.ts';
import type { JobContext } from '../../../src/features/job.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { backupName, backupsIn, expired, longestKept } from '../../../src/store/backup-folder.ts';
import { type Backups, openBackups } from '../../../src/store/backups.ts';
import { openStore } from '../../../src/store/open.ts';
import { restore } from '../../../src/store/restore.ts';
import type { Store } from '../../../src/store/store.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { keptLog } from '../../support/log.ts';
import { testSettings } from '../../support/store.ts';
import { openTown, type Town } from '../experience/support.ts';

// Each backup is a process or two.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const folder = mkdtempSync(join(tmpdir(), 'agora-backups-'));
const data = join(folder, 'data');
const keep = { daily: 7, weekly: 4, monthly: 6 };
let now = new Date('2026-03-11T09:30:00Z');
const clock = { now: () => new Date(now) };
let store: Store;
let town: Town;

beforeAll(async () => {
  store = await openStore({ ...(await testSettings()), folder: data }, clock);
  await store.db.person.create({ data: { id: 'p1', name: 'Ana' } });
  town = await openTown();
});
beforeEach(() => town.clear());
afterAll(async () => {
  await store.close();
  await town.stop();
  rmSync(folder, { recursive: true });
});

const backupsOf = (name: string, from: Parameters<typeof openBackups>[0]['store'] = { kind: 'embedded', folder: data }): Backups =>
  openBackups({ store: from, folder: join(folder, name), keep, clock });

/** The town's secretariat is told; what is backed up is the store on the disk. */
const job = (backups: Backups | undefined, at: string): JobContext => ({
  ...town.parts,
  store: { ...town.parts.store, connection: store.connection },
  clock: { now: () => new Date(at) },
  log: keptLog('silent').log,
  backups,
  envelope: `job:${at}`,
  calendarOf: () => undefined,
  placesOf: () => undefined,
  people: { forget: () => undefined },
});

test('of each of the last 7 days, 4 weeks and 6 months the latest stays; the rest goes', () => {
  const daily = Array.from({ length: 400 }, (_, n) => {
    const madeAt = new Date(Date.UTC(2026, 2, 11, 2) - n * 86_400_000);
    return { file: backupName(madeAt), madeAt, bytes: 1 };
  });
  const gone = new Set(expired(daily, keep));
  const stays = daily.filter((backup) => !gone.has(backup)).map(({ madeAt }) => madeAt.toISOString().slice(0, 10));
  expect(stays).toEqual([
    ...['2026-03-11', '2026-03-10', '2026-03-09', '2026-03-08', '2026-03-07', '2026-03-06', '2026-03-05'],
    // The Sundays before, and the last days of the months before.
    ...['2026-03-01', '2026-02-28', '2026-02-22', '2026-01-31', '2025-12-31', '2025-11-30', '2025-10-31'],
  ]);
  expect(expired(daily.slice(0, 1), { daily: 0, weekly: 0, monthly: 0 })).toEqual([]);
  const oldest = Math.max(...daily.filter((backup) => !gone.has(backup)).map(({ madeAt }) => Date.UTC(2026, 2, 11, 2) - madeAt.getTime()));
  expect(oldest / 86_400_000).toBeLessThanOrEqual(longestKept(keep));
});

test('how many are kept is configuration; what cannot be read is said, and the usual number kept', () => {
  expect(readConfig({ BACKUP_KEEP: 'daily:30' }).config.backups).toEqual({
    folder: 'data/backups',
    keep: { daily: 30, weekly: 0, monthly: 0 },
  });
  expect(readConfig({ BACKUP_KEEP: 'off' }).config.backups).toBeUndefined();
  const odd = readConfig({ BACKUP_KEEP: 'yearly:1' });
  expect(odd.problems).toMatchObject([{ variable: 'BACKUP_KEEP', fatal: false }]);
  expect(odd.config.backups?.keep).toEqual(keep);
});

test('a backup of an embedded store is made while the bot has it open, tried out, and can be restored', async () => {
  const backups = backupsOf('while-open');
  expect(backups.due()).toBe(true);
  // What a night of long ago left, and what somebody put there.
  mkdirSync(join(folder, 'while-open'), { recursive: true });
  writeFileSync(join(folder, 'while-open', backupName(new Date('2024-01-01T02:00:00Z'))), 'old');
  for (let n = 1; n <= 31; n += 1) {
    writeFileSync(join(folder, 'while-open', backupName(new Date(Date.UTC(2026, 0, n, 2)))), 'old');
  }
  writeFileSync(join(folder, 'while-open', 'by-hand.backup.gz'), 'mine');
  const [made] = await Promise.all([
    backups.make(store.connection),
    store.db.person.create({ data: { id: 'p2', name: 'Béla' } }),
    store.db.person.count(),
  ]);
  expect(basename(made.file)).toBe('agora-2026-03-11T09-30-00.backup.gz');
  expect(statSync(made.file).mode & 0o777).toBe(0o600);
  expect(backups.due()).toBe(false);
  expect(await store.db.person.count()).toBe(2);
  const there = readdirSync(join(folder, 'while-open'));
  expect(
    there.filter((name) => name.startsWith('.')),
    'what it was made with is gone',
  ).toEqual([]);
  expect(there).toContain('by-hand.backup.gz');
  expect(backupsIn(join(folder, 'while-open')).length, 'this one, six of the days, the weeks and the month').toBeLessThan(14);

  const target = { kind: 'embedded', folder: join(folder, 'restored') } as const;
  const counts = await restore(target, made.file, { replace: false }, clock);
  expect([1, 2]).toContain(counts.Person);
});

test('each night one is due, and not before', () => {
  const backups = backupsOf('nights');
  mkdirSync(join(folder, 'nights'), { recursive: true });
  writeFileSync(join(folder, 'nights', backupName(new Date('2026-03-11T02:15:00Z'))), 'x');
  const before = now;
  const dueAt = (at: string): boolean => {
    now = new Date(at);
    return backups.due();
  };
  expect(['2026-03-11T02:16:00Z', '2026-03-12T01:59:00Z', '2026-03-12T02:00:00Z'].map(dueAt)).toEqual([false, false, true]);
  now = before;
});

test('no backup is told to the secretariat once a day with the reason, and so is that there is one again', async () => {
  const nowhere = backupsOf('trouble', { kind: 'server', url: 'postgresql://agora:very-secret@127.0.0.1:9/agora' });
  await keepBackups(job(nowhere, '2026-03-11T02:15:00Z'));
  await keepBackups(job(nowhere, '2026-03-11T03:15:00Z'));
  expect(await town.told('secretariat')).toEqual(['backup.failed (en)']);
  const [row] = await town.parts.store.db.delivery.findMany();
  expect(JSON.stringify(row?.params)).toMatch(/ECONNREFUSED/);
  expect(JSON.stringify(row?.params)).not.toContain('very-secret');
  await keepBackups(job(nowhere, '2026-03-12T02:15:00Z'));
  await keepBackups(job(backupsOf('trouble'), '2026-03-12T03:15:00Z'));
  expect(await town.told('secretariat')).toEqual(['backup.failed (en)', 'backup.failed (en)', 'backup.again (en)']);
});

test('a backup that is gone from its folder is told once; where that was the last, the next hour makes another', async () => {
  const backups = backupsOf('gone');
  backups.remember({ lastMade: 'agora-2026-03-11T02-15-00.backup.gz' });
  expect(backups.due()).toBe(true);
  // One that was made since, by another replica say: so none has to be made in this test.
  writeFileSync(join(folder, 'gone', backupName(new Date('2026-03-11T03:15:00Z'))), 'x');
  await keepBackups(job(backups, '2026-03-11T03:15:00Z'));
  await keepBackups(job(backups, '2026-03-11T04:15:00Z'));
  expect(await town.told('secretariat')).toEqual(['backup.missing (en)']);
  expect(backups.note()).toEqual({});
});

test('where none are to be made, nothing is done', async () => {
  await keepBackups(job(undefined, '2026-03-11T02:15:00Z'));
  expect(await town.told('secretariat')).toEqual([]);
});

test.each(catalogue.locales)('what is told stands whole on every platform: %s', async (locale) => {
  const { db } = town.parts.store;
  const hostile = '@everyone <!channel> `*_~ '.repeat(40);
  const given = {
    reason: hostile.slice(0, 500),
    last: '',
    file: backupName(now),
    since: '2026-03-11T02:15:00.000Z',
    at: '2026-03-12T02:15:00.000Z',
  };
  const t = translator(locale);
  for (const message of backupMessages) {
    const reader = { t, locale, timeZone: 'UTC', db, clock, vocabulary: town.parts.vocabulary, links: town.parts.links, dated: [] };
    const card = await message.render({ ...reader, personId: undefined }, message.parse(given) as never);
    expect(card && [...overSlack(card), ...overDiscord(card), ...overPlayground(card)]).toEqual([]);
    expect(card && lines(card).join('\n')).toMatch(/\w/);
  }
});
