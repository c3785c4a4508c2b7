/** The rules of ARCHITECTURE.md that can be read off the imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root, type Source } from '../support/sources.ts';

const sources = readSources('src', 'commands');
const byPath = new Map(sources.map((source) => [source.path, source]));

/** Which way imports point: an area, and what it may reach beside itself and the leaves. */
const mayReach: Readonly<Record<string, readonly string[]>> = {
  leaf: [],
  vocabulary: ['chat'],
  chat: [],
  i18n: ['chat'],
  store: [],
  queue: ['store'],
  dated: ['chat', 'store'],
  transfer: ['i18n', 'vocabulary'],
  delivery: ['chat', 'i18n', 'store', 'queue', 'vocabulary', 'dated'],
  // A library of its own: no chat, no store, no noun of the domain.
  retrieval: [],
  features: ['retrieval', 'chat', 'i18n', 'store', 'queue', 'delivery', 'vocabulary', 'dated', 'transfer'],
  router: ['chat', 'i18n', 'features'],
  'platforms/slack': ['chat'],
  'platforms/discord': ['chat'],
  'platforms/playground': ['chat'],
  // The page is the other half of the playground: they share the shapes of what travels between them. Pages and feeds show features.
  web: ['chat', 'features', 'platforms/playground'],
  commands: ['chat', 'i18n', 'features'],
  cli: [
    'chat',
    'i18n',
    'store',
    'queue',
    'delivery',
    'features',
    'vocabulary',
    'transfer',
    'commands',
    'platforms/slack',
    'root',
    'router',
  ],
  root: [
    'chat',
    'retrieval',
    'dated',
    'i18n',
    'store',
    'queue',
    'delivery',
    'features',
    'router',
    'web',
    'commands',
    'platforms/slack',
    'platforms/discord',
    'platforms/playground',
  ],
};
const leaves = [
  'src/config.ts',
  'src/log.ts',
  'src/errors.ts',
  'src/work.ts',
  'src/clock.ts',
  'src/links.ts',
  'src/http.ts',
  'src/secrets.ts',
  'src/keyring.ts',
  'src/config-lists.ts',
];

function areaOf(path: string): string {
  if (leaves.includes(path)) return 'leaf';
  if (path === 'src/vocabulary.ts') return 'vocabulary';
  if (path === 'src/dated.ts') return 'dated';
  if (path.startsWith('commands/')) return 'commands';
  const [, area = '', part = '', rest] = path.split('/');
  if (part === '') return 'root';
  return area === 'platforms' && rest !== undefined ? `platforms/${part}` : area;
}

const list = (found: readonly string[]): string => found.join('\n');
const ownImports = sources.flatMap((source) => source.imports.filter(({ own }) => own).map((made) => ({ source, ...made })));

test('every module belongs to an area of the map', () => {
  expect(sources.filter(({ path }) => mayReach[areaOf(path)] === undefined).map(({ path }) => path)).toEqual([]);
});

test('imports point the way that the map says', () => {
  const wrong = ownImports.filter(({ source, of }) => {
    const [from, to] = [areaOf(source.path), areaOf(of)];
    // What Prisma generates is the store's own.
    return from !== to && to !== 'leaf' && mayReach[from]?.includes(to) !== true;
  });
  expect(list(wrong.map(({ source, of }) => `${source.path} -> ${of}`))).toBe('');
});

test('only the composition root starts things: nobody imports main, and only main and the operator import the root', () => {
  const wrong = ownImports.filter(
    ({ source, of }) => of === 'src/main.ts' || (areaOf(of) === 'root' && !['root', 'cli'].includes(areaOf(source.path))),
  );
  expect(list(wrong.map(({ source, of }) => `${source.path} -> ${of}`))).toBe('');
});

test('every import of our own leads to a file', () => {
  const lost = ownImports.filter(({ of }) => !existsSync(join(root, of)));
  expect(list(lost.map(({ source, of }) => `${source.path} -> ${of}`))).toBe('');
});

test('a feature reaches another only through its service', () => {
  // What a person may be, how an organisation is called and what it says of itself are words of the whole network.
  const shared = ['src/features/person/roles.ts', 'src/features/organisation/names.ts', 'src/features/organisation/content.ts'];
  const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];
  const wrong = ownImports.filter(({ source, of }) => {
    const [from, to] = [featureOf(source.path), featureOf(of)];
    return from !== undefined && to !== undefined && from !== to && !of.endsWith('/service.ts') && !shared.includes(of);
  });
  expect(list(wrong.map(({ source, of }) => `${source.path} -> ${of}`))).toBe('');
});

test('no cycles, of types neither', () => {
  expect(list(cycles(sources))).toBe('');
});

test('no barrels: what a module exports is its own', () => {
  expect(sources.filter(({ barrel }) => barrel).map(({ path }) => path)).toEqual([]);
});

