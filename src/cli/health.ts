/** For containers and monitors: whether the bot on this machine answers. Ends with 0 if it does, 1 if not. */
import { environment, readConfig } from '../config.ts';

const { host, port } = readConfig(environment()).config.web;
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
const reached = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host);
const PATIENCE_MS = 5000;

try {
  const answer = await fetch(`http://${reached}:${port}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status >= 500) throw new Error(`it answered ${answer.status}`);
} catch (error) {
  process.stderr.write(`no healthy bot at ${reached}:${port}: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
