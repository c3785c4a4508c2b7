/** The configuration: what runs with nothing, what is said of what is wrong, and that the example file is whole. */
import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { readConfig, variables } from '../../src/config.ts';

const slackSocket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

test('nothing configured: the embedded store, the playground on this machine, no platform, no problem', () => {
  const { config, problems } = readConfig({});
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    dataFolder: 'data',
    databaseUrl: undefined,
    web: { host: '127.0.0.1', port: 3000, fixed: false },
    playground: true,
    slack: undefined,
    discord: undefined,
    roles: {},
  });
});

test('where people outside reach it is an address of the web, or its own', () => {
  expect(readConfig({}).config.web.publicUrl).toBeUndefined();
  expect(readConfig({ PUBLIC_URL: 'https://agora.example.org/bot' }).config.web.publicUrl).toBe('https://agora.example.org/bot');
  const { config, problems } = readConfig({ PUBLIC_URL: 'agora.example.org' });
  expect(problems).toMatchObject([{ variable: 'PUBLIC_URL', fatal: false }]);
  expect(config.web.publicUrl).toBeUndefined();
});

test('a blank value counts as not set', () => {
  const { config, problems } = readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', DATABASE_URL: '' });
  expect(problems).toEqual([]);
  expect(config.web.fixed).toBe(false);
});

test('Slack over sockets, with its channels and their languages', () => {
  const { config, problems } = readConfig({ ...slackSocket, SLACK_CHANNELS: 'experiences=C012:fr, T1/secretariat=C034:en' });
  expect(problems).toEqual([]);
  expect(config.slack).toMatchObject({
    mode: 'socket',
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    channels: [
      { purpose: 'experiences', channel: 'C012', locale: 'fr' },
      { workspace: 'T1', purpose: 'secretariat', channel: 'C034', locale: 'en' },
    ],
  });
});

test('Slack over HTTP needs the signing secret instead of the app token', () => {
  const { config, problems } = readConfig({ SLACK_MODE: 'http', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_PORT: '8080' });
  expect(problems).toEqual([]);
  expect(config.slack).toMatchObject({ mode: 'http', signingSecret: 's', port: 8080 });
});

const key = Buffer.alloc(32, 7).toString('base64');
const installed = {
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'quiet',
  SLACK_WORKSPACES: 'T1, T2',
  SECRETS_KEY: `new:${key}, old:${key}`,
  PUBLIC_URL: 'https://agora.example.org',
};

