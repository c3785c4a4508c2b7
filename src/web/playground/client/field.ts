/** One question of a form: its label, its help, its control, and what was refused about it. */
import type { Choice } from '../../../chat/card.ts';
import type { SheetField } from '../../../chat/sheet.ts';
import { el, freshId } from './dom.ts';
import { type Lookup, lookupControl } from './lookup.ts';
import { say } from './words.ts';

export interface FieldView {
  readonly id: string;
  readonly element: HTMLElement;
  read(): readonly string[];
  focus(): void;
}

interface Control {
  readonly element: HTMLElement;
  /** What the label points at; a group is labelled as a whole. */
  readonly target: HTMLElement;
  readonly group: boolean;
  read(): readonly string[];
}
type Of<K extends SheetField['kind']> = Extract<SheetField, { kind: K }>;

/** A choice of more than this many is a closed list rather than a row of chips, where only one may be taken. */
const CHIPS = 8;
/** Several of more than this many stand as a list of their own that scrolls, so that the sheet stays one look. */
const LONG = 12;

export function fieldView(field: SheetField, filled: readonly Choice[], problem: string | undefined, search: Lookup): FieldView {
  const control = controlFor(field, filled, search);
  const id = freshId('field');
  const hint = field.hint === undefined ? undefined : el('p', { class: 'hint', id: `${id}-hint` }, field.hint);
  const error = problem === undefined ? undefined : el('p', { class: 'error', id: `${id}-error` }, problem);
  const most =
    field.kind === 'choice' && field.many && hint === undefined
      ? el('p', { class: 'hint', id: `${id}-most` }, say('playground.form.most', { max: String(field.max) }))
      : undefined;
  const described = [error, hint, most].flatMap((one) => one?.id ?? []).join(' ');
  if (described !== '') control.target.setAttribute('aria-describedby', described);
  if (problem !== undefined && !control.group) control.target.setAttribute('aria-invalid', 'true');
  if (field.required && !control.group) control.target.setAttribute('aria-required', 'true');

  const mark = field.required || field.kind === 'confirm' ? undefined : el('span', { class: 'tag' }, say('playground.optional'));
  const words = [field.label, mark ?? ''];
  const class_ = `field ${field.kind}${problem === undefined ? '' : ' refused'}`;
  const element = control.group
    ? el('fieldset', { class: class_ }, el('legend', {}, ...words), hint, most, control.element, error)
    : el('div', { class: class_ }, el('label', { for: control.target.id }, ...words), hint, most, control.element, error);
  if (control.group && described !== '') element.setAttribute('aria-describedby', described);
  return {
    id: field.id,
    element,
    read: control.read,
    focus: () => (control.group ? element.querySelector('input')?.focus() : control.target.focus()),
  };
}

function controlFor(field: SheetField, filled: readonly Choice[], search: Lookup): Control {
  switch (field.kind) {
    case 'text':
      return textControl(field, filled);
    case 'number':
      return lineControl(field, filled, { inputmode: 'numeric' });
    case 'date':
      return lineControl(field, filled, { class: 'short' });
    case 'confirm':
      return confirmControl(field, filled);
    case 'choice':
      return field.many || field.options.length <= CHIPS ? chipsControl(field, filled) : selectControl(field, filled);
    case 'lookup':
      return { group: false, ...lookupControl(field, filled, search) };
  }
}

function textControl(field: Of<'text'>, filled: readonly Choice[]): Control {
  if (field.lines === 'one') return lineControl(field, filled, {});
  const area = el('textarea', { id: freshId('input'), rows: field.max > 500 ? '6' : '3', placeholder: field.placeholder });
  area.value = filled[0]?.value ?? '';
  const count = el('span', { class: 'count', 'aria-hidden': 'true' });
  const show = () => {
    count.textContent = `${[...area.value].length} / ${field.max}`;
    count.classList.toggle('over', [...area.value].length > field.max);
  };
  area.addEventListener('input', show);
  show();
  return { element: el('div', { class: 'counted' }, area, count), target: area, group: false, read: () => given(area.value) };
}

function lineControl(field: SheetField, filled: readonly Choice[], attributes: Readonly<Record<string, string>>): Control {
  const input = el('input', { id: freshId('input'), type: 'text', autocomplete: 'off', placeholder: field.placeholder, ...attributes });
  input.value = filled[0]?.value ?? '';
  return { element: input, target: input, group: false, read: () => given(input.value) };
}

function confirmControl(field: Of<'confirm'>, filled: readonly Choice[]): Control {
  const input = el('input', { id: freshId('input'), type: 'checkbox' });
  input.checked = filled[0]?.value === 'true';
  void field;
  return { element: input, target: input, group: false, read: () => (input.checked ? ['true'] : []) };
}

function chipsControl(field: Of<'choice'>, filled: readonly Choice[]): Control {
  const chosen = new Set(filled.map((choice) => choice.value));
  const name = freshId('choice');
  const none: readonly Choice[] = field.many || field.required ? [] : [{ value: '', label: say('playground.form.none') }];
  const inputs = [...none, ...field.options].map((option) => {
    const input = el('input', { type: field.many ? 'checkbox' : 'radio', name, value: option.value, id: freshId('input') });
    input.checked = chosen.has(option.value) || (option.value === '' && chosen.size === 0);
    return { input, option };
  });
  const rows = inputs.map(({ input, option }) =>
    el(
      'label',
      { class: 'chip', for: input.id },
      input,
      el('span', {}, option.label, option.hint !== undefined && el('span', { class: 'chip-hint' }, option.hint)),
    ),
  );
  const element = el('div', { class: rows.length > LONG ? 'chips long' : 'chips' }, ...rows);
  const target = inputs[0]?.input ?? element;
  return {
    element,
    target,
    group: true,
    read: () => inputs.flatMap(({ input }) => (input.checked && input.value !== '' ? [input.value] : [])),
  };
}

function selectControl(field: Of<'choice'>, filled: readonly Choice[]): Control {
  const options = field.options.map((option) => el('option', { value: option.value }, option.label));
  const select = el('select', { id: freshId('input') }, el('option', { value: '' }, say('playground.form.choose')), ...options);
  select.value = filled[0]?.value ?? '';
  return { element: select, target: select, group: false, read: () => (select.value === '' ? [] : [select.value]) };
}

const given = (value: string): readonly string[] => (value.trim() === '' ? [] : [value]);
