/** A question with a long list behind it: typing searches, Enter takes, what was taken stands as chips. */
import type { Choice } from '../../../chat/card.ts';
import type { SheetField } from '../../../chat/sheet.ts';
import { el, fill, freshId, icon } from './dom.ts';
import { suggest } from './suggestions.ts';
import { say } from './words.ts';

/** What the bot finds for a field. */
export type Lookup = (field: string, typed: string) => Promise<readonly Choice[]>;

const PAUSE_MS = 120;

export function lookupControl(field: Extract<SheetField, { kind: 'lookup' }>, filled: readonly Choice[], search: Lookup) {
  const input = el('input', { id: freshId('input'), type: 'text', placeholder: field.placeholder ?? say('playground.form.search') });
  const popup = suggest(input);
  const chips = el('ul', { class: 'taken' });
  const status = el('p', { class: 'hint', role: 'status' });
  let taken: readonly Choice[] = field.many ? filled : [];
  // One answer stands in the input itself; it counts as chosen until the text is changed.
  let one: Choice | undefined = field.many ? undefined : filled[0];
  input.value = one?.label ?? '';
  let asking = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const draw = () => {
    chips.hidden = taken.length === 0;
    fill(chips, ...taken.map(chip));
  };
  const chip = (choice: Choice) => {
    const remove = el(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': say('playground.form.remove', { name: choice.label }) },
      icon('close'),
    );
    remove.addEventListener('click', () => {
      taken = taken.filter((other) => other.value !== choice.value);
      draw();
      changed();
      input.focus();
    });
    return el('li', {}, choice.label, remove);
  };
  const changed = () => input.dispatchEvent(new Event('change', { bubbles: true }));
  const take = (choice: Choice) => {
    popup.hide();
    status.textContent = '';
    if (field.many) {
      taken = [...taken.filter((other) => other.value !== choice.value), choice].slice(-field.max);
      input.value = '';
      draw();
    } else {
      one = choice;
      input.value = choice.label;
    }
    changed();
  };
  const look = () => {
    one = undefined;
    asking += 1;
    const mine = asking;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const choices = await search(field.id, input.value).catch(() => []);
      if (mine !== asking) return;
      const fresh = choices.filter((choice) => !taken.some((other) => other.value === choice.value));
      status.textContent =
        fresh.length === 0 ? say('playground.form.nothing') : say('playground.form.found', { count: String(fresh.length) });
      popup.show(
        field.label,
        fresh.map((choice) => ({
          label: choice.label,
          ...(choice.hint === undefined ? {} : { hint: choice.hint }),
          pick: () => take(choice),
        })),
        input.value.trim() === '' ? -1 : 0,
      );
    }, PAUSE_MS);
  };
  input.addEventListener('input', look);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && input.getAttribute('aria-expanded') === 'false') look();
    // Enter here never sends the form: somebody is choosing.
    if (event.key === 'Enter') event.preventDefault();
    if (event.key === 'Backspace' && input.value === '' && taken.length > 0) {
      taken = taken.slice(0, -1);
      draw();
      changed();
    }
  });
  draw();
  return {
    element: el('div', { class: 'lookup' }, chips, el('div', { class: 'lookup-line' }, input, popup.list), status),
    target: input,
    /** What was typed and not chosen goes along as it is: the bot resolves it, or says why not. */
    read: (): readonly string[] => {
      const typed = input.value.trim() === '' ? [] : [input.value.trim()];
      return field.many ? [...taken.map((choice) => choice.value), ...typed] : one === undefined ? typed : [one.value];
    },
  };
}
