/** The page: puts the parts together, and keeps what this window knows of the room. */
import type { Answer, LiveEvent, PlaceId, RoomMessage, RoomState, TimeEvent } from '../../../platforms/playground/wire.ts';
import * as api from './api.ts';
import { askName } from './ask.ts';
import { askTime } from './ask-time.ts';
import { cardElement, type Press } from './card.ts';
import { createComposer } from './composer.ts';
import { createConversation } from './conversation.ts';
import { el, fill } from './dom.ts';
import { openForm } from './form.ts';
import { listen } from './live.ts';
import { createMasthead } from './masthead.ts';
import { type MessageParts, messageAloud, nameOf } from './message.ts';
import { createPlaces, hashOf, type Spot, spotOf } from './places.ts';
import { readIn, renewRelative, written } from './rich.ts';
import * as time from './time.ts';
import { welcome } from './welcome.ts';
import { channelName, locale, say, sayMaybe, speak } from './words.ts';

const FIRST_PERSON = 'awa';

const places = createPlaces((spot) => go(spot));
const masthead = createMasthead({
  opener: places.opener,
  be: (person) => void enter(person, undefined),
  newcomer: () => void newcomer(),
  speak: (chosen) => void enter(state.as.id, chosen),
  time: () => void moveTime(),
});
const conversation = createConversation();
const composer = createComposer({
  menu: () => state.menu,
  complete: async (command, option, typed) => choicesOf(await api.complete(me(), where(), command, option, typed)),
  send: (text) => void sendText(text),
});
const heading = el('h2', { tabindex: '-1' });
const about = el('p', { class: 'about' });
const panel = el('div', { class: 'home', hidden: true });
const skip = el('a', { href: '#messages', class: 'skip' });
const announcer = el('div', { class: 'unseen', 'aria-live': 'polite', role: 'log' });

let state: RoomState;
let messages = new Map<string, RoomMessage>();
let at: Spot = 'home';
let thread: RoomMessage | undefined;
let unread = new Set<Spot>();
let online: boolean | undefined;
let silence = (): void => undefined;
let awaited: { readonly id: string; readonly focus: boolean } | undefined;

/** The invented people have a zone of their own; somebody new has the browser's. */
const zone = (): string => state.as.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
const me = (): api.Me => ({ as: state.as.id, locale: locale(), timeZone: zone() });
const direct = (): PlaceId => `direct:${state.as.id}`;
const where = (): api.Where => {
  const place = at === 'home' ? direct() : at;
  return { place, ...(thread === undefined ? {} : { thread: thread.id }) };
};
const choicesOf = (answer: Answer) => (answer.type === 'choices' ? answer.choices : []);
const person = (id: string) => state.people.find((one) => one.id === id);

/** Becomes a person, in a language: theirs, or the one that was chosen. */
async function enter(as: string, chosen: string | undefined): Promise<void> {
  silence();
  const known = await api.getState(as, chosen).catch((trouble: unknown) => {
    if (trouble instanceof api.Trouble && trouble.status === 404 && as !== FIRST_PERSON) return api.getState(FIRST_PERSON, undefined);
    throw trouble;
  });
  const same = known.as.id === new URLSearchParams(location.search).get('as');
  state = known;
  messages = new Map(state.messages.map((message) => [message.id, message]));
  const spoken = chosen ?? state.as.locale;
  speak(spoken, state.texts);
  readIn(state.as.timeZone);
  document.documentElement.lang = spoken;
  document.title = say('playground.title');
  skip.textContent = say('playground.skip');
  if (!same) unread = new Set();
  const query = new URLSearchParams({ as: state.as.id, ...(chosen === undefined ? {} : { lang: chosen }) });
  history.replaceState(null, '', `?${query}${location.hash}`);
  masthead.draw(state, spoken);
  time.set(state.time.now);
  masthead.tick(zone());
  go(spotOf(location.hash, state), false);
  silence = listen(state.as.id, state.seq, { hear, time: hearTime, reset: () => void enter(state.as.id, chosen), online: setOnline });
}

