/** The bot as a process: starts with nothing, says where it is, closes cleanly, refuses plainly. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BotProcess, isReady, npmStart, startBot } from '../support/process.ts';

let folder: string;
const started: BotProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agora-'));
});
afterEach(async () => {
  for (const bot of started.splice(0)) {
    bot.child.kill('SIGKILL');
    await bot.ended;
  }
  await rm(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): BotProcess {
  const bot = startBot(folder, env);
  started.push(bot);
  return bot;
}

const playgroundOf = async (bot: BotProcess): Promise<string> => {
  const { msg } = await bot.line((line) => line.msg.startsWith('playground: '));
  return msg.slice('playground: '.length);
};

test('from nothing to a page in the browser; told to end, it ends well, and starts again on the same data', async () => {
  const first = start();
  await first.line(isReady);
  const page = await fetch(await playgroundOf(first));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<html');
  expect(first.lines.map(({ msg }) => msg)).toContain(`data: ${join(folder, 'data')}`);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.lines.at(-1)?.msg).toBe('closed');

  const again = start();
  const ready = await again.line(isReady);
  process.stdout.write(`warm start, process begun to ready: ${String(ready.ms)} ms\n`);
  again.child.kill('SIGINT');
  expect(await again.ended).toBe(0);
});

test('`npm start` hands the signal on, and ends as the bot does', async () => {
  const bot = npmStart(folder);
  started.push(bot);
  await bot.line(isReady);
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  expect(bot.lines.at(-1)?.msg).toBe('closed');
});

test('a second one on the same data is refused, and told who has it', async () => {
  const first = start();
  await first.line(isReady);
  const second = start();
  expect(await second.ended).toBe(1);
  const said = second.lines.map(({ msg }) => msg).join('\n');
  expect(said).toContain(join(folder, 'data'));
  expect(said).toContain(String(first.child.pid));
  expect(said).toContain('DATA_DIR');
});

test('one that was killed leaves nothing behind that stops the next', async () => {
  const first = start();
  await first.line(isReady);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = start();
  await second.line(isReady);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('where the usual port is taken, two bots stand on two ports', async () => {
  const first = start();
  const second = start({ DATA_DIR: join(folder, 'other') });
  const [one, two] = await Promise.all([playgroundOf(first), playgroundOf(second)]);
  expect(one).not.toBe(two);
});

test('a half-filled section is said plainly, with where the value comes from, and the rest runs', async () => {
  await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1\nDISCORD_CHANNELS=experiences=1:fr\n');
  const bot = start();
  await bot.line(isReady);
  const warnings = bot.lines.filter(({ level }) => level === 40).map(({ msg }) => msg);
  expect(warnings).toEqual([
    expect.stringMatching(/^SLACK_APP_TOKEN is not set, so Slack stays off\. .*https:\/\/api\.slack\.com\/apps/),
    expect.stringMatching(/^DISCORD_TOKEN is not set, so Discord stays off\. .*https:\/\/discord\.com\/developers/),
  ]);
});

test('what cannot be right stops the start, everything at once', async () => {
  const bot = start({ PORT: 'web', DATABASE_URL: 'mysql://db', LOG_LEVEL: 'loud' });
  expect(await bot.ended).toBe(1);
  const said = bot.lines.map(({ msg }) => msg).join('\n');
  for (const variable of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(said).toContain(`${variable} `);
  expect(said).toContain('not started');
});

test('a platform that cannot be reached is said, and the rest runs', async () => {
  const bot = start({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:9/api/' });
  await bot.line(isReady);
  expect(bot.lines.find(({ msg }) => msg.startsWith('slack: not connected'))).toBeDefined();
  expect((await fetch(await playgroundOf(bot))).status).toBe(200);
});

test('an error that nobody catches is logged, and the exit code tells', async () => {
  const thrower = `data:text/javascript,process.on('SIGUSR2',()=>{throw new Error('out of the blue')})`;
  const bot = start({ NODE_OPTIONS: `--import=${encodeURI(thrower)}` });
  await bot.line(isReady);
  bot.child.kill('SIGUSR2');
  expect(await bot.ended).toBe(1);
  expect(bot.lines.at(-1)).toMatchObject({ level: 60, err: { message: 'out of the blue' } });
});
