/** A page of a form as a modal view, and what was typed into it read back. */
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Choice } from '../../chat/card.ts';
import type { RawValues } from '../../chat/platform.ts';
import type { Page, SheetField } from '../../chat/sheet.ts';
import { backId } from './action-id.ts';
import { blockLimits, slackLimits } from './limits.ts';
import { shortened } from './split.ts';
import { plainText } from './text.ts';

const limits = slackLimits.form;
const fieldAction = 'value';

/** Which draft and which sheet a view shows: all that travels through Slack. */
const metadata = z.object({ draft: z.string(), sheet: z.string() });
export type FormMetadata = z.infer<typeof metadata>;

export function readMetadata(text: string | undefined): FormMetadata | undefined {
  if (text === undefined || !text.startsWith('{')) return undefined;
  try {
    const parsed = metadata.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function renderPage(page: Page): types.ModalView {
  const problems = new Map(page.problems.map((problem) => [problem.field, problem.message]));
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify({ draft: page.draft, sheet: page.sheet.id } satisfies FormMetadata),
    // The draft is put away when the form is: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed
    notify_on_close: true,
    title: plainText(shortened(page.text.form, limits.title)),
    submit: plainText(shortened(page.text.next, limits.button)),
    close: plainText(shortened(page.text.close, limits.button)),
    blocks: [
      ...heading(page),
      ...page.sheet.fields.flatMap((field) => {
        const message = problems.get(field.id);
        const refused = message === undefined ? [] : [note(`⚠ ${message}`)];
        return [...refused, input(page.sheet.id, field, page.filled[field.id] ?? [])];
      }),
    ],
  };
}

/** What a resubmitted sheet is answered with, when all that was refused stands on it: Slack shows it at each field and keeps what was typed. */
export function inlineProblems(page: Page, shown: FormMetadata): Readonly<Record<string, string>> | undefined {
  if (page.problems.length === 0 || page.draft !== shown.draft || page.sheet.id !== shown.sheet) return undefined;
  const ids = new Set(page.sheet.fields.map((field) => field.id));
  if (!page.problems.every((problem) => ids.has(problem.field))) return undefined;
  return Object.fromEntries(
    page.problems.map((problem) => [blockId(page.sheet.id, problem.field), shortened(problem.message, limits.hint)]),
  );
}

function heading(page: Page): types.KnownBlock[] {
  const elsewhere = page.problems.filter((problem) => !page.sheet.fields.some((field) => field.id === problem.field));
  const place = page.part.of > 1 ? ` · ${page.part.at}/${page.part.of}` : '';
  return [
    ...(page.sheet.title === '' ? [] : [note(`${page.sheet.title}${place}`)]),
    ...(page.problems.length === 0 ? [] : [note(page.text.refused)]),
    ...(elsewhere.length === 0 ? [] : [note(elsewhere.map((problem) => `⚠ ${problem.message}`).join('\n'))]),
    ...(page.back ? [back(page.text.back)] : []),
  ];
}

const back = (label: string): types.ActionsBlock => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: backId, text: plainText(shortened(label, slackLimits.card.buttonLabel)) }],
});

const note = (text: string): types.ContextBlock => ({
  type: 'context',
  elements: [plainText(shortened(text, slackLimits.card.text))],
});

/** A field keeps what was typed as long as its block's id stays; the sheet is part of it so that another sheet starts from its own values. */
const blockId = (sheet: string, field: string): string => `${sheet}|${field}`;
const fieldOf = (id: string): string => id.slice(id.indexOf('|') + 1);

function input(sheet: string, field: SheetField, filled: readonly Choice[]): types.InputBlock {
  return {
    type: 'input',
    block_id: blockId(sheet, field.id),
    label: plainText(shortened(field.label, limits.label)),
    optional: !field.required,
    element: element(field, filled),
    ...(field.hint === undefined || field.hint === '' ? {} : { hint: plainText(shortened(field.hint, limits.hint)) }),
  };
}

