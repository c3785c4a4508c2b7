/** Replicas of the bot as processes of their own, which a test can kill. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

export const settingsSchema = z.object({
  /** Of the PostgreSQL database that the replicas share. */
  url: z.string(),
  /** With a signing secret: over HTTP, on a port of its own (see Replica.port). */
  slack: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string(), signingSecret: z.string().optional() }).optional(),
  discord: z.object({ apiUrl: z.string(), token: z.string() }).optional(),
  mail: z.object({ smtpUrl: z.string(), from: z.string(), perMinute: z.number() }).optional(),
  /** Without the platforms' limits. */
  unbounded: z.boolean().default(false),
  /** Every post is told to the test, see Replica.posts. */
  reports: z.boolean().default(false),
});
export type ReplicaSettings = z.input<typeof settingsSchema>;
/** A post that has ended, by the clock of this machine. */
export const postSchema = z.object({ lane: z.string(), from: z.number(), until: z.number() });
export type Post = z.infer<typeof postSchema>;
/** The first word of a replica. */
export const readySchema = z.object({ ready: z.literal(true), port: z.number().optional() });
export const ordersSchema = z.object({ announce: z.string() });

export interface Replica {
  /** With `reports`: what it has posted on Slack and Discord, newest last. */
  readonly posts: readonly Post[];
  /** Where it takes Slack's requests, over HTTP. */
  readonly port: number | undefined;
  readonly pid: number | undefined;
  /** A message to everybody who asked for news, with this title. */
  announce(title: string): void;
  /** `kill -9`. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a restart does it: it finishes what it has. Resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Resolves when it receives and sends. */
export async function startReplica(settings: ReplicaSettings): Promise<Replica> {
  const child = fork(join(import.meta.dirname, 'replica-bot.ts'), {
    env: { ...process.env, AGORA_REPLICA: JSON.stringify(settings) },
    stdio: ['ignore', process.env.AGORA_REPLICA_LOG === undefined ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  });
  const posts: Post[] = [];
  child.on('message', (message) => {
    const post = postSchema.safeParse(message);
    if (post.success) posts.push(post.data);
  });
  const ready = await Promise.race([
    once(child, 'message'),
    gone(child).then(() => Promise.reject(new Error('a replica ended before it was ready'))),
  ]);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone(child);
  };
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    await gone(child);
    return child.exitCode;
  };
  const { port } = readySchema.parse(ready[0]);
  return { posts, port, pid: child.pid, announce: (title) => void child.send({ announce: title }), kill, stop };
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
