/** The bot under torture, as a process of its own, and what it says of itself. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

export const settingsSchema = z.object({
  url: z.string(),
  slack: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string() }),
  discord: z.object({ apiUrl: z.string(), token: z.string() }),
});
const readySchema = z.object({ web: z.string() });
const heldSchema = z.object({ uncaught: z.array(z.string()), heap: z.number(), resident: z.number() });
/** Bytes after a collection; errors that nobody caught, since the start. */
export type Held = z.infer<typeof heldSchema>;

export interface Victim {
  /** Of the playground. */
  readonly web: string;
  held(): Promise<Held>;
  readonly isAlive: () => boolean;
  end(): Promise<void>;
}

export async function startVictim(settings: z.input<typeof settingsSchema>): Promise<Victim> {
  const child = fork(join(import.meta.dirname, 'bot.ts'), {
    env: { ...process.env, AGORA_TORTURE: JSON.stringify(settings) },
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { web } = readySchema.parse(await nextFrom(child));
  return {
    web,
    async held() {
      const answer = nextFrom(child);
      child.send('held');
      return heldSchema.parse(await answer);
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async end() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function nextFrom(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the bot ended')));
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}
