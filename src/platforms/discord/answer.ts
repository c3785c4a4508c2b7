/** Outcomes to Discord's answers: the first within 3 seconds, later ones within 15 minutes, after that a direct message. */
import type { REST } from 'discord.js';
import { Routes } from 'discord.js';
import type { Card } from '../../chat/card.ts';
import type { Address, Door, Outcome } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { Callback } from './callback.ts';
import { type Body, renderCard } from './card.ts';
import { renderBetween } from './form.ts';
import { keepQuestions, unasked } from './question.ts';
import type { Call, Received } from './receive.ts';
import type { Deferral } from './response.ts';
import { canUpdate, continues, deferralOf, deferred, firstAnswer, replaces, reply, suggestions, update, withPrivacy } from './response.ts';
import { refusal } from './rest.ts';

/**
 * How long a handler may take before we answer "thinking". Most need a few milliseconds, and one call is better than
 * two; Discord allows 3 s, and the way there takes its part of them. A form must be the first answer, so we wait longer.
 */
const PATIENCE_MS = { card: 300, form: 2_000 };

export interface AnswerParts {
  /** Gives the first answer. */
  readonly respond: Callback;
  /** For what follows it, without Discord's global limit. */
  readonly rest: REST;
  readonly log: Log;
  /** Posts a message outside of the interaction. */
  readonly post: (to: Address, body: Body, key: string) => Promise<unknown>;
  readonly editMessage: (channel: string, message: string, body: Body) => Promise<unknown>;
}

export interface Answerer {
  answer(door: Door, received: Received & { type: 'deliver' }): Promise<void>;
  ask(received: Received & { type: 'ask' }): Promise<void>;
  unask(received: Received & { type: 'no' }): Promise<void>;
  /** A card as a body, its cuts logged and its questions remembered. */
  render(card: Card): Body;
}

