/** What stands in an empty conversation with Agora: what this page is, and three things to try. */
import type { RoomPerson } from '../../../platforms/playground/wire.ts';
import { el } from './dom.ts';
import { say, sayMaybe } from './words.ts';

export function welcome(as: RoomPerson, send: (command: string) => void): HTMLElement {
  const tries = [
    [say('playground.welcome.search'), say('playground.welcome.search.command')],
    [say('playground.welcome.submit'), say('playground.welcome.submit.command')],
    [say('playground.welcome.help'), say('playground.welcome.help.command')],
  ] as const;
  const rows = tries.map(([text, command]) => {
    const button = el('button', { type: 'button', class: 'try' }, el('span', {}, text), el('code', {}, command));
    button.addEventListener('click', () => send(command));
    return el('li', {}, button);
  });
  const about = sayMaybe(`playground.people.${as.id}`);
  return el(
    'section',
    { class: 'welcome' },
    el('h3', {}, say('playground.welcome.title')),
    el('p', { class: 'welcome-text' }, say('playground.welcome.text')),
    about !== undefined && el('p', { class: 'welcome-who' }, el('strong', {}, as.name), ` · ${about}`),
    el('h4', {}, say('playground.welcome.try')),
    el('ul', {}, ...rows),
    el('p', { class: 'note welcome-text' }, say('playground.welcome.windows')),
  );
}
