/** Slack as a platform: receives, hands to the router, answers. */
import type { IncomingHttpHeaders } from 'node:http';
import { HTTPReceiver, type ReceiverEvent, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Door, Outcome, Platform, WorkspaceInfo } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { trackWork } from '../../work.ts';
import { type AnswerParts, answer, answerLate, submissionAnswer, suggestions, waitingView } from './answer.ts';
import { inspectSlack } from './inspect.ts';
import { ackWithinMs, slackLimits } from './limits.ts';
import { sdkLogger } from './logger.ts';
import { people } from './people.ts';
import { slackPlaces } from './places.ts';
import { posting } from './post.ts';
import { type Received, receive, type Self } from './receive.ts';
import { messageSender } from './send-message.ts';
import { handledBy, sockets } from './socket.ts';

export interface SlackSettings {
  readonly botToken: string;
  readonly log: Log;
  /** `socket` needs no public address; `http` stands behind one. */
  readonly mode?: 'socket' | 'http';
  /** For `socket`: the app-level token, connections:write. */
  readonly appToken?: string | undefined;
  /** Connections held at the same time. */
  readonly sockets?: number;
  /** For `http`. */
  readonly signingSecret?: string | undefined;
  readonly host?: string;
  readonly port?: number;
  /** Another Web API than Slack's own, ending in `/api/`. */
  readonly apiUrl?: string | undefined;
  /** How long a form's answer is waited for before the form is asked to wait too. */
  readonly ackWithinMs?: number;
}

export interface SlackPlatform extends Platform {
  /** For `http`: where it listens, once started. */
  readonly listening: { readonly port: number } | undefined;
}

const finishWithinMs = 10_000;