async function newcomer(): Promise<void> {
  const name = await askName();
  if (name === undefined) return;
  const id = `new-${api.newId().slice(0, 10)}`;
  const arrived = await tried(() => api.join({ ...me(), as: id }, name));
  if (arrived !== undefined) await enter(id, undefined);
}

async function moveTime(): Promise<void> {
  const leap = await askTime(zone(), state.time.movable);
  if (leap !== undefined) await tried(() => api.leap(me(), leap));
}

/** Less is only the way from there to here. */
const LEAP_MS = 30_000;
const READ_MS = 6000;
let passing = false;
/** Runs while the window says where time has come to. */
let arrival: ReturnType<typeof setTimeout> | undefined;

/** Somebody moves the time, in this window or another. */
function hearTime({ now, moving }: TimeEvent): void {
  const leapt = time.set(now) > LEAP_MS || passing;
  passing = moving;
  showTime();
  if (moving) masthead.trouble(say('playground.time.passing'));
  if (moving || !leapt) return;
  const said = say('playground.time.now', { at: written(now, 'datetime') });
  masthead.trouble(said);
  clearTimeout(arrival);
  arrival = setTimeout(() => {
    arrival = undefined;
    if (!passing && online !== false) masthead.trouble('');
  }, READ_MS);
}

function showTime(): void {
  masthead.tick(zone());
  renewRelative();
}

/** Opens a place. `focus` moves there what a keyboard does next. */
function go(spot: Spot, focus = true): void {
  at = spot;
  thread = undefined;
  unread.delete(spot);
  history.replaceState(null, '', `${location.search}${hashOf(spot)}`);
  draw();
  if (focus) heading.focus();
}

function draw(): void {
  places.draw(state, at, unread);
  const home = at === 'home';
  panel.hidden = !home;
  conversation.element.hidden = home;
  heading.textContent = titleOf(at);
  about.textContent = aboutOf(at);
  const stop = () => {
    thread = undefined;
    draw();
    composer.focus();
  };
  composer.renew(titleOf(at === 'home' ? direct() : at), thread === undefined ? undefined : { name: nameOf(thread.by, { person }), stop });
  if (home) return void drawHome();
  const shown = [...messages.values()].filter((message) => message.place === at);
  const opening = at === direct() && shown.length === 0 ? welcome(state.as, (command) => void sendText(command)) : undefined;
  conversation.open(titleOf(at), shown, parts(), opening);
}

async function drawHome(): Promise<void> {
  if (panel.childElementCount === 0) fill(panel, el('p', { class: 'empty' }, say('playground.waiting')));
  const answer = await tried(() => api.home(me()));
  if (answer?.type === 'home') fill(panel, cardElement(answer.card, pressOn('home', direct())));
  else fill(panel, el('p', { class: 'empty' }, say('playground.home.empty')));
}

function titleOf(spot: Spot): string {
  if (spot === 'home') return say('playground.home');
  return spot.startsWith('direct:') ? say('playground.direct') : channelName(spot.slice('channel:'.length));
}
function aboutOf(spot: Spot): string {
  if (spot === 'home') return say('playground.home.about');
  if (spot.startsWith('direct:')) return say('playground.direct.about', { name: state.as.name });
  return sayMaybe(`playground.channels.${spot.slice('channel:'.length)}.about`) ?? '';
}

function parts(): MessageParts {
  const reply = (message: RoomMessage) => {
    thread = message;
    draw();
    composer.focus();
  };
  return {
    person,
    press: (message) => pressOn(message.id, message.place),
    reply: at === 'home' ? undefined : reply,
  };
}

const pressOn =
  (message: string, place: PlaceId): Press =>
  async (ref, selected) => {
    await settle(await tried(() => api.press(me(), message, ref, selected)), { place, message });
  };

