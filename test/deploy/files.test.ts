/** What the operator's files say: linted by what the field uses, and agreeing with each other and with the configuration. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig, secrets, variables } from '../../src/config.ts';
import { fileOf } from '../../src/secrets.ts';
import { leftOut, readDockerfile } from '../support/image.ts';
import { root } from '../support/sources.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'agora-deploy-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the Dockerfile has nothing that a linter minds, and the bot is no shell’s child', () => {
  expect(validate(read('Dockerfile'))).toEqual([]);
  const last = readDockerfile().filter(({ keyword }) => ['CMD', 'USER', 'HEALTHCHECK'].includes(keyword));
  expect(last.map(({ keyword }) => keyword)).toEqual(['USER', 'HEALTHCHECK', 'CMD']);
  expect(last.at(-1)?.words[0]).toBe('node');
});

test('secrets, data and Git’s history never come into an image', () => {
  expect(leftOut()).toEqual(expect.arrayContaining(['.git', '.env', '.env.*', 'secrets', 'data', 'node_modules', '*.backup.gz']));
  expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env', '/secrets/', '/data/']));
});

test('compose.yaml fits the Compose specification and its linter’s rules', () => {
  const found = new DCLinter({
    rules: { 'require-quotes-in-ports': [1, { quoteType: 'double' }] },
    quiet: false,
    debug: false,
    exclude: [],
  }).lintFiles([join(root, 'compose.yaml')], false);
  expect(z.array(z.object({ messages: z.array(z.unknown()) })).parse(found)).toMatchObject([{ messages: [] }]);
});

test('compose.yaml hands over every secret as a file, and names no setting that there is none of', () => {
  const names = [...read('compose.yaml').matchAll(/^ {6}- ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
  const given = Object.fromEntries(names.filter(([name]) => !name.startsWith('POSTGRES_')));
  expect(Object.keys(given).filter((name) => name.endsWith('_FILE'))).toEqual(secrets.map(fileOf).sort());
  const known = [...Object.keys(variables.shape), ...secrets.map(fileOf)];
  expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([]);
  const inImage = readDockerfile().find(({ keyword }) => keyword === 'ENV');
  const ofNode = ['NODE_COMPILE_CACHE'];
  const inEnv = inImage?.words.map((word) => word.slice(0, word.indexOf('='))) ?? [];
  expect(inEnv.filter((name) => !known.includes(name) && !ofNode.includes(name))).toEqual([]);
});

const script = join(folder, 'deploy', 'secrets.sh');
const made = (name: string): string => readFileSync(join(folder, 'secrets', name), 'utf8');

test('deploy/secrets.sh makes what compose.yaml asks for, for nobody else to reach, and leaves alone what is there', () => {
  mkdirSync(join(folder, 'deploy'));
  cpSync(join(root, 'deploy', 'secrets.sh'), script);
  execFileSync('sh', [script]);
  const asked = [...read('compose.yaml').matchAll(/file: \.\/secrets\/(\w+)/g)].map(([, name]) => name);
  expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(asked.sort());
  expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  const password = made('database_password');
  expect(password).toMatch(/^[0-9a-f]{48}$/);
  writeFileSync(join(folder, 'secrets', 'slack_bot_token'), 'xoxb-1\n');
  execFileSync('sh', [script]);
  expect([made('database_password'), made('slack_bot_token')]).toEqual([password, 'xoxb-1\n']);
});

test('the bot reads what the script has made: the database, and only what was filled in', () => {
  const files = secrets.map((name) => [fileOf(name), join(folder, 'secrets', name.toLowerCase())] as const);
  const { config, problems } = readConfig(Object.fromEntries(files));
  expect(config.databaseUrl).toBe(`postgresql://agora:${made('database_password')}@database:5432/agora`);
  expect(problems.map(({ variable }) => variable)).toEqual(['SLACK_APP_TOKEN']);
  expect(config.discord).toBeUndefined();
});

test('a lost password is said, not made anew: the database would not open any more', () => {
  rmSync(join(folder, 'secrets', 'database_password'));
  const { status, stderr } = spawnSync('sh', [script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('database_password is not')]);
});

const unit = read('deploy/agora.service');
const settings = new Map(
  [...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value] as const).filter(([key]) => key !== 'Environment'),
);

test('the unit of systemd shuts the bot in: nothing to write but its folders, no rights, no way to get any', () => {
  const wanted = {
    DynamicUser: 'yes',
    StateDirectory: 'agora',
    ProtectSystem: 'strict',
    ProtectHome: 'yes',
    PrivateTmp: 'yes',
    NoNewPrivileges: 'yes',
    CapabilityBoundingSet: '',
    Restart: 'always',
  };
  for (const [key, value] of Object.entries(wanted)) expect(`${key}=${settings.get(key)}`).toBe(`${key}=${value}`);
  expect(unit, 'Node compiles while it runs').not.toMatch(/^MemoryDenyWriteExecute=/m);
  const start = /"start": "NODE_COMPILE_CACHE=\S+ exec node (.*?) \|\|/.exec(read('package.json'))?.[1];
  // What `npm start` looks at first, set-up has made here, where nothing can be written.
  const bundle = start?.replace('src/cli/start.mjs', 'node_modules/.cache/agora-start/main.mjs');
  expect(settings.get('ExecStart')).toBe(`/opt/agora/node_modules/.bin/node ${bundle}`);
  const named = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, list = '']) =>
    list.split(' ').map((one) => one.split('=')[0] ?? ''),
  );
  expect(named.filter((name) => !(name in variables.shape))).toEqual(['NODE_COMPILE_CACHE']);
});

test.skipIf(!existsSync('/usr/bin/systemd-analyze'))('systemd itself finds nothing wrong with it, and little exposed', () => {
  const copy = join(folder, 'agora.service');
  const node = join(folder, 'node');
  writeFileSync(node, '');
  chmodSync(node, 0o755);
  writeFileSync(copy, unit.replaceAll('/opt/agora/node_modules/.bin/node', node).replaceAll('/opt/agora', folder));
  const verified = spawnSync('systemd-analyze', ['verify', copy], { encoding: 'utf8' });
  expect([verified.status, verified.stderr]).toEqual([0, '']);
  // Of 100; what is left is that it speaks over the network.
  const exposed = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', copy], { encoding: 'utf8' });
  expect([exposed.status, exposed.stdout]).toEqual([0, expect.stringContaining('OK')]);
});
