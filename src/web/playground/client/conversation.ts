/** The messages of the place that is open: filled when it opens, then kept up live. */
import type { RoomMessage } from '../../../platforms/playground/wire.ts';
import { el, fill } from './dom.ts';
import { type MessageParts, messageElement } from './message.ts';
import { say } from './words.ts';

export interface Conversation {
  readonly element: HTMLElement;
  /** Another place, or the same one in another language. `opening` stands above the messages. */
  open(place: string, messages: readonly RoomMessage[], parts: MessageParts, opening?: HTMLElement): void;
  add(message: RoomMessage): void;
  change(message: RoomMessage): void;
  /** "…is working on it", until the returned function is called. */
  wait(text: string): () => void;
  /** Brings a message into view; `focus` when what was focused before is gone. */
  reveal(id: string, focus: boolean): boolean;
}

/** How far from the end one may have scrolled and still be reading along. */
const NEAR_PX = 160;

export function createConversation(): Conversation {
  const list = el('ol', { class: 'messages' });
  const waiting = el('div', { class: 'waiting', hidden: true });
  const above = el('div', { class: 'opening' });
  const empty = el('p', { class: 'empty' });
  const element = el('div', { class: 'conversation', id: 'messages', role: 'region', tabindex: '0' }, above, empty, list, waiting);
  let parts: MessageParts | undefined;

  const find = (id: string) => list.querySelector<HTMLElement>(`#m-${CSS.escape(id)}`);
  /** To the end, yet never past the beginning of what is read next. */
  const follow = (was: boolean, newest?: Element) => {
    if (!was) return;
    if (newest !== undefined && newest.clientHeight > element.clientHeight) newest.scrollIntoView({ block: 'start' });
    else element.scrollTop = element.scrollHeight;
  };
  const near = () => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
  const append = (message: RoomMessage, given: MessageParts) => {
    const shown = messageElement(message, given);
    const parent = message.thread === undefined ? undefined : find(message.thread)?.querySelector('.thread');
    (parent ?? list).append(shown);
    empty.hidden = true;
    return shown;
  };

  return {
    element,
    open(place, messages, given, opening) {
      parts = given;
      element.setAttribute('aria-label', say('playground.messages', { place }));
      fill(above, opening);
      empty.textContent = opening === undefined ? say('playground.messages.empty') : '';
      empty.hidden = messages.length > 0 || opening !== undefined;
      fill(list);
      const shown = messages.map((message) => append(message, given));
      element.scrollTop = 0;
      follow(shown.length > 0, shown.at(-1));
    },
    add(message) {
      if (parts === undefined || find(message.id) !== null) return;
      const was = near();
      follow(was, append(message, parts));
    },
    change(message) {
      const before = find(message.id);
      if (parts === undefined || before === null) return;
      const was = near();
      const held = before.contains(document.activeElement);
      const after = messageElement(message, parts);
      after.querySelector('.thread')?.replaceWith(before.querySelector('.thread') ?? '');
      before.replaceWith(after);
      if (held) after.focus({ preventScroll: true });
      follow(was, after);
    },
    wait(text) {
      fill(waiting, el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), text);
      waiting.hidden = false;
      element.scrollTop = element.scrollHeight;
      return () => {
        waiting.hidden = true;
      };
    },
    reveal(id, focus) {
      const shown = find(id);
      if (shown === null) return false;
      shown.scrollIntoView({ block: shown.clientHeight > element.clientHeight ? 'start' : 'nearest' });
      if (focus) shown.focus({ preventScroll: true });
      return true;
    },
  };
}
