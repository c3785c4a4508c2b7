/** Slack as a platform: receives, hands to the router, answers. */
import type { IncomingHttpHeaders } from 'node:http';
import { HTTPReceiver, type ReceiverEvent, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { InstallWay } from '../../chat/install-way.ts';
import type { Installations } from '../../chat/installations.ts';
import type { Door, Outcome, Platform } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { trackWork } from '../../work.ts';
import { answer, answerLate, submissionAnswer, suggestions, waitingView } from './answer.ts';
import { inspectSlack } from './inspect.ts';
import { installWay, type OAuthSettings, renewal } from './install.ts';
import { ackWithinMs, slackLimits } from './limits.ts';
import { sdkLogger } from './logger.ts';
import { type Received, receive, teamOf } from './receive.ts';
import { handledBy, sockets } from './socket.ts';
import { clientOptions, manyTeams, oneTeam, type Team, teamTo } from './teams.ts';

export interface SlackSettings {
  /** Of the one workspace that is served, or how many install the bot themselves. */
  readonly botToken?: string | undefined;
  readonly oauth?: (OAuthSettings & { readonly installations: Installations }) | undefined;
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
  /** Only where workspaces install the bot themselves. */
  readonly install?: InstallWay;
  /** For `http`: where it listens, once started. */
  readonly listening: { readonly port: number } | undefined;
}

const finishWithinMs = 10_000;

export function slack(settings: SlackSettings): SlackPlatform {
  const { log } = settings;
  const { oauth } = settings;
  const renew = oauth && renewal(settings, oauth);
  const teams = oauth && renew ? manyTeams(settings, oauth.installations, renew) : oneTeam(settings, settings.botToken ?? '');
  const work = trackWork();
  const unacknowledged = trackWork();
  const turn = turns();
  let door: Door | undefined;
  let listening: { readonly port: number } | undefined;
  let disconnect: () => Promise<void> = async () => {};
  const signed = { rightly: false, wrongly: false };
  /** What was answered to an envelope that Slack may send again: handled once, acknowledged as often as it comes. */
  const seen = new LRUCache<string, Promise<Outcome>>({ max: 10_000 });

  const handle = (event: ReceiverEvent): Promise<void> => {
    const acknowledge = once(event, log);
    const { promise: told, resolve } = Promise.withResolvers<void>();
    // Until then what it came on has to stay open.
    void unacknowledged.run(() => told);
    const tell: Acknowledge = (response) => acknowledge(response).finally(resolve);
    return work
      .run(() => take(event.body, tell))
      .catch((error: unknown) => {
        log.error({ err: error }, 'slack event came while the bot was closing');
        return tell();
      });
  };

  async function take(body: unknown, acknowledge: Acknowledge): Promise<void> {
    const where = teamOf(body) ?? '';
    try {
      const team = await teams.of(where);
      if (team === undefined) {
        log.warn({ workspace: where }, 'slack event of a workspace that has not installed the bot');
        return await acknowledge();
      }
      const received = receive(body, team.self);
      if (received.type === 'ignored') {
        log.debug({ why: received.why }, 'slack event left aside');
        return await acknowledge();
      }
      if (received.type === 'gone') return await leave(received, acknowledge);
      await respond(team, received, acknowledge);
    } catch (error) {
      log.error({ err: error, workspace: where }, 'slack answer could not be given');
      await acknowledge();
    }
  }

  async function leave({ team, why }: Extract<Received, { type: 'gone' }>, acknowledge: Acknowledge): Promise<void> {
    log.error({ workspace: team, why }, 'a workspace has taken the bot’s tokens back');
    // Before Slack hears that it arrived: otherwise it would not say it again.
    await oauth?.installations.remove(team, why);
    teams.forget(team);
    await acknowledge();
  }

  async function respond(team: Team, { envelope, way }: Extract<Received, { type: 'envelope' }>, acknowledge: Acknowledge): Promise<void> {
    const { parts } = team;
    if (way.ack === 'now') {
      await acknowledge();
      await turn();
    }
    if (envelope.inbound.type === 'overheard' && !(await door?.listens?.(envelope.from, envelope.inbound.text))) return;
    const before = seen.get(envelope.id);
    if (before !== undefined && way.ack === 'now') return log.info({ envelope: envelope.id }, 'slack sent an event again');
    const outcome = before ?? deliver(team, envelope);
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

  async function deliver({ who }: Team, envelope: Parameters<Door['deliver']>[0]): Promise<Outcome> {
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

  const examine: NonNullable<Platform['inspect']> = (expected) => {
    const { botToken = '', apiUrl } = settings;
    const web = new webApi.WebClient(botToken, { ...clientOptions(settings), retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
    const wronglySigned = () => signed.wrongly && !signed.rightly;
    return inspectSlack(
      { web, botToken, apiUrl, appToken: settings.mode === 'http' ? undefined : settings.appToken, wronglySigned },
      expected,
    );
  };

  async function listen(): Promise<void> {
    if (settings.mode === 'http') {
      const receiver = new HTTPReceiver({ signingSecret: settings.signingSecret ?? '', logger: sdkLogger(log) });
      receiver.init(handledBy(handle));
      const server = await receiver.start({ port: settings.port ?? 3000, ...(settings.host === undefined ? {} : { host: settings.host }) });
      server.on('request', (request, response) => response.on('finish', () => note(request.headers, response.statusCode)));
      const address = server.address();
      listening = address === null || typeof address === 'string' ? undefined : { port: address.port };
      disconnect = async () => {
        // New requests go to another replica; what is under way is answered.
        const closed = receiver.stop();
        await work.finish(finishWithinMs);
        server.closeAllConnections();
        await closed;
      };
      return;
    }
    const connections = sockets({ appToken: settings.appToken ?? '', apiUrl: settings.apiUrl, count: settings.sockets ?? 2, log, handle });
    disconnect = async () => {
      // Closed at a moment at which nothing waits to be acknowledged on them; Slack sends to the others from then on.
      await unacknowledged.settled(ackWithinMs);
      await connections.stop();
    };
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
      const workspaces = await teams.start();
      await listen();
      log.info({ workspaces: workspaces.length, mode: settings.mode ?? 'socket' }, 'slack connected');
      return workspaces;
    },
    async stop() {
      await disconnect();
      await work.finish(finishWithinMs);
    },
    post: async (to, card, key, doubt) => (await teamTo(teams, to.workspace)).post.post(to, card, key, doubt),
    edit: async (ref, card) => (await teamTo(teams, ref.workspace)).post.edit(ref, card),
    places: {
      give: async (team, user, place) => (await teamTo(teams, team)).places.give(team, user, place),
      take: async (team, user, place) => (await teamTo(teams, team)).places.take(team, user, place),
    },
    ...(oauth && renew
      ? { install: installWay(settings, oauth, oauth.installations), renewTokens: () => oauth.installations.renewDue(renew) }
      : {}),
    // Where workspaces install the bot themselves there is none whose word would be true of all.
    ...(oauth ? {} : { inspect: examine }),
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
