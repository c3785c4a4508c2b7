/** The shapes of an interaction's answers, and which of them fits: pure. */
import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from 'discord.js';
import { InteractionResponseType, MessageFlags } from 'discord.js';
import type { Card, Choice } from '../../chat/card.ts';
import type { Outcome } from '../../chat/platform.ts';
import type { Answers } from '../../chat/reply.ts';
import { never } from '../../errors.ts';
import type { Body } from './card.ts';
import { customIds } from './components.ts';
import { readCustomId } from './custom-id.ts';
import { renderBetween, renderModal } from './form.ts';
import { limits, MAX_VALUE } from './limits.ts';
import type { Call } from './receive.ts';
import { clip } from './text.ts';

export type FirstAnswer =
  | { type: InteractionResponseType.ChannelMessageWithSource | InteractionResponseType.UpdateMessage; data: Body }
  | { type: InteractionResponseType.DeferredChannelMessageWithSource; data?: { flags: MessageFlags.Ephemeral } }
  | { type: InteractionResponseType.DeferredMessageUpdate }
  | { type: InteractionResponseType.Modal; data: APIModalInteractionResponseCallbackData }
  | { type: InteractionResponseType.ApplicationCommandAutocompleteResult; data: { choices: APIApplicationCommandOptionChoice<string>[] } };

/** What was answered first, when that was only "wait". It fixes who will see the answer. */
export type Deferral = 'private' | 'public' | 'update';

export const reply = (body: Body, privately: boolean): FirstAnswer => ({
  type: InteractionResponseType.ChannelMessageWithSource,
  data: withPrivacy(body, privately),
});

export const update = (body: Body): FirstAnswer => ({ type: InteractionResponseType.UpdateMessage, data: body });

export function deferred(deferral: Deferral): FirstAnswer {
  if (deferral === 'update') return { type: InteractionResponseType.DeferredMessageUpdate };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return deferral === 'private' ? { type, data: { flags: MessageFlags.Ephemeral } } : { type };
}

export const withPrivacy = (body: Body, privately: boolean): Body =>
  privately ? { ...body, flags: body.flags | MessageFlags.Ephemeral } : body;

/** How to say "wait" so that the answer announced can follow. */
export function deferralOf(call: Call, answers: Answers): Deferral {
  if (call.kind === 'modal') return continues(call) ? 'update' : 'private';
  if (answers === 'update' && canUpdate(call)) return 'update';
  return answers === 'public' ? 'public' : 'private';
}

/** Whether there is a message that this interaction can change. */
export const canUpdate = (call: Call): boolean => call.source !== undefined && (call.kind === 'component' || call.kind === 'modal');

/** Whether a card takes the place of the message that was pressed. What is private never replaces what everybody sees. */
export function replaces(call: Call, outcome: Outcome & { type: 'card' }): boolean {
  if (!outcome.replace || !call.source || !canUpdate(call)) return false;
  if (call.kind === 'modal') return outcome.privately ? continues(call) : !call.source.private;
  return call.source.private || !outcome.privately;
}

/**
 * Whether the messages of a form run follow each other in one place: where only this person sees it, and in direct
 * messages only over our own "Continue", so that a message in which somebody asked for something stays.
 */
export function continues({ source }: Call): boolean {
  if (!source) return false;
  return source.ephemeral || (source.private && customIds(source.components).some((id) => readCustomId(id)?.type === 'resume'));
}

/** The first answer when the outcome was there in time. A modal cannot follow a modal, so there a message stands between. */
export function firstAnswer(call: Call, outcome: Outcome, render: (card: Card) => Body): FirstAnswer {
  switch (outcome.type) {
    case 'card':
      return replaces(call, outcome) ? update(render(outcome.card)) : reply(render(outcome.card), outcome.privately);
    case 'page':
      if (call.kind !== 'modal') return { type: InteractionResponseType.Modal, data: renderModal(outcome.page) };
      return continues(call) ? update(renderBetween(outcome.page)) : reply(renderBetween(outcome.page), true);
    case 'choices':
    case 'none':
      return deferred(canUpdate(call) ? 'update' : 'private');
    default:
      return never(outcome);
  }
}

export function suggestions(outcome: Outcome): FirstAnswer {
  const choices = outcome.type === 'choices' ? outcome.choices.slice(0, limits.choices.count).map(suggestion) : [];
  return { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
}

// A suggestion's value is what the person will have "typed": longer ones would be refused, all of them with it.
const suggestion = ({ value, label }: Choice) => ({ name: clip(label, limits.choices.label), value: value.slice(0, MAX_VALUE) });