function element(field: SheetField, filled: readonly Choice[]): types.InputBlock['element'] {
  const common = {
    action_id: fieldAction,
    ...(field.placeholder === undefined || field.placeholder === ''
      ? {}
      : { placeholder: plainText(shortened(field.placeholder, limits.placeholder)) }),
  };
  const value = filled[0]?.value ?? '';
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        ...common,
        multiline: field.lines === 'many',
        ...bounds(field, value),
        ...(value === '' ? {} : { initial_value: value.slice(0, limits.text) }),
      };
    // Dates may be a year or a month alone, which Slack's date picker cannot say.
    case 'date':
      return { type: 'plain_text_input', ...common, ...(value === '' ? {} : { initial_value: value.slice(0, limits.text) }) };
    case 'number':
      return {
        type: 'number_input',
        ...common,
        is_decimal_allowed: false,
        min_value: String(field.min),
        max_value: String(field.max),
        ...(isWithin(value, field) ? { initial_value: value } : {}),
      };
    case 'confirm': {
      const option = { value: 'true', text: plainText(shortened(field.placeholder ?? field.label, limits.optionLabel)) };
      return {
        type: 'checkboxes',
        action_id: fieldAction,
        options: [option],
        ...(value === '' || value === 'false' ? {} : { initial_options: [option] }),
      };
    }
    case 'choice':
      return chooser(field, common, filled);
    case 'lookup':
      return field.many
        ? {
            type: 'multi_external_select',
            ...common,
            min_query_length: 1,
            max_selected_items: field.max,
            ...(filled.length === 0 ? {} : { initial_options: filled.slice(0, field.max).map(option) }),
          }
        : {
            type: 'external_select',
            ...common,
            min_query_length: 1,
            ...(filled[0] === undefined ? {} : { initial_option: option(filled[0]) }),
          };
  }
}

/** The length bounds that Slack checks while typing; left out where what is filled in already breaks them, which Slack would refuse to show. */
function bounds(field: { readonly min: number; readonly max: number }, value: string): { min_length?: number; max_length?: number } {
  const longest = Math.min(field.max, limits.text);
  return {
    ...(value.length <= longest ? { max_length: longest } : {}),
    ...(field.min > 1 && (value === '' || value.length >= field.min) ? { min_length: Math.min(field.min, longest) } : {}),
  };
}

function chooser(
  field: Extract<SheetField, { kind: 'choice' }>,
  common: { readonly action_id: string; readonly placeholder?: types.PlainTextElement },
  filled: readonly Choice[],
): types.InputBlock['element'] {
  const options = field.options.slice(0, limits.options).map(option);
  const chosen = options.filter(({ value }) => filled.some((choice) => choice.value === value));
  const visible = options.length <= blockLimits.visibleOptions;
  if (!field.many) {
    const first = chosen[0];
    const initial = first === undefined ? {} : { initial_option: first };
    // A radio button cannot be taken back, so an optional question is a menu.
    return visible && field.required
      ? { type: 'radio_buttons', action_id: common.action_id, options, ...initial }
      : { type: 'static_select', ...common, options, ...initial };
  }
  const initial = chosen.length === 0 ? {} : { initial_options: chosen.slice(0, Math.max(1, field.max)) };
  // Checkboxes have no upper bound of their own.
  return visible && field.max >= options.length
    ? { type: 'checkboxes', action_id: common.action_id, options, ...initial }
    : { type: 'multi_static_select', ...common, options, max_selected_items: Math.max(1, field.max), ...initial };
}

export function option(choice: Choice): types.PlainTextOption {
  return {
    value: choice.value,
    text: plainText(shortened(choice.label.trim() === '' ? choice.value : choice.label, limits.optionLabel)),
    ...(choice.hint === undefined || choice.hint.trim() === ''
      ? {}
      : { description: plainText(shortened(choice.hint, slackLimits.card.optionHint)) }),
  };
}

const isWithin = (value: string, field: { readonly min: number; readonly max: number }): boolean =>
  /^-?\d+$/.test(value) && Number(value) >= field.min && Number(value) <= field.max;

const chosen = z.object({ value: z.string() });
/** One field's state, of any of the kinds above. https://docs.slack.dev/reference/views#view-state */
const state = z.looseObject({
  value: z.string().nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).nullish(),
});
export const viewState = z.looseObject({ values: z.record(z.string(), z.record(z.string(), state)) });

/** An entry for every field of the sheet, empty where nothing was given. */
export function readValues(values: z.infer<typeof viewState>['values'], sheet: string): RawValues {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([id]) => id.startsWith(`${sheet}|`))
      .map(([id, actions]) => [fieldOf(id), Object.values(actions).flatMap(given)]),
  );
}

function given(field: z.infer<typeof state>): readonly string[] {
  if (field.selected_options != null) return field.selected_options.map(({ value }) => value);
  if (field.selected_option != null) return [field.selected_option.value];
  return field.value == null || field.value === '' ? [] : [field.value];
}

/** The field that somebody types in, from its block's id. */
export const fieldOfBlock = fieldOf;
