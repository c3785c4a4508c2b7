/**
 * Socket Mode that is never deaf: several connections, each replaced before it goes.
 *
 * Bolt's own receiver closes its socket when Slack announces a routine change of connection and comes back five seconds
 * later; what is typed meanwhile is lost. Here the next connection is open before the old one goes, the old one is left
 * to Slack to close (so that nothing under way on it is dropped), and a broken one is replaced at once.
 */
import { type App, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { sdkLogger } from './logger.ts';

export interface SocketSettings {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  /** Slack takes ten connections per app, and sends each envelope to one of them: https://docs.slack.dev/apis/events-api/using-socket-mode */
  readonly count: number;
  readonly log: Log;
  readonly handle: (event: ReceiverEvent) => Promise<void>;
}

export interface Sockets {
  /** Resolves when every connection receives. @throws when Slack refuses the token. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const helloWithinMs = 10_000;
/** Slack closes a connection about ten seconds after it has announced it; later we do. */
const lingerMs = 30_000;
const longestPauseMs = 30_000;

type Client = SocketModeReceiver['client'];
interface Connection {
  readonly client: Client;
  /** Resolves when Slack asks for another connection, or this one is gone. */
  readonly leaving: Promise<'asked' | 'gone'>;
  readonly gone: Promise<void>;
}

export function sockets(settings: SocketSettings): Sockets {
  const open = new Set<Client>();
  const stopping = new AbortController();
  const { log } = settings;

  async function connect(): Promise<Connection> {
    const leaving = Promise.withResolvers<'asked' | 'gone'>();
    const gone = Promise.withResolvers<void>();
    const { client } = connection(settings, () => leaving.resolve('asked'));
    open.add(client);
    client.on('disconnected', () => {
      open.delete(client);
      leaving.resolve('gone');
      gone.resolve();
    });
    const silent = setTimeout(() => void client.disconnect(), helloWithinMs);
    try {
      await client.start();
    } catch (error) {
      open.delete(client);
      throw error ?? new Error('Slack closed the connection before its greeting');
    } finally {
      clearTimeout(silent);
    }
    return { client, leaving: leaving.promise, gone: gone.promise };
  }

  /** Holds one place: whenever its connection leaves, there is already another. */
  async function hold(first: Connection): Promise<void> {
    let current = first;
    while (!stopping.signal.aborted) {
      const why = await current.leaving;
      if (stopping.signal.aborted) return;
      log.info({ why }, 'slack connection is replaced');
      const next = await persist();
      if (next === undefined) return;
      void retire(current);
      current = next;
    }
  }

  async function persist(): Promise<Connection | undefined> {
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      try {
        return await connect();
      } catch (error) {
        const pause = Math.min(longestPauseMs, 250 * 2 ** tries) * (0.5 + Math.random() / 2);
        log.warn({ err: error, pause: Math.round(pause) }, 'slack connection could not be opened, trying again');
        await paused(pause, stopping.signal);
      }
    }
    return undefined;
  }

  async function retire(old: Connection): Promise<void> {
    const timer = setTimeout(() => void old.client.disconnect(), lingerMs);
    timer.unref();
    await old.gone;
    clearTimeout(timer);
  }

  return {
    async start() {
      const first = await Promise.allSettled(Array.from({ length: settings.count }, connect));
      const refused = first.find((result) => result.status === 'rejected');
      if (refused !== undefined) {
        await this.stop();
        throw refused.reason;
      }
      for (const result of first) if (result.status === 'fulfilled') void hold(result.value);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...open].map((client) => client.disconnect()));
    },
  };
}

/** Bolt's receiver for one connection, without its own reconnecting. */
function connection(settings: SocketSettings, onAsked: () => void): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    autoReconnectEnabled: false,
    logger: sdkLogger(settings.log),
    installerOptions: {
      clientOptions: {
        retryConfig: { retries: 2, minTimeout: 200 },
        ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
      },
    },
  });
  receiver.init(handledBy(settings.handle));
  // The SDK closes the socket as soon as it reads `disconnect`, and a closing socket drops what still arrives on it. So we read that one first.
  const { client } = receiver;
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...args: unknown[]) => {
    if (isDisconnect(args[0])) return onAsked();
    // It throws on an event without a type, and nobody of the SDK would catch that.
    Promise.all(listeners.map(async (listener) => listener.apply(client, args))).catch((err: unknown) =>
      settings.log.warn({ err }, 'Slack sent something that its SDK cannot read'),
    );
  });
  return receiver;
}

/** A receiver calls nothing of the app but this. We read every payload ourselves, also those that Bolt does not know and would leave unanswered. */
export const handledBy = (handle: (event: ReceiverEvent) => Promise<void>): App => ({ processEvent: handle }) as unknown as App;

const disconnect = z.object({ type: z.literal('disconnect') });
function isDisconnect(data: unknown): boolean {
  // Cheap first: every command passes here.
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    return disconnect.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

function paused(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