test('Slack in several workspaces: each installs the bot, and no token stands here', () => {
  const { config, problems } = readConfig(installed);
  expect(problems).toEqual([]);
  expect(config.slack?.oauth).toEqual({
    clientId: '1.2',
    clientSecret: 'quiet',
    publicUrl: 'https://agora.example.org',
    teams: ['T1', 'T2'],
  });
  expect(config.keys.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(readConfig({ ...installed, SLACK_WORKSPACES: 'any' }).config.slack?.oauth?.teams).toBeUndefined();
});

test.each(['SLACK_CLIENT_SECRET', 'SLACK_WORKSPACES', 'SECRETS_KEY', 'PUBLIC_URL'])(
  'several workspaces without %s: Slack stays off, and that is said',
  (name) => {
    const { config, problems } = readConfig({ ...installed, [name]: '' });
    expect(config.slack).toBeUndefined();
    expect(problems).toMatchObject([{ variable: name, fatal: false }]);
  },
);

test.each(['short:AAAA', key, 'a b:x'])('a key that is none is refused without being shown: %s', (written) => {
  const { config, problems } = readConfig({ ...installed, SECRETS_KEY: written });
  expect(config.slack).toBeUndefined();
  expect(JSON.stringify(problems)).not.toContain(written);
});

test('one workspace needs no key', () => {
  const { config, problems } = readConfig(slackSocket);
  expect(problems).toEqual([]);
  expect(config.slack).toMatchObject({ botToken: 'xoxb-1', oauth: undefined });
});

test('shards of Discord: all by themselves, some of so many, and what cannot be', () => {
  const token = { DISCORD_TOKEN: 'x' };
  const shardsOf = (env: Readonly<Record<string, string>>) => readConfig({ ...token, ...env }).config.discord?.shards;
  expect(readConfig(token).config.discord).toMatchObject({ shards: undefined });
  expect(shardsOf({ DISCORD_SHARD_COUNT: '3' })).toEqual({ ids: [0, 1, 2], count: 3 });
  expect(shardsOf({ DISCORD_SHARDS: '0-1, 5', DISCORD_SHARD_COUNT: '6' })).toEqual({ ids: [0, 1, 5], count: 6 });
  const said = (env: Readonly<Record<string, string>>) => readConfig({ ...token, ...env }).problems.map(({ variable }) => variable);
  expect(said({ DISCORD_SHARDS: '0' })).toEqual(['DISCORD_SHARD_COUNT']);
  expect(said({ DISCORD_SHARDS: '4', DISCORD_SHARD_COUNT: '4' })).toEqual(['DISCORD_SHARDS']);
  expect(said({ DISCORD_SHARDS: 'some', DISCORD_SHARD_COUNT: '4' })).toEqual(['DISCORD_SHARDS']);
});

test('every problem is said at once, each with its variable and where the value comes from; what is whole still runs', () => {
  const { config, problems } = readConfig({
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_CHANNELS: 'parties=C1:fr',
    DISCORD_CHANNELS: 'experiences=1234:fr',
    PLAYGROUND: 'perhaps',
    ROLE_EDITORS: 'slack:U1, Awa',
  });
  expect(problems.map(({ variable }) => variable).sort()).toEqual([
    'DISCORD_TOKEN',
    'PLAYGROUND',
    'ROLE_EDITORS',
    'SLACK_BOT_TOKEN',
    'SLACK_CHANNELS',
  ]);
  const said = Object.fromEntries(problems.map(({ variable, message }) => [variable, message]));
  expect(said.SLACK_BOT_TOKEN).toContain('is not set, so Slack stays off. Slack shows it at https://api.slack.com/apps');
  expect(said.DISCORD_TOKEN).toContain('https://discord.com/developers/applications');
  expect(said.SLACK_CHANNELS).toContain('"parties=C1:fr"');
  expect(said.ROLE_EDITORS).toContain('"Awa"');
  expect(problems.some(({ fatal }) => fatal)).toBe(false);
  expect(config.slack).toBeUndefined();
  expect(config.discord).toBeUndefined();
  expect(config.playground).toBe(true);
});

test('a token of another kind is refused by its look, once', () => {
  const { config, problems } = readConfig({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' });
  expect(problems.map(({ variable, message }) => `${variable} ${message}`)).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN does not begin with xoxb-.'),
  ]);
  expect(config.slack).toBeUndefined();
});

test('one bad channel among good ones keeps Slack off: half of the messages would go nowhere', () => {
  const { config, problems } = readConfig({ ...slackSocket, SLACK_CHANNELS: 'experiences=C1:fr, events=C2' });
  expect(problems).toMatchObject([{ variable: 'SLACK_CHANNELS', fatal: false }]);
  expect(config.slack).toBeUndefined();
});

test.each([
  ['DATABASE_URL', 'mysql://db/agora'],
  ['PORT', '70000'],
  ['PORT', 'web'],
])('%s=%s stops the start: the bot would work somewhere else than it was told', (variable, value) => {
  expect(readConfig({ [variable]: value }).problems).toMatchObject([{ variable, fatal: true }]);
});

const mail = { SMTP_URL: 'smtp://agora:secret@mail.example.org:587', MAIL_FROM: 'Agora <agora@example.org>', PUBLIC_URL: 'https://a.org/' };

test('e-mail, with the public address that its links begin with', () => {
  const { config, problems } = readConfig({ ...mail, MAIL_PER_MINUTE: '30' });
  expect(problems).toEqual([]);
  expect(config.mail).toEqual({ smtpUrl: mail.SMTP_URL, from: mail.MAIL_FROM, perMinute: 30 });
  expect(config.web.publicUrl).toBe(mail.PUBLIC_URL);
  expect(readConfig({ PUBLIC_URL: mail.PUBLIC_URL }), 'the address alone is no half of e-mail').toMatchObject({
    config: { mail: undefined },
    problems: [],
  });
});

test.each(['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'])('e-mail without %s stays off, and that is said', (variable) => {
  const { config, problems } = readConfig({ ...mail, [variable]: '' });
  expect(config.mail).toBeUndefined();
  expect(problems).toMatchObject([{ variable, message: expect.stringContaining('is not set, so e-mail stays off.'), fatal: false }]);
});

test.each([
  ['SMTP_URL', 'mail.example.org'],
  ['MAIL_FROM', 'Agora'],
  ['MAIL_FROM', 'Agora <agora@example.org>\r\nBcc: <eve@example.org>'],
  ['PUBLIC_URL', 'agora.example.org'],
])('%s=%s is said once, and e-mail stays off', (variable, value) => {
  const { config, problems } = readConfig({ ...mail, [variable]: value });
  expect(config.mail).toBeUndefined();
  expect(problems.map((problem) => problem.variable)).toEqual([variable]);
});

test('who is in several lists has the highest of their roles', () => {
  const { config } = readConfig({ ROLE_EDITORS: 'slack:U1,discord:2', ROLE_ADMINS: 'slack:U1', ROLE_GUESTS: 'playground:awa' });
  expect(config.roles).toEqual({ 'slack:U1': 'admin', 'discord:2': 'editor', 'playground:awa': 'guest' });
});

test('the example file names every variable, in the same order, and sets what holds without it', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const values = parse(example);
  expect(Object.keys(values)).toEqual(Object.keys(variables.shape));
  expect(readConfig(values).problems).toEqual([]);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  expect(variables.parse(given), 'what it sets are the defaults').toEqual(variables.parse({}));
});

test('in the example file a comment stands above every variable', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
  const bare = lines.filter((line, at) => /^[A-Z]/.test(line) && !lines[at - 1]?.startsWith('#'));
  expect(bare).toEqual([]);
});