export function slack(settings: SlackSettings): SlackPlatform {
  const { log } = settings;
  const clientOptions = {
    logger: sdkLogger(log),
    timeout: 15_000,
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  };
  // Somebody waits for an answer: a short second try. A delivery is tried again by the queue, which knows what a double would mean.
  const web = new webApi.WebClient(settings.botToken, { ...clientOptions, retryConfig: { retries: 2, minTimeout: 150, factor: 2 } });
  const deliveries = new webApi.WebClient(settings.botToken, {
    ...clientOptions,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const work = trackWork();
  const turn = turns();
  let self: Self = { team: '', botUser: '' };
  let door: Door | undefined;
  let listening: { readonly port: number } | undefined;
  let disconnect: () => Promise<void> = async () => {};
  const signed = { rightly: false, wrongly: false };
  const post = posting(deliveries, messageSender(settings.botToken, settings.apiUrl), () => self.team, log);
  const who = people(web, log);
  let parts: AnswerParts = { web, post, log, botName: 'bot' };
  /** What was answered to an envelope that Slack may send again: handled once, acknowledged as often as it comes. */
  const seen = new LRUCache<string, Promise<Outcome>>({ max: 10_000 });

  async function handle(event: ReceiverEvent): Promise<void> {
    const received = receive(event.body, self);
    const acknowledge = once(event, log);
    if (received.type === 'ignored') {
      log.debug({ why: received.why }, 'slack event left aside');
      return acknowledge();
    }
    try {
      await work.run(() => respond(received, acknowledge));
    } catch (error) {
      log.error({ err: error, envelope: received.envelope.id }, 'slack answer could not be given');
      await acknowledge();
    }
  }

  async function respond({ envelope, way }: Extract<Received, { type: 'envelope' }>, acknowledge: Acknowledge): Promise<void> {
    if (way.ack === 'now') {
      await acknowledge();
      await turn();
    }
    if (envelope.inbound.type === 'overheard' && !(await door?.listens?.(envelope.from, envelope.inbound.text))) return;
    const before = seen.get(envelope.id);
    if (before !== undefined && way.ack === 'now') return log.info({ envelope: envelope.id }, 'slack sent an event again');
    const outcome = before ?? deliver({ ...envelope, user: envelope.user });
    if (isOnce(envelope.inbound.type)) seen.set(envelope.id, outcome);
    switch (way.ack) {
      case 'now':
        return answer(parts, way, await outcome);
      case 'options':
        return acknowledge(suggestions((await inTime(outcome)) ?? { type: 'none' }));
      case 'view': {
        const prompt = await inTime(outcome);
        if (prompt !== undefined) return acknowledge(submissionAnswer(parts, way, prompt));
        await acknowledge({ response_action: 'update', view: waitingView(parts, way) });
        return answerLate(parts, way, await outcome);
      }
    }
  }

  async function deliver(envelope: Parameters<Door['deliver']>[0]): Promise<Outcome> {
    if (door === undefined) throw new Error('an event before the start');
    const user = envelope.inbound.type === 'complete.field' ? envelope.user : await who.complete(envelope.user);
    return door.deliver({ ...envelope, user });
  }

  function inTime(outcome: Promise<Outcome>): Promise<Outcome | undefined> {
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), settings.ackWithinMs ?? ackWithinMs);
    return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
  }

  /** Strangers write to open addresses too: only as long as nothing that Slack signed was right does a wrong one mean anything. */
  function note(headers: IncomingHttpHeaders, status: number): void {
    if (headers['x-slack-signature'] === undefined) return;
    if (status === 401) signed.wrongly = true;
    else signed.rightly = true;
  }

  async function listen(): Promise<void> {
    if (settings.mode === 'http') {
      const receiver = new HTTPReceiver({ signingSecret: settings.signingSecret ?? '', logger: sdkLogger(log) });
      receiver.init(handledBy(handle));
      const server = await receiver.start({ port: settings.port ?? 3000, ...(settings.host === undefined ? {} : { host: settings.host }) });
      server.on('request', (request, response) => response.on('finish', () => note(request.headers, response.statusCode)));
      const address = server.address();
      listening = address === null || typeof address === 'string' ? undefined : { port: address.port };
      disconnect = async () => {
        server.closeAllConnections();
        await receiver.stop();
      };
      return;
    }
    const connections = sockets({ appToken: settings.appToken ?? '', apiUrl: settings.apiUrl, count: settings.sockets ?? 2, log, handle });
    disconnect = () => connections.stop();
    await connections.start();
  }

  return {
    name: 'slack',
    limits: slackLimits,
    get listening() {
      return listening;
    },
    async start(given) {
      door = given;
      const me = await web.auth.test();
      self = { team: me.team_id ?? '', botUser: me.user_id ?? '' };
      parts = { ...parts, botName: me.user ?? parts.botName };
      const workspace: WorkspaceInfo = { externalId: self.team, name: me.team ?? self.team };
      await listen();
      log.info({ workspace: workspace.name, mode: settings.mode ?? 'socket' }, 'slack connected');
      return [workspace];
    },
    async stop() {
      await work.finish(finishWithinMs);
      await disconnect();
    },
    post: (to, card, key, doubt) => post.post(to, card, key, doubt),
    edit: (ref, card) => post.edit(ref, card),
    places: slackPlaces(deliveries),
    inspect: (expected) => {
      const wronglySigned = () => signed.wrongly && !signed.rightly;
      const { botToken, apiUrl } = settings;
      return inspectSlack(
        { web: deliveries, botToken, apiUrl, appToken: settings.mode === 'http' ? undefined : settings.appToken, wronglySigned },
        expected,
      );
    },
    // The manifest lists them: `npm run slack:manifest`.
    async publishCommands() {},
  };
}

type Acknowledge = (response?: object) => Promise<void>;

/** Slack takes one acknowledgement; a connection that has gone takes none, which is no reason to stop. */
function once(event: ReceiverEvent, log: Log): Acknowledge {
  let done = false;
  return async (response) => {
    if (done) return;
    done = true;
    try {
      await event.ack(response);
    } catch (error) {
      log.warn({ err: error }, 'slack could not be told that an event arrived');
    }
  };
}

const BEGUN_AT_ONCE = 4;

/** A few are begun in each turn of the loop: what arrives meanwhile is acknowledged before the rest. */
function turns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const begin = (): void => {
    for (const resolve of waiting.splice(0, BEGUN_AT_ONCE)) resolve();
    if (waiting.length > 0) setImmediate(begin);
  };
  return () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (waiting.push(resolve) === 1) setImmediate(begin);
    return promise;
  };
}

/** What is the same when it comes twice; typing is answered anew each time, and what could not be read has no sure id. */
const isOnce = (type: string): boolean => type !== 'complete.field' && type !== 'unreadable';