/** A library and the only folder that knows it. */
const homes: readonly (readonly [RegExp, string])[] = [
  [/^@slack\//, 'src/platforms/slack/'],
  [/^discord(\.js|-api-types)/, 'src/platforms/discord/'],
  [/^(@prisma\/|pglite-prisma-adapter$|pg$)/, 'src/store/'],
  [/^pg-boss/, 'src/queue/'],
  [/^node-cron/, 'src/queue/'],
  [/^fastify/, 'src/web/|src/platforms/playground/'],
  [/^@electric-sql\/pglite/, 'src/store/|src/cli/'],
  [/^intl-messageformat/, 'src/i18n/'],
  [/^i18n-iso-countries/, 'src/i18n/'],
  [/^chrono-node/, 'src/i18n/'],
  [/^ical-generator/, 'src/features/agenda/'],
  [/^(@lat\.md\/|eld$|eld\/)/, 'src/retrieval/'],
  [/^nodemailer/, 'src/delivery/mail/'],
  [/^undici/, 'src/http.ts'],
  [/^pino/, 'src/log.ts'],
  [/^@noble\/ciphers/, 'src/keyring.ts'],
  [/^dotenv/, 'src/config.ts'],
];

test.each(homes)('%s has one home: %s', (library, home) => {
  const users = sources.filter(({ imports }) => imports.some(({ of, own }) => !own && library.test(of))).map(({ path }) => path);
  expect(users.filter((path) => !home.split('|').some((folder) => path.startsWith(folder)))).toEqual([]);
  expect(users.length, 'a rule about a library that nobody uses').toBeGreaterThan(0);
});

test('the client that Prisma generates stays in the store', () => {
  const users = ownImports.filter(({ of, source }) => of.startsWith('src/store/generated/') && !source.path.startsWith('src/store/'));
  expect(users.map(({ source }) => source.path)).toEqual([]);
});

test('the environment is read in one place', () => {
  const allowed = ['src/config.ts', 'src/cli/setup.mjs'];
  const readers = sources.filter(({ text, path }) => text.includes('process.env') && !allowed.includes(path));
  expect(readers.map(({ path }) => path)).toEqual([]);
});

test('only services write to the store', () => {
  const writes = /\.(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\(\s*\{/;
  const tables = /\b(tx|db)\.\w+\.(create|update|upsert|delete)/;
  const writers = sources.filter(
    ({ path, text }) =>
      (path.startsWith('src/features/') || path.startsWith('src/router/') || path.startsWith('commands/')) &&
      writes.test(text) &&
      tables.test(text),
  );
  expect(writers.map(({ path }) => path).filter((path) => !path.endsWith('service.ts'))).toEqual([]);
});

test('a difference between platforms is an entry in its limits, not a condition elsewhere', () => {
  const names = /(?:===|!==|case)\s*'(?:slack|discord)'/;
  const conditional = sources.filter(({ path, text }) => !path.startsWith('src/platforms/') && names.test(text)).map(({ path }) => path);
  expect(conditional).toEqual([]);
});

test('a command fits on a screen: at most 60 lines', () => {
  const long = sources
    // The menu is a list of them, and grows by one line for each.
    .filter(({ path, text }) => path.startsWith('commands/') && path !== 'commands/index.ts' && lines(text) > 60)
    .map(({ path, text }) => `${path}: ${lines(text)}`);
  expect(long).toEqual([]);
});

test('no module is over 400 lines, and each begins with what it is for', () => {
  const long = sources.filter(({ text }) => lines(text) > 400).map(({ path, text }) => `${path}: ${lines(text)}`);
  const mute = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*\s/.test(text)).map(({ path }) => path);
  expect(list([...long, ...mute])).toBe('');
});

test('the platforms have the same six parts', () => {
  const parts = ['card.ts', 'commands.ts', 'form.ts', 'index.ts', 'limits.ts', 'receive.ts'];
  for (const platform of readdirSync(join(root, 'src/platforms'))) {
    const there = readdirSync(join(root, 'src/platforms', platform));
    expect(
      parts.filter((part) => !there.includes(part)),
      platform,
    ).toEqual([]);
  }
});

test('there is no drawer for odds and ends', () => {
  const drawers = sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.ts$)/.test(path)).map(({ path }) => path);
  expect(drawers).toEqual([]);
});

test('every folder under src stands on the map', () => {
  const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !map.includes(`  ${name}/`))).toEqual([]);
});

const lines = (text: string): number => text.trimEnd().split('\n').length;

/** Each cycle once, as `a -> b -> a`. */
function cycles(all: readonly Source[]): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push([...trail.slice(at), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const { of, own } of byPath.get(path)?.imports ?? []) if (own) visit(of, [...trail, path]);
    done.add(path);
  };
  for (const { path } of all) visit(path, []);
  return found;
}
