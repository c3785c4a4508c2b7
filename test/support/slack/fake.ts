/** Slack on the loopback: the Web API, Socket Mode and request URLs, with its deadlines, limits and refusals. */
import { createHmac } from 'node:crypto';
import type { WebSocket } from 'ws';
import { type MovableClock, movableClock } from '../clock.ts';
import { type Answer, type Args, methods, replaceView, stored } from './methods.ts';
import type { FakeOAuth } from './oauth.ts';
import { broken, submissionAck, suggested } from './rules.ts';
import { openWire, type Wire } from './wire.ts';
import { answerTo, type Interaction, type Message, newWorld, type OpenView, seconds, type World } from './world.ts';

export interface FakeOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly clock?: MovableClock;
  /** Benchmarks measure the bot, not the fake's checks; tests have made sure of the same bodies before. */
  readonly unchecked?: boolean;
  /** Seconds to wait, where a limit has been reached: asked at every call. */
  readonly limit?: (method: string) => number | undefined;
  /** Several workspaces, each with tokens that it granted; `botToken` is of no use then. */
  readonly oauth?: FakeOAuth;
  /** Deliver to this request URL instead of sockets. */
  readonly http?: { readonly url: () => string; readonly signingSecret: string };
}

export interface FakeSlack {
  readonly world: World;
  readonly wire: Wire;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** How often each method was called. */
  readonly calls: Map<string, number>;
  /** The next calls of this method are refused with this word. */
  refuse(method: string, error: string, times?: number): void;
  /** What somebody did, told to the bot. */
  happen(kind: EnvelopeKind, payload: Args, about: About): Interaction;
  /** The same envelope again, as Slack does when no acknowledgement came in time. */
  again(interaction: Interaction, attempt?: number): Promise<void>;
  /** Moves the clock: what is not acknowledged after three seconds has timed out for the person. */
  pass(seconds: number): void;
  /** A routine change of connection: announced on every open socket, which Slack closes when `close` is called. */
  refresh(only?: WebSocket): { close(): void };
  /** Fails when something broke a rule, or when an event was never acknowledged. */
  close(): Promise<void>;
}

export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api';
export interface About {
  readonly user: string;
  readonly kind: string;
  readonly channel?: string;
  readonly viewId?: string;
  /** The message that the response_url replaces. */
  readonly message?: Message;
}

const deadline = 3;
const responseLife = 30 * 60;
const mostResponses = 5;