async function sendText(text: string): Promise<void> {
  if (at === 'home') go(direct(), false);
  const here = where();
  const done = text.startsWith('/') || here.place === direct() ? conversation.wait(say('playground.waiting')) : () => undefined;
  try {
    await settle(await tried(() => api.say(me(), here, text)), { place: here.place });
  } finally {
    done();
  }
}

/** Shows what an act led to. `origin`: the message that a form was opened from may be replaced by what comes of it. */
async function settle(
  answer: Answer | undefined,
  origin: { readonly place: PlaceId; readonly message?: string },
  focus = false,
): Promise<void> {
  if (answer === undefined) return;
  if (answer.type === 'home') return fill(panel, cardElement(answer.card, pressOn('home', direct())));
  if (answer.type === 'message') {
    if (answer.place !== at) go(answer.place, false);
    awaited = { id: answer.id, focus };
    if (conversation.reveal(answer.id, focus)) awaited = undefined;
    return;
  }
  if (answer.type !== 'page') return;
  const asked = me();
  openForm(answer.page, {
    send: (move, page, raw) =>
      tried(() =>
        api.form(
          asked,
          { place: origin.place },
          { move, draft: page.draft, sheet: page.sheet.id, raw, ...(origin.message === undefined ? {} : { message: origin.message }) },
        ),
      ),
    search: (draft) => async (field, typed) => choicesOf(await api.lookup(asked, draft, field, typed)),
    closed: (result) => void settle(result, origin, true),
  });
}

/** Undefined, and said, when it did not work. */
async function tried<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    const done = await act();
    if (online !== false && !passing && arrival === undefined) masthead.trouble('');
    return done;
  } catch (trouble) {
    if (!(trouble instanceof api.Trouble)) throw trouble;
    masthead.trouble(say('playground.trouble'));
    return undefined;
  }
}

function hear(event: LiveEvent): void {
  if (event.type === 'person') {
    state = { ...state, people: [...state.people.filter((one) => one.id !== event.person.id), event.person] };
    masthead.draw(state, locale());
  } else hearMessage(event);
}

function hearMessage({ type, message }: Extract<LiveEvent, { message: RoomMessage }>): void {
  const first = ![...messages.values()].some((other) => other.place === message.place);
  messages.set(message.id, message);
  if (message.by !== state.as.id) announce(messageAloud(message, { person }));
  if (message.place !== at) {
    if (message.by !== state.as.id) unread.add(message.place);
    places.draw(state, at, unread);
    return;
  }
  if (first) draw();
  else if (type === 'edited') conversation.change(message);
  else conversation.add(message);
  if (awaited !== undefined && conversation.reveal(awaited.id, awaited.focus)) awaited = undefined;
}

function announce(text: string): void {
  announcer.append(el('p', {}, text));
  while (announcer.childElementCount > 5) announcer.firstElementChild?.remove();
}

function setOnline(now: boolean): void {
  document.body.classList.toggle('offline', !now);
  if (!now) masthead.trouble(say('playground.connection.lost'));
  else masthead.trouble(online === false ? say('playground.connection.back') : '');
  if (now && online === false) setTimeout(() => online && masthead.trouble(''), 3000);
  online = now;
}

document.body.append(
  skip,
  masthead.element,
  el(
    'div',
    { class: 'columns' },
    places.element,
    el('main', {}, el('header', { class: 'place-head' }, heading, about), panel, conversation.element, composer.element, announcer),
  ),
);
skip.addEventListener('click', (event) => {
  event.preventDefault();
  // The address after # says where one is, so it is not for jumping.
  (at === 'home' ? heading : conversation.element).focus();
});
const TICK_MS = 5000;
setInterval(() => state !== undefined && showTime(), TICK_MS);
const query = new URLSearchParams(location.search);
void enter(query.get('as') ?? FIRST_PERSON, query.get('lang') ?? undefined);
window.addEventListener('hashchange', () => go(spotOf(location.hash, state)));
