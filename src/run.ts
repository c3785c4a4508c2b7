/** Starts the bot with what the environment says, prints where it is, and closes it cleanly when told to. */
import { join, resolve } from 'node:path';
import { type Agora, createAgora } from './agora.ts';
import { type Config, environment, readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { loadCatalogue } from './i18n/catalogue.ts';
import { createLog, type Log } from './log.ts';
import { aheadBefore, plan } from './plans.ts';

const DAY_MS = 86_400_000;

const { config, problems } = readConfig(environment());
const readable = process.stdout.isTTY && !config.log.production;
const log = createLog({ level: config.log.level, readable, secrets: config.secrets }, (line) => process.stdout.write(line));

process.on('uncaughtException', (err) => {
  log.fatal({ err }, 'an error that nobody caught: the bot ends here');
  process.exit(1);
});

for (const { variable, message, fatal } of problems) log[fatal ? 'error' : 'warn'](`${variable} ${message}`);
if (problems.some(({ fatal }) => fatal)) {
  log.error('not started: the lines above say what to put right in .env');
  process.exit(1);
}

const ahead = aheadBefore(config);
if (ahead > 0) {
  const days = Math.ceil(ahead / DAY_MS);
  log.warn(
    { days },
    'the playground had moved its clock ahead; with members connected the real time counts again. What it dated lies ahead.',
  );
}

try {
  const agora = await createAgora({ ...plan(config), log });
  closeOnSignal(agora, log);
  announce(agora, config, log);
} catch (err) {
  if (err instanceof UserError) log.error(inWords(err, config));
  else log.fatal({ err }, 'not started');
  process.exit(1);
}

function announce(agora: Agora, { network, playground, databaseUrl, dataFolder }: Config, out: Log): void {
  if (agora.web && playground) out.info(`playground: ${agora.web.url}`);
  for (const { name, workspaces, trouble } of agora.connected) {
    if (name === 'playground') continue;
    if (trouble === undefined)
      out.info(`${name}: connected to ${workspaces.map((workspace) => workspace.name).join(', ') || 'no workspace yet'}`);
    else out.warn(`${name}: not connected (${trouble})`);
  }
  out.info(databaseUrl === undefined ? `data: ${resolve(dataFolder)}` : `data: ${databaseUrl}`);
  out.info({ ms: Math.round(performance.now()) }, `ready: ${network.name}`);
}

/** npm passes a Ctrl-C on although the terminal has sent it to everybody: only a later one means that somebody is impatient. */
const SAME_KEYSTROKE_MS = 1000;

function closeOnSignal(agora: Agora, out: Log): void {
  let since: number | undefined;
  const close = (signal: NodeJS.Signals): void => {
    if (since !== undefined) {
      if (performance.now() - since < SAME_KEYSTROKE_MS) return;
      out.warn({ signal }, 'ended at once');
      process.exit(1);
    }
    since = performance.now();
    out.info({ signal }, 'closing: what is under way is finished first; once more to end at once');
    void agora.stop().then(() => {
      out.info('closed');
      process.exit(0);
    });
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

function inWords(refusal: UserError, { network }: Config): string {
  const catalogue = loadCatalogue(join(import.meta.dirname, '../locales'));
  return catalogue.translator(network.locale)(`errors.${refusal.code}`, refusal.args);
}