export function createAnswerer(parts: AnswerParts): Answerer {
  const questions = keepQuestions();
  const { respond } = parts;

  function render(card: Card): Body {
    const { body, cut, questions: asked } = renderCard(card);
    questions.remember(asked);
    if (cut.length > 0) parts.log.warn({ cut }, 'discord: a card did not fit');
    return body;
  }

  async function answer(door: Door, { call, envelope }: Received & { type: 'deliver' }): Promise<void> {
    const handled = door.deliver(envelope);
    if (call.kind === 'complete') {
      const suggested = suggestions(await handled);
      await attempt(call, 'suggest', () => respond(call, suggested));
      return;
    }
    const answers = door.answers(envelope.inbound);
    const first = await inTime(handled, answers === 'form' ? PATIENCE_MS.form : PATIENCE_MS.card);
    if (first) return atOnce(call, first);
    const deferral = deferralOf(call, answers);
    const refused = await attempt(call, 'wait', () => respond(call, deferred(deferral)));
    const outcome = await handled;
    if (refused) return elsewhere(call, outcome, refused);
    return afterwards(call, deferral, outcome);
  }

  /** The first answer is the answer. */
  async function atOnce(call: Call, outcome: Outcome): Promise<void> {
    if (outcome.type === 'card' && outcome.replace && call.asked !== undefined) return replaceAsked(call, call.asked, outcome);
    const refused = await attempt(call, outcome.type, () => respond(call, firstAnswer(call, outcome, render)));
    if (refused) return elsewhere(call, outcome, refused);
    // A command must be answered; where there is nothing to say, the answer goes away again.
    if (outcome.type === 'none' && !canUpdate(call)) await attempt(call, 'take back', () => removeOriginal(call));
  }

  /** After "wait": the privacy of the answer is fixed by now, and a modal is no longer possible. */
  async function afterwards(call: Call, deferral: Deferral, outcome: Outcome): Promise<void> {
    const refused = await attempt(call, outcome.type, () => finish(call, deferral, outcome));
    if (refused) await elsewhere(call, outcome, refused);
  }

  async function finish(call: Call, deferral: Deferral, outcome: Outcome): Promise<unknown> {
    if (outcome.type === 'none' || outcome.type === 'choices') return deferral === 'update' ? undefined : removeOriginal(call);
    const body = outcome.type === 'card' ? render(outcome.card) : renderBetween(outcome.page);
    const privately = outcome.type === 'page' || outcome.privately;
    if (deferral === 'update') {
      if (outcome.type === 'card' && outcome.replace && call.asked !== undefined) return replaceOrShow(call, call.asked, body);
      const inPlace = outcome.type === 'page' ? continues(call) : replaces(call, outcome);
      return inPlace ? editOriginal(call, body) : followUp(call, body, privately);
    }
    if (deferral === 'private' || !privately) return editOriginal(call, body);
    // What everybody would see must not become visible: the public "thinking" goes, and a private message comes.
    await removeOriginal(call);
    return followUp(call, body, true);
  }

  /** The answer to a question replaces the card about which it was asked, and the question goes away. */
  async function replaceAsked(call: Call, asked: string, outcome: Outcome & { type: 'card' }): Promise<void> {
    const refused = await attempt(call, 'wait', () => respond(call, deferred('update')));
    if (refused) return elsewhere(call, outcome, refused);
    await attempt(call, 'replace', () => replaceOrShow(call, asked, render(outcome.card)));
  }

  async function replaceOrShow(call: Call, asked: string, body: Body): Promise<unknown> {
    try {
      await parts.editMessage(call.source?.channel ?? '', asked, body);
    } catch (error) {
      // Ephemeral cards cannot be reached from outside, and in some channels we may not; then the answer stands where the question stood.
      parts.log.info({ err: error, interaction: call.id }, 'discord: the card that was asked about could not be replaced');
      return editOriginal(call, body);
    }
    return removeOriginal(call);
  }

  /** The interaction can no longer be answered: what is for one person is sent to them, the rest is only logged. */
  async function elsewhere(call: Call, outcome: Outcome, refused: string): Promise<void> {
    if (refused !== 'expired' || (outcome.type !== 'card' && outcome.type !== 'page')) return;
    if (outcome.type === 'card' && !outcome.privately)
      return parts.log.warn({ interaction: call.id }, 'discord: a public answer came too late');
    const body = outcome.type === 'card' ? render(outcome.card) : renderBetween(outcome.page);
    const to: Address = { kind: 'direct', platform: 'discord', workspace: call.from.workspace, user: call.user };
    try {
      await parts.post(to, body, `late:${call.id}`);
    } catch (error) {
      parts.log.warn({ err: error, interaction: call.id }, 'discord: a late answer could not be sent directly either');
    }
  }

  async function ask({ call, ref }: Received & { type: 'ask' }): Promise<void> {
    if (!call.source) return;
    const below = call.source.private ? questions.below(ref, call.source) : undefined;
    const asked = below ? update(below) : reply(questions.alone(ref, call.source), true);
    await attempt(call, 'ask', () => respond(call, asked));
  }

  async function unask({ call }: Received & { type: 'no' }): Promise<void> {
    const before = call.source && unasked(call.source);
    const refused = await attempt(call, 'unask', () => respond(call, before ? update(before) : deferred('update')));
    if (!refused && !before) await attempt(call, 'unask', () => removeOriginal(call));
  }

  /** Undefined when it went well; otherwise why not, logged. Nobody above could do more about it. */
  async function attempt(call: Call, what: string, send: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await send();
      return undefined;
    } catch (error) {
      const why = refusal(error);
      const level = why === 'other' ? 'error' : 'warn';
      parts.log[level]({ err: error, interaction: call.id, what, why }, 'discord: an answer was refused');
      return why;
    }
  }

  const original = (call: Call) => Routes.webhookMessage(call.application, call.token, '@original');
  const editOriginal = (call: Call, body: Body) => parts.rest.patch(original(call), { auth: false, body });
  const removeOriginal = (call: Call) => parts.rest.delete(original(call), { auth: false });
  const followUp = (call: Call, body: Body, privately: boolean) =>
    parts.rest.post(Routes.webhook(call.application, call.token), { auth: false, body: withPrivacy(body, privately) });

  return { answer, ask, unask, render };
}

/** The value if it comes in time; the promise goes on otherwise. */
async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
