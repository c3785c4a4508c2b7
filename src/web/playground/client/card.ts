/** A card as elements: its blocks, and controls that say what was pressed. */
import type { ActionRef, Block, Button, Card, Control, LinkButton, Select } from '../../../chat/card.ts';
import { plain } from '../../../chat/text.ts';
import { ask } from './ask.ts';
import { el, icon } from './dom.ts';
import { aloud, anchor, rich } from './rich.ts';
import { say } from './words.ts';

/** Resolves when it has been answered. */
export type Press = (ref: ActionRef, selected: readonly string[]) => Promise<void>;

export function cardElement(card: Card, press: Press): HTMLElement {
  const shown = el('div', { class: 'card' });
  const busy: Press = async (ref, selected) => {
    shown.setAttribute('aria-busy', 'true');
    for (const control of shown.querySelectorAll('button, select')) control.setAttribute('disabled', '');
    try {
      await press(ref, selected);
    } finally {
      shown.removeAttribute('aria-busy');
      for (const control of shown.querySelectorAll('button, select')) control.removeAttribute('disabled');
    }
  };
  if (card.title !== undefined) shown.append(el('h3', {}, card.title));
  for (const block of card.blocks) shown.append(blockElement(block, busy));
  return shown;
}

/** One line for the announcer: what a screen reader says when the card arrives. */
export function cardAloud(card: Card): string {
  if (card.fallback !== undefined) return card.fallback;
  const texts = card.blocks.flatMap((block) => {
    if (block.type === 'heading') return [block.text];
    return block.type === 'text' || block.type === 'quote' || block.type === 'item' ? [aloud(block.text)] : [];
  });
  return [card.title ?? '', ...texts].filter((text) => text !== '').join('. ');
}

function blockElement(block: Block, press: Press): HTMLElement {
  switch (block.type) {
    case 'text':
      return el('p', {}, ...rich(block.text));
    case 'heading':
      return el('h4', {}, block.text);
    case 'quote':
      return el('blockquote', {}, ...rich(block.text));
    case 'list':
      return el('ul', {}, ...block.items.map((item) => el('li', {}, ...rich(item))));
    case 'note':
      return el('p', { class: 'note' }, ...rich(block.text));
    case 'fields':
      return el('dl', {}, ...block.fields.map((field) => el('div', {}, el('dt', {}, field.label), el('dd', {}, ...rich(field.value)))));
    case 'item':
      return item(block, press);
    case 'image':
      return image(block.url, block.alt);
    case 'divider':
      return el('hr');
    case 'actions':
      return el('div', { class: 'actions' }, ...block.controls.map((control) => controlElement(control, press)));
  }
}

function item(block: Extract<Block, { type: 'item' }>, press: Press): HTMLElement {
  const text = el('p', {}, ...rich(block.text));
  if (block.control === undefined) return el('div', { class: 'item' }, text);
  const control = controlElement(block.control, press);
  // Many rows have the same word on their button; said aloud, it needs its row.
  control.setAttribute('aria-label', `${block.control.label}: ${plain(block.text)}`.slice(0, 150));
  return el('div', { class: 'item' }, text, control);
}

function controlElement(control: Control, press: Press): HTMLElement {
  if (control.type === 'link') return linkElement(control);
  return control.type === 'button' ? buttonElement(control, press) : selectElement(control, press);
}

function linkElement(control: LinkButton): HTMLElement {
  const link = anchor(control.url, control.label, 'button quiet');
  if (link instanceof HTMLAnchorElement) link.append(icon('out'));
  return link;
}

function buttonElement(control: Button, press: Press): HTMLElement {
  const style = control.style ?? 'plain';
  const button = el('button', { type: 'button', class: `button ${style}` }, control.label);
  button.addEventListener('click', async () => {
    if (control.confirm !== undefined && !(await ask(control.confirm, control.style === 'danger'))) return;
    button.classList.add('pressed');
    await press(control.action, []);
    button.classList.remove('pressed');
  });
  return button;
}

function selectElement(control: Select, press: Press): HTMLElement {
  const options = control.options.map((option) =>
    el('option', { value: option.value }, option.hint === undefined ? option.label : `${option.label} (${option.hint})`),
  );
  const select = el(
    'select',
    { 'aria-label': control.placeholder },
    el('option', { value: '', selected: true, disabled: true }, control.placeholder),
    ...options,
  );
  select.addEventListener('change', async () => {
    await press(control.action, [select.value]);
    select.selectedIndex = 0;
  });
  return select;
}

/** An image from elsewhere is loaded when the reader asks for it: until then nothing has left this machine. */
function image(url: string, alt: string): HTMLElement {
  const caption = el('figcaption', {}, alt);
  const show = () => el('img', { src: url, alt, referrerpolicy: 'no-referrer', loading: 'lazy' });
  if (url.startsWith('data:image/') || new URL(url, location.href).origin === location.origin) return el('figure', {}, show());
  const host = new URL(url).host;
  const button = el('button', { type: 'button', class: 'button quiet' }, icon('picture'), say('playground.image.show', { host }));
  const figure = el('figure', { class: 'held' }, button, caption);
  button.addEventListener('click', () => {
    figure.classList.remove('held');
    button.replaceWith(show());
  });
  return figure;
}
