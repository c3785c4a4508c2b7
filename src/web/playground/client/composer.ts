/** Where people write: one line, a menu of commands after a slash, and suggestions of the bot for their options. */
import type { Choice } from '../../../chat/card.ts';
import type { MenuCommand, MenuOption } from '../../../platforms/playground/wire.ts';
import { sent, type Typing, typing, written } from './command-line.ts';
import { el, fill, icon, unseen } from './dom.ts';
import { type Suggestion, suggest } from './suggestions.ts';
import { say } from './words.ts';

export interface ComposerParts {
  menu(): readonly MenuCommand[];
  /** What the bot suggests for an option of a command. */
  complete(command: string, option: string, typed: string): Promise<readonly Choice[]>;
  send(text: string): void;
}
export interface Composer {
  readonly element: HTMLElement;
  /** In another language, or for another place; `replyTo` names whom one answers. */
  renew(place: string, replyTo?: { readonly name: string; readonly stop: () => void }): void;
  focus(): void;
}

/** Long enough for a word's letters to come together, short enough to feel immediate. */
const PAUSE_MS = 120;

export function createComposer(parts: ComposerParts): Composer {
  const input = el('input', { type: 'text', name: 'message', maxlength: '4000', enterkeyhint: 'send' });
  const button = el('button', { type: 'submit', class: 'button primary send' });
  const reply = el('div', { class: 'replying', hidden: true });
  const popup = suggest(input);
  const form = el('form', { class: 'composer' }, popup.list, reply, el('div', { class: 'composer-line' }, input, button));
  const picked = new Map<string, string>();
  let asking = 0;
  let lookingAt: MenuOption | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const put = (from: number, to: number, text: string) => {
    input.value = input.value.slice(0, from) + text + input.value.slice(to);
    input.setSelectionRange(from + text.length, from + text.length);
    look();
  };
  const choose = (at: { from: number; to: number }, option: MenuOption, choice: Choice) => {
    const shown = written(option.key, choice.label);
    picked.set(shown, written(option.key, choice.value));
    put(at.from, at.to, `${shown} `);
  };

  const look = () => {
    asking += 1;
    clearTimeout(timer);
    const now = typing(input.value, input.selectionStart ?? input.value.length, parts.menu());
    if (now.type !== 'value') lookingAt = undefined;
    if (now.type === 'text') return popup.hide();
    if (now.type === 'name') return popup.show(say('playground.composer.commands'), now.matches.map(nameRow), now.exact ? -1 : 0);
    if (now.type === 'options')
      return popup.show(
        optionsTitle(now.command),
        now.left.map((option) => optionRow(option, now)),
      );
    lookForValue(now);
  };
  const nameRow = (command: MenuCommand): Suggestion => ({
    label: `/${command.name}`,
    hint: command.description,
    pick: () => put(0, input.value.length, `/${command.name} `),
  });
  const optionRow = (option: MenuOption, at: { from: number; to: number }): Suggestion => ({
    label: `${option.key}:`,
    tag: say(option.required ? 'playground.required' : 'playground.optional'),
    hint: option.description,
    pick: () => put(at.from, at.to, `${option.key}:`),
  });
  const lookForValue = (now: Extract<Typing, { type: 'value' }>) => {
    const { option, command } = now;
    const show = (choices: readonly Choice[]) =>
      popup.show(
        `${option.key}: ${option.description}`,
        choices.map((choice) => ({
          label: choice.label,
          ...(choice.hint === undefined ? {} : { hint: choice.hint }),
          pick: () => choose(now, option, choice),
        })),
      );
    if (option.kind === 'choice')
      return show(option.choices.filter((choice) => choice.label.toLowerCase().includes(now.typed.toLowerCase())));
    if (!option.suggests) return popup.hide();
    // What is still shown belongs to an earlier line; Enter must not take it.
    if (lookingAt !== option) popup.hide();
    lookingAt = option;
    const mine = asking;
    timer = setTimeout(async () => {
      const choices = await parts.complete(command.name, option.key, now.typed).catch(() => []);
      if (mine === asking) show(choices);
    }, PAUSE_MS);
  };

  input.addEventListener('input', look);
  input.addEventListener('click', look);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = sent(input.value, picked).trim();
    if (text === '') return;
    asking += 1;
    clearTimeout(timer);
    popup.hide();
    picked.clear();
    input.value = '';
    parts.send(text);
  });

  return {
    element: form,
    renew(place, replyTo) {
      input.setAttribute('aria-label', say('playground.composer.label', { place }));
      input.placeholder = say('playground.composer.placeholder');
      fill(button, icon('send'), unseen(say('playground.composer.send')));
      reply.hidden = replyTo === undefined;
      if (replyTo === undefined) return;
      const stop = el('button', { type: 'button', class: 'icon-button', 'aria-label': say('playground.thread.cancel') }, icon('close'));
      stop.addEventListener('click', replyTo.stop);
      fill(reply, el('span', {}, say('playground.thread.to', { name: replyTo.name })), stop);
    },
    focus: () => input.focus(),
  };
}

const optionsTitle = (command: MenuCommand): string => say('playground.composer.options', { command: `/${command.name}` });
