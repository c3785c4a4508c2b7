/** One message: who, when, who else sees it, and what it says. */
import type { RoomMessage, RoomPerson } from '../../../platforms/playground/wire.ts';
import { cardAloud, cardElement, type Press } from './card.ts';
import { el, icon } from './dom.ts';
import { written } from './rich.ts';
import { say } from './words.ts';

export interface MessageParts {
  person(id: string): RoomPerson | undefined;
  press(message: RoomMessage): Press;
  /** Undefined where there are no threads. */
  reply: ((message: RoomMessage) => void) | undefined;
}

export const bot = { id: 'agora', name: 'Agora' } as const;

export function nameOf(id: string, parts: Pick<MessageParts, 'person'>): string {
  return id === bot.id ? bot.name : (parts.person(id)?.name ?? id);
}

export function messageElement(message: RoomMessage, parts: MessageParts): HTMLElement {
  const name = nameOf(message.by, parts);
  const byline = el(
    'div',
    { class: 'byline' },
    el('span', { class: 'author' }, name),
    message.by === bot.id && el('span', { class: 'tag' }, say('playground.message.bot')),
    el('time', { datetime: message.at, title: written(message.at, 'datetime') }, written(message.at, 'time')),
    message.edited !== undefined && el('span', { class: 'small' }, say('playground.message.edited')),
  );
  const body = el(
    'div',
    { class: 'message-body' },
    message.asked && asked(message.asked, parts),
    byline,
    message.for !== undefined && el('div', { class: 'private' }, icon('eye'), say('playground.message.private')),
    message.text !== undefined && el('p', { class: 'said' }, message.text),
    message.card && cardElement(message.card, parts.press(message)),
  );
  const replies = el('ol', { class: 'thread' });
  if (message.thread === undefined && parts.reply !== undefined && message.for === undefined) {
    const reply = el('button', { type: 'button', class: 'link reply' }, icon('reply'), say('playground.thread.reply'));
    reply.addEventListener('click', () => parts.reply?.(message));
    body.append(reply);
  }
  const kind = message.for === undefined ? '' : ' only-you';
  return el(
    'li',
    { class: `message${kind}`, id: `m-${message.id}`, tabindex: '-1' },
    avatar(message.by, name),
    el('div', {}, body, replies),
  );
}

/** What the announcer says when it arrives. */
export function messageAloud(message: RoomMessage, parts: Pick<MessageParts, 'person'>): string {
  const said = message.text ?? (message.card === undefined ? '' : cardAloud(message.card));
  const privately = message.for === undefined ? '' : `${say('playground.message.private')}. `;
  return `${nameOf(message.by, parts)}: ${privately}${said}`.slice(0, 400);
}

const HUES = 6;

/** A circle with initials; always the same colour for the same person. */
export function avatar(id: string, name: string): HTMLElement {
  const hue = id === bot.id ? 'bot' : String([...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES);
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('');
  return el('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initials);
}

function asked(said: { readonly by: string; readonly text: string }, parts: MessageParts): HTMLElement {
  const name = nameOf(said.by, parts);
  const [before = '', after = ''] = say('playground.message.asked', { name }).split('{command}');
  return el('div', { class: 'asked' }, before, el('code', {}, said.text), after);
}
