/** Elements, made from data. Text always goes in as text, never as markup. */

export type Child = Node | string | undefined | false;
type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
export type Props = { readonly class?: string; readonly on?: Listeners } & {
  readonly [attribute: string]: string | boolean | undefined | Listeners;
};

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'string') made.setAttribute(name, value);
    else if (value === true) made.setAttribute(name, '');
  }
  for (const [type, listener] of Object.entries(props.on ?? {})) made.addEventListener(type, listener as EventListener);
  fill(made, ...children);
  return made;
}

/** Puts these children in place of what was there. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...children.filter((child): child is Node | string => child !== undefined && child !== false));
}

/** For people who listen, and for names that pictures only hint at. */
export const unseen = (text: string): HTMLElement => el('span', { class: 'unseen' }, text);

let count = 0;
/** An id for `aria-describedby` and its kind. */
export function freshId(prefix: string): string {
  count += 1;
  return `${prefix}-${count}`;
}

const shapes = {
  menu: 'M3 6h18M3 12h18M3 18h18',
  home: 'M3 11 12 4l9 7M6 9.5V20h12V9.5',
  direct: 'M4 5h16v11H9l-5 4z',
  channel: 'M9 4 7 20M17 4l-2 16M4 9h17M3 15h17',
  closed: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  eye: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  send: 'M4 12h15M13 6l6 6-6 6',
  reply: 'M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1',
  close: 'M6 6l12 12M18 6 6 18',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3.5 2',
  out: 'M10 5H5v14h14v-5M13 5h6v6M19 5l-9 9',
} as const;

/** A line drawing that says nothing to a screen reader: the words stand beside it. */
export function icon(shape: keyof typeof shapes): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shapes[shape]);
  svg.append(path);
  return svg;
}
