/** The column of places: Home, the conversation with Agora, and the channels. On a phone it is a drawer. */
import type { PlaceId, RoomState } from '../../../platforms/playground/wire.ts';
import { el, fill, icon } from './dom.ts';
import { channelName, say } from './words.ts';

/** Where a window can be. */
export type Spot = 'home' | PlaceId;

export interface Places {
  readonly element: HTMLElement;
  /** The button that opens the drawer where there is no room for the column. */
  readonly opener: HTMLButtonElement;
  draw(state: RoomState, at: Spot, unread: ReadonlySet<Spot>): void;
}

export function createPlaces(go: (spot: Spot) => void): Places {
  const nav = el('nav', { class: 'places', id: 'places' });
  const opener = el(
    'button',
    { type: 'button', class: 'icon-button opener', 'aria-controls': 'places', 'aria-expanded': 'false' },
    icon('menu'),
  );
  const veil = el('div', { class: 'veil' });
  const open = (on: boolean) => {
    document.body.classList.toggle('drawer-open', on);
    opener.setAttribute('aria-expanded', String(on));
    opener.setAttribute('aria-label', say(on ? 'playground.places.hide' : 'playground.places.show'));
  };
  opener.addEventListener('click', () => {
    open(!document.body.classList.contains('drawer-open'));
    if (document.body.classList.contains('drawer-open'))
      (nav.querySelector<HTMLElement>('[aria-current]') ?? nav.querySelector('a'))?.focus();
  });
  veil.addEventListener('click', () => open(false));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !document.body.classList.contains('drawer-open')) return;
    open(false);
    opener.focus();
  });

  const link = (spot: Spot, label: string, shape: Parameters<typeof icon>[0], at: Spot, unread: boolean, tag?: string) => {
    const shown = el(
      'a',
      { href: hashOf(spot), class: unread ? 'unread' : '', 'aria-current': spot === at ? 'page' : undefined },
      icon(shape),
      el('span', { class: 'place-name' }, label),
      tag !== undefined && el('span', { class: 'tag' }, tag),
      unread && el('span', { class: 'dot', role: 'img', 'aria-label': say('playground.unread') }),
    );
    shown.addEventListener('click', (event) => {
      event.preventDefault();
      open(false);
      go(spot);
    });
    return el('li', {}, shown);
  };

  return {
    element: el('div', { class: 'drawer' }, veil, nav),
    opener,
    draw(state, at, unread) {
      nav.setAttribute('aria-label', say('playground.places'));
      open(document.body.classList.contains('drawer-open'));
      const direct: PlaceId = `direct:${state.as.id}`;
      const channels = state.channels.map((channel) => {
        const spot: PlaceId = `channel:${channel.id}`;
        const shape = channel.closed ? 'closed' : 'channel';
        return link(spot, channelName(channel.id), shape, at, unread.has(spot), channel.locale);
      });
      fill(
        nav,
        el('ul', {}, link('home', say('playground.home'), 'home', at, false)),
        el('h2', {}, say('playground.direct.heading')),
        el('ul', {}, link(direct, say('playground.direct'), 'direct', at, unread.has(direct))),
        el('h2', {}, say('playground.channels')),
        el('ul', {}, ...channels),
      );
    },
  };
}

/** `#/experiences`, `#/agora`, `#/home`: so that a window can be opened at a place. */
export function hashOf(spot: Spot): string {
  if (spot === 'home') return '#/home';
  return spot.startsWith('direct:') ? '#/agora' : `#/${spot.slice('channel:'.length)}`;
}

export function spotOf(hash: string, state: RoomState): Spot {
  const name = hash.replace(/^#\//, '');
  if (name === 'home') return 'home';
  return state.channels.some((channel) => channel.id === name) ? `channel:${name}` : `direct:${state.as.id}`;
}
