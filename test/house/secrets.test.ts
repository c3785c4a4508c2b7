/** Secrets in files: read, refused plainly, and never written anywhere. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig, secrets } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { startBot } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'agora-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function secret(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** One of each, none of which has a shape that would give it away. */
const values = {
  DATABASE_URL: 'postgresql://agora:pass%40word-of-db@db:5432/agora',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_SIGNING_SECRET: 'quiet-signing-secret',
  SLACK_CLIENT_SECRET: 'quiet-client-secret',
  SECRETS_KEY: `one:${Buffer.alloc(32, 7).toString('base64')}`,
  DISCORD_TOKEN: 'a "discord" token',
  SMTP_URL: 'smtp://agora:mail-password@mail.example.org:587',
} satisfies Record<(typeof secrets)[number], string>;

test('every secret may stand in a file; the line break at its end is no part of it', () => {
  const files = Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}_FILE`, secret(name, `${value}\n`)]));
  const common = { MAIL_FROM: 'a@example.org', PUBLIC_URL: 'https://a.example.org' };
  const { config, problems } = readConfig({ ...files, ...common });
  expect(problems).toEqual([]);
  expect(config).toEqual(readConfig({ ...values, ...common }).config);
  expect(config).toMatchObject({ databaseUrl: values.DATABASE_URL, slack: { botToken: 'xoxb-1' }, mail: { smtpUrl: values.SMTP_URL } });
});

test('an empty file counts as not set, as a blank variable does', () => {
  const { config, problems } = readConfig({ SLACK_BOT_TOKEN_FILE: secret('empty', '\n'), DISCORD_TOKEN_FILE: '', DISCORD_TOKEN: 'x' });
  expect(problems).toEqual([]);
  expect(config.slack).toBeUndefined();
  expect(config.discord?.token).toBe('x');
});

test('a file that cannot be read is said once, with its name and why; the platform stays off', () => {
  const { config, problems } = readConfig({ SLACK_BOT_TOKEN_FILE: join(folder, 'nowhere'), SLACK_APP_TOKEN: 'xapp-1' });
  expect(config.slack).toBeUndefined();
  expect(problems).toEqual([
    {
      variable: 'SLACK_BOT_TOKEN_FILE',
      message: `names ${join(folder, 'nowhere')}, which cannot be read: there is no such file.`,
      fatal: false,
    },
  ]);
  expect(readConfig({ DISCORD_TOKEN_FILE: folder }).problems[0]?.message).toContain('it is a folder');
});

test('an address of the database that cannot be read stops the start: the bot would write into another store', () => {
  expect(readConfig({ DATABASE_URL_FILE: join(folder, 'nowhere') }).problems).toMatchObject([
    { variable: 'DATABASE_URL_FILE', fatal: true },
  ]);
});

test('what is wrong in a file is said without what stands there', () => {
  const { problems } = readConfig({
    SLACK_BOT_TOKEN_FILE: secret('odd', 'hunter2-hunter2'),
    DATABASE_URL_FILE: secret('db', 'mysql://x:y@z'),
  });
  expect(problems.map(({ variable }) => variable).sort()).toEqual(['DATABASE_URL', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN']);
  expect(JSON.stringify(problems)).not.toMatch(/hunter2|mysql:/);
});

test('a variable and its file at once are refused: nobody could tell which one counts', () => {
  const { config, problems } = readConfig({ DISCORD_TOKEN: 'one', DISCORD_TOKEN_FILE: secret('two', 'two') });
  expect(problems.map(({ variable, message }) => `${variable} ${message}`)).toEqual([
    'DISCORD_TOKEN_FILE is set, and DISCORD_TOKEN too. Only one of them can count: please take one away.',
  ]);
  expect(config.discord).toBeUndefined();
});

test('no secret comes into the log, whatever it looks like and wherever it stands', () => {
  const written: string[] = [];
  const { config } = readConfig(values);
  const log = createLog({ level: 'info', readable: false, secrets: config.secrets }, (line) => written.push(line));
  for (const value of Object.values(values)) {
    log.info({ detail: { deep: [value] } }, `at ${value}`);
    log.error({ err: new Error(`refused: ${value}`) }, 'no luck');
  }
  log.warn('the server says: password "pass@word-of-db" is wrong');
  const text = written.join('');
  for (const hidden of ['pass%40word-of-db', 'pass@word-of-db', 'quiet-signing-secret', 'discord', 'mail-password']) {
    expect(text).not.toContain(hidden);
  }
  expect(text).toContain('[secret]');
  expect(() => written.map((line) => JSON.parse(line))).not.toThrow();
});

test('the bot starts with a token in a file, and its output does not hold it', async () => {
  const token = secret('token', 'xoxb-only-for-this-test\n');
  chmodSync(token, 0o600);
  const bot = startBot(folder, {
    SLACK_BOT_TOKEN_FILE: token,
    SLACK_APP_TOKEN_FILE: secret('app', 'xapp-only-for-this-test'),
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    LOG_LEVEL: 'trace',
  });
  await bot.line(({ msg }) => msg.startsWith('slack: not connected'));
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  expect(JSON.stringify(bot.lines)).not.toContain('only-for-this-test');
});

test('the example file names every secret that may stand in a file, and no other', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const line = example.split('\n').find((text) => text.startsWith('# DATABASE_URL_FILE'));
  expect(line?.match(/[A-Z_]+_FILE/g)).toEqual(secrets.map((name) => `${name}_FILE`));
});