export async function openSlack(options: FakeOptions = {}): Promise<FakeSlack> {
  const clock = options.clock ?? movableClock();
  const world = newWorld(clock, options.unchecked);
  const botToken = options.botToken ?? 'xoxb-fake';
  const appToken = options.appToken ?? 'xapp-fake';
  const calls = new Map<string, number>();
  const refusals = new Map<string, { readonly error: string; times: number }>();
  const sent = new Map<string, Interaction>();
  const frames = new Map<Interaction, { readonly kind: EnvelopeKind; readonly payload: Args }>();
  let turn = 0;

  const wire = await openWire({
    ...(options.limit && { limit: options.limit }),
    scopes: () => [...world.scopes],
    call(method, args, token) {
      calls.set(method, (calls.get(method) ?? 0) + 1);
      if (method === 'oauth.v2.access' && options.oauth) return refused(method) ?? options.oauth.access(args);
      const held = method === 'apps.connections.open' ? undefined : options.oauth?.holder(token, method);
      if (typeof held === 'string') return { ok: false, error: held };
      const wanted = method === 'apps.connections.open' ? appToken : botToken;
      if (held === undefined && token !== wanted) return { ok: false, error: 'invalid_auth' };
      if (method === 'auth.revoke' && held) return held.revoke();
      const no = refused(method);
      if (no) return no;
      if (method === 'apps.connections.open') return { ok: true, url: wire.ticket() };
      const found = methods[method];
      if (found === undefined) {
        world.violations.push(`no such method: ${method}`);
        return { ok: false, error: 'unknown_method' };
      }
      return found(held ? { ...world, team: held.team, bot: held.bot } : world, args);
    },
    respond: (id, body) => respondTo(world, id, world.unchecked ? withoutBlocks(body) : JSON.parse(body)),
    acknowledged(envelope, payload) {
      const interaction = sent.get(envelope);
      if (interaction === undefined) world.violations.push(`an acknowledgement of nothing: ${envelope}`);
      else interaction.resolveAck(payload);
    },
  });

  function refused(method: string): Answer | undefined {
    const refusal = refusals.get(method);
    if (refusal === undefined || refusal.times === 0) return undefined;
    refusal.times -= 1;
    return { ok: false, error: refusal.error };
  }

  function happen(kind: EnvelopeKind, payload: Args, about: About): Interaction {
    const trigger = `${world.next()}.${world.next()}.abc`;
    world.triggers.set(trigger, { at: seconds(clock), user: about.user, isUsed: false });
    const withUrl = kind === 'slash_commands' || about.message !== undefined;
    const responseId = world.newId('R');
    const responseUrl = withUrl ? `${wire.origin}/response/${responseId}` : undefined;
    const interaction = waiting(world, about, trigger, responseUrl);
    if (withUrl) world.responseUrls.set(responseId, { at: seconds(clock), interaction, message: about.message, uses: 0 });
    world.interactions.push(interaction);
    const full =
      kind === 'events_api'
        ? payload
        : { ...payload, trigger_id: trigger, ...(responseUrl === undefined ? {} : { response_url: responseUrl }) };
    frames.set(interaction, { kind, payload: full });
    void deliver(interaction);
    return interaction;
  }

  async function deliver(interaction: Interaction, attempt = 0): Promise<void> {
    const frame = frames.get(interaction);
    if (frame === undefined) throw new Error('nothing to deliver');
    if (options.http !== undefined) return post(options.http, interaction, frame, attempt);
    const open = [...wire.sockets].filter((socket) => socket.readyState === socket.OPEN);
    const socket = open[turn++ % Math.max(1, open.length)];
    if (socket === undefined) {
      // Nobody listens: the person reads that the app did not respond.
      interaction.timedOut = true;
      return;
    }
    const envelope = `${interaction.trigger}:${attempt}`;
    sent.set(envelope, interaction);
    socket.send(
      JSON.stringify({
        envelope_id: envelope,
        type: frame.kind,
        accepts_response_payload: frame.kind !== 'events_api',
        payload: frame.payload,
        ...(frame.kind === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : 'timeout' } : {}),
      }),
    );
  }

  return {
    world,
    wire,
    apiUrl: `${wire.origin}/api/`,
    botToken,
    appToken,
    calls,
    refuse: (method, error, times = 1) => void refusals.set(method, { error, times }),
    happen,
    again: (interaction, attempt = 1) => deliver(interaction, attempt),
    pass(by) {
      clock.move({ seconds: by });
      for (const one of world.interactions) if (!one.isAcked && seconds(clock) - one.sentAt > deadline) one.timedOut = true;
    },
    refresh(only) {
      const leaving = only === undefined ? [...wire.sockets] : [only];
      for (const socket of leaving)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'fake' } }));
      return { close: () => leaving.forEach((socket) => void socket.close(1000)) };
    },
    async close() {
      await wire.close();
      if (world.violations.length > 0) throw new Error(`Slack's rules were broken:\n${world.violations.join('\n')}`);
    },
  };
}

function waiting(world: World, about: About, trigger: string, responseUrl: string | undefined): Interaction {
  const acked = Promise.withResolvers<unknown>();
  const answered = Promise.withResolvers<void>();
  const interaction: Interaction = {
    user: about.user,
    kind: about.kind,
    channel: about.channel,
    viewId: about.viewId,
    trigger,
    responseUrl,
    sentAt: seconds(world.clock),
    acked: acked.promise,
    answered: answered.promise,
    isAcked: false,
    isAnswered: false,
    timedOut: false,
    isPublic: false,
    resolveAck(response) {
      if (interaction.isAcked) return;
      interaction.isAcked = true;
      if (seconds(world.clock) - interaction.sentAt > deadline) interaction.timedOut = true;
      acked.resolve(response);
      carryOut(world, interaction, response);
    },
    resolveAnswer: answered.resolve,
  };
  return interaction;
}

