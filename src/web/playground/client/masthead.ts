/** The top of the page: what this is, who acts in this window, and in which language. */
import type { RoomState } from '../../../platforms/playground/wire.ts';
import { el, fill, icon, unseen } from './dom.ts';
import { avatar } from './message.ts';
import { now } from './time.ts';
import { say, sayMaybe, locale as spoken } from './words.ts';

export interface MastheadParts {
  readonly opener: HTMLElement;
  be(person: string): void;
  newcomer(): void;
  speak(locale: string): void;
  /** Somebody wants to move the time. */
  time(): void;
}
export interface Masthead {
  readonly element: HTMLElement;
  draw(state: RoomState, locale: string): void;
  /** The bot's time, in the person's zone. */
  tick(zone: string): void;
  /** Empty: all is well. */
  trouble(text: string): void;
}

const NEWCOMER = '+';
const narrow = matchMedia('(max-width: 720px)');
const shown = (): Intl.DateTimeFormatOptions => ({
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
  ...(narrow.matches ? {} : { weekday: 'short' }),
});

export function createMasthead(parts: MastheadParts): Masthead {
  const person = el('select', { id: 'person' });
  const language = el('select', { id: 'language' });
  const personLabel = el('label', { for: 'person', class: 'unseen' });
  const languageLabel = el('label', { for: 'language', class: 'unseen' });
  const face = el('span', { class: 'face' });
  const badge = el('span', { class: 'badge' });
  const notice = el('span', { class: 'notice' });
  const time = el('time', {});
  const clockHint = unseen('');
  const clock = el('button', { type: 'button', class: 'clock', 'aria-haspopup': 'dialog' }, icon('clock'), time, clockHint);
  const trouble = el('div', { class: 'trouble', role: 'status' });
  let current = '';

  person.addEventListener('change', () => {
    const chosen = person.value;
    person.value = current;
    if (chosen === NEWCOMER) parts.newcomer();
    else parts.be(chosen);
  });
  clock.addEventListener('click', () => parts.time());
  language.addEventListener('change', () => parts.speak(language.value));

  const bar = el(
    'div',
    { class: 'masthead-bar' },
    parts.opener,
    el('h1', {}, el('span', { class: 'mark', 'aria-hidden': 'true' }), 'Agora'),
    el('p', { class: 'what' }, badge, notice),
    clock,
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
      clockHint.textContent = say('playground.time.open');
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
    tick(zone) {
      time.dateTime = now().toISOString();
      const text = new Intl.DateTimeFormat(spoken(), { ...shown(), timeZone: zone }).format(now());
      if (time.textContent !== text) time.textContent = text;
    },
    trouble(text) {
      trouble.textContent = text;
      trouble.hidden = text === '';
    },
  };
}
