/** A list of suggestions under a text input, worked by arrows, Enter and Escape: the combobox pattern of ARIA. */
import { el, fill, freshId } from './dom.ts';

export interface Suggestion {
  readonly label: string;
  readonly hint?: string;
  readonly tag?: string;
  readonly pick: () => void;
}

export interface Suggestions {
  readonly list: HTMLElement;
  /** `title` names the list; `active` is the row that Enter takes at once, none when negative. */
  show(title: string, rows: readonly Suggestion[], active?: number): void;
  hide(): void;
}

export function suggest(input: HTMLInputElement): Suggestions {
  const box = el('div', { class: 'suggestions', role: 'listbox', id: freshId('suggestions'), hidden: true });
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', box.id);
  input.setAttribute('autocomplete', 'off');
  let rows: readonly Suggestion[] = [];
  let at = -1;

  const mark = (index: number) => {
    at = index;
    const elements = [...box.querySelectorAll('[role=option]')];
    for (const [n, row] of elements.entries()) row.setAttribute('aria-selected', String(n === at));
    const active = elements[at];
    if (active === undefined) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  };
  const hide = () => {
    rows = [];
    box.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const show = (title: string, shown: readonly Suggestion[], active = -1) => {
    if (shown.length === 0) return hide();
    rows = shown;
    box.setAttribute('aria-label', title);
    const heading = el('div', { class: 'suggestions-title', role: 'presentation', 'aria-hidden': 'true' }, title);
    fill(box, heading, ...shown.map((row) => rowElement(row)));
    box.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(active);
  };

  input.addEventListener('keydown', (event) => {
    if (rows.length === 0 || event.isComposing) return;
    if (event.key === 'ArrowDown') mark((at + 1) % rows.length);
    else if (event.key === 'ArrowUp') mark(at <= 0 ? rows.length - 1 : at - 1);
    else if (event.key === 'Escape') hide();
    else if (event.key === 'Tab' && !event.shiftKey && at >= 0) rows[at]?.pick();
    else if (event.key === 'Enter' && at >= 0) rows[at]?.pick();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  input.addEventListener('blur', hide);
  return { list: box, show, hide };
}

function rowElement(row: Suggestion): HTMLElement {
  const shown = el(
    'div',
    { role: 'option', id: freshId('option'), 'aria-selected': 'false' },
    el('span', { class: 'suggestion-label' }, row.label),
    row.tag !== undefined && el('span', { class: 'tag' }, row.tag),
    row.hint !== undefined && el('span', { class: 'suggestion-hint' }, row.hint),
  );
  // Before the input loses the focus, which would close the list.
  shown.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    row.pick();
  });
  return shown;
}