/** What an acknowledgement itself does: options to choose from, or what becomes of a submitted view. */
function carryOut(world: World, interaction: Interaction, response: unknown): void {
  if (interaction.kind === 'block_suggestion') {
    world.violations.push(...broken(suggested, response).map((line) => `suggestions: ${line}`));
    return void answerTo(world, false, (one) => one === interaction);
  }
  if (interaction.kind !== 'view_submission') return;
  const wrong = broken(submissionAck, response ?? {});
  world.violations.push(...wrong.map((line) => `answer to a submission: ${line}`));
  const stack = world.people.get(interaction.user)?.stack ?? [];
  const at = stack.findIndex(({ id }) => id === interaction.viewId);
  const open = stack[at];
  if (wrong.length > 0 || open === undefined) return;
  const ack = submissionAck.parse(response ?? {});
  if (!('response_action' in ack)) stack.splice(at, 1);
  else if (ack.response_action === 'clear') stack.length = 0;
  else if (ack.response_action === 'errors') refuseFields(world, open, ack.errors);
  else replaceView(world, open, ack.view);
  // A view that asks to wait is no answer yet.
  if ('view' in ack && isWaiting(open)) return;
  answerTo(world, false, (one) => one === interaction);
}

const isWaiting = (open: OpenView): boolean => JSON.stringify(open.view.blocks).includes(':hourglass_flowing_sand:');

function refuseFields(world: World, open: OpenView, errors: Readonly<Record<string, string>>): void {
  const ids = new Set(
    open.view.blocks.flatMap((block) => (block.type === 'input' && block.block_id !== undefined ? [block.block_id] : [])),
  );
  world.violations.push(...Object.keys(errors).flatMap((id) => (ids.has(id) ? [] : [`an error for a field that is not there: ${id}`])));
  open.errors = errors;
  open.seq = world.next();
}

/** A message but for its blocks, which we write last: reading them would take longer than the bot takes to send them. */
function withoutBlocks(body: string): Args {
  const at = body.indexOf(',"blocks":');
  return JSON.parse(at < 0 ? body : `${body.slice(0, at)}}`);
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
function respondTo(world: World, id: string, body: Args): { readonly status: number; readonly body: string } {
  const known = world.responseUrls.get(id);
  if (known === undefined) return { status: 404, body: 'not_found' };
  if (seconds(world.clock) - known.at > responseLife) return { status: 404, body: 'expired_url' };
  if (known.uses >= mostResponses) return { status: 404, body: 'used_url' };
  known.uses += 1;
  const { interaction, message } = known;
  const isPublic = body.response_type === 'in_channel';
  let answer: Answer;
  if (body.replace_original === true && message !== undefined) {
    const bad = stored(world, { ...body, channel: message.channel }, message.onlyFor, true);
    answer = bad;
    if (bad.ok) {
      const fresh = world.messages.pop();
      Object.assign(message, { text: fresh?.text, blocks: fresh?.blocks, seq: world.next() });
    }
  } else {
    answer = stored(world, { ...body, channel: interaction.channel }, isPublic ? undefined : interaction.user, true);
  }
  if (!answer.ok) return { status: 400, body: String(answer.error) };
  answerTo(world, isPublic || (body.replace_original === true && message?.onlyFor === undefined), (one) => one === interaction);
  return { status: 200, body: 'ok' };
}

/** To a request URL, signed. https://docs.slack.dev/authentication/verifying-requests-from-slack */
async function post(
  http: NonNullable<FakeOptions['http']>,
  interaction: Interaction,
  { kind, payload }: { readonly kind: EnvelopeKind; readonly payload: Args },
  attempt: number,
): Promise<void> {
  const { body, type } = wireForm(kind, payload);
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', http.signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
  const response = await fetch(http.url(), {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': at,
      'x-slack-signature': signature,
      ...(attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_timeout' }),
    },
    body,
  });
  const text = await response.text();
  if (response.ok) interaction.resolveAck(text === '' ? {} : JSON.parse(text));
  else interaction.timedOut = true;
}

function wireForm(kind: EnvelopeKind, payload: Args): { readonly body: string; readonly type: string } {
  const form = 'application/x-www-form-urlencoded';
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  if (kind === 'interactive') return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: form };
  return {
    body: new URLSearchParams(Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))).toString(),
    type: form,
  };
}
