/** The top of the page: what this is, who acts in this window, and in which language. */
import type { RoomState } from '../../../platforms/playground/wire.ts';
import { el, fill } from './dom.ts';
import { avatar } from './message.ts';
import { say, sayMaybe } from './words.ts';

export interface MastheadParts {
  readonly opener: HTMLElement;
  be(person: string): void;
  newcomer(): void;
  speak(locale: string): void;
}
export interface Masthead {
  readonly element: HTMLElement;
  draw(state: RoomState, locale: string): void;
  /** Empty: all is well. */
  trouble(text: string): void;
}

const NEWCOMER = '+';

export function createMasthead(parts: MastheadParts): Masthead {
  const person = el('select', { id: 'person' });
  const language = el('select', { id: 'language' });
  const personLabel = el('label', { for: 'person', class: 'unseen' });
  const languageLabel = el('label', { for: 'language', class: 'unseen' });
  const face = el('span', { class: 'face' });
  const badge = el('span', { class: 'badge' });
  const notice = el('span', { class: 'notice' });
  const trouble = el('div', { class: 'trouble', role: 'status' });
  let current = '';

  person.addEventListener('change', () => {
    const chosen = person.value;
    person.value = current;
    if (chosen === NEWCOMER) parts.newcomer();
    else parts.be(chosen);
  });
  language.addEventListener('change', () => parts.speak(language.value));

  const bar = el(
    'div',
    { class: 'masthead-bar' },
    parts.opener,
    el('h1', {}, el('span', { class: 'mark', 'aria-hidden': 'true' }), 'Agora'),
    el('p', { class: 'what' }, badge, notice),
    el('div', { class: 'who' }, face, personLabel, person, languageLabel, language),
  );
  return {
    element: el('header', { class: 'masthead' }, bar, trouble),
    draw(state, locale) {
      current = state.as.id;
      badge.textContent = say('playground.badge');
      notice.textContent = say('playground.notice');
      personLabel.textContent = say('playground.you');
      languageLabel.textContent = say('playground.language');
      fill(face, avatar(state.as.id, state.as.name));
      const people = state.people.map((one) => {
        const role = sayMaybe(`playground.roles.${one.role}`) ?? one.role;
        return el('option', { value: one.id, title: sayMaybe(`playground.people.${one.id}`) }, `${one.name} · ${role}`);
      });
      fill(person, ...people, el('option', { value: NEWCOMER }, say('playground.newcomer')));
      person.value = current;
      fill(language, ...state.locales.map((one) => el('option', { value: one.id, lang: one.id }, one.name)));
      language.value = locale;
    },
    trouble(text) {
      trouble.textContent = text;
      trouble.hidden = text === '';
    },
  };
}
