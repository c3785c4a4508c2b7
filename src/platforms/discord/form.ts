/** A sheet as a modal, what a submitted modal holds, and the messages that stand between two modals. */
import type {
  APIComponentInLabel,
  APILabelComponent,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  APITextInputComponent,
} from 'discord.js';
import { ButtonStyle, ComponentType, TextInputStyle } from 'discord.js';
import { z } from 'zod';
import type { Choice } from '../../chat/card.ts';
import type { RawValues } from '../../chat/platform.ts';
import type { Page, SheetField } from '../../chat/sheet.ts';
import { never } from '../../errors.ts';
import { type Body, message } from './card.ts';
import { customId } from './custom-id.ts';
import { limits, MAX_TEXT, MAX_VISIBLE_OPTIONS } from './limits.ts';
import { clip, fitMarkdown, literal } from './text.ts';

/** The modal for a page, with everything filled in that is known. A refused field says why in its description. */
export function renderModal(page: Page): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId({ type: 'sheet', draft: page.draft, sheet: page.sheet.id }),
    title: clip(page.sheet.title, limits.form.title),
    components: page.sheet.fields.map((field) => label(page, field)),
  };
}

/** What of this page would be cut, for tests over all forms in all languages. */
export function overflowOfPage(page: Page): readonly string[] {
  const over = (what: string, text: string | undefined, max: number) =>
    text !== undefined && text.length > max ? [`${what} over ${max} characters: ${text}`] : [];
  return [
    ...over('title', page.sheet.title, limits.form.title),
    ...(page.sheet.fields.length > limits.form.fieldsPerSheet ? [`${page.sheet.fields.length} fields`] : []),
    ...page.sheet.fields.flatMap((field) => [
      ...over('label', field.label, limits.form.label),
      ...over('hint', field.hint, limits.form.hint),
      ...over('placeholder', field.placeholder, limits.form.placeholder),
      ...(field.kind === 'choice' ? field.options.flatMap((option) => over('option', option.label, limits.form.optionLabel)) : []),
    ]),
  ];
}

/** The message after a sheet: saved, with Continue; or what was refused, with Fix. A modal cannot answer a modal. */
export function renderBetween(page: Page): Body {
  const { text, problems } = page;
  const refused = problems.length > 0;
  const lines = refused
    ? [`**${literal(text.refused)}**`, ...problems.map((problem) => problemLine(page, problem))]
    : [literal(text.saved)];
  const words = [`### ${literal(text.form)}`, ...lines].join('\n');
  const { content } =
    words.length <= MAX_TEXT
      ? { content: words }
      : fitMarkdown([text.refused, '\n', ...problems.map(({ message }) => `${message}\n`)], MAX_TEXT);
  const ids = { draft: page.draft, sheet: page.sheet.id };
  const rows: APIMessageTopLevelComponent = {
    type: ComponentType.Container,
    components: [
      { type: ComponentType.TextDisplay, content },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: clip(refused ? text.fix : text.resume, limits.form.button),
            custom_id: customId({ type: 'resume', ...ids }),
          },
          ...(page.back && !refused
            ? [
                {
                  type: ComponentType.Button as const,
                  style: ButtonStyle.Secondary as const,
                  label: clip(text.back, limits.form.button),
                  custom_id: customId({ type: 'back', ...ids }),
                },
              ]
            : []),
        ],
      },
    ],
  };
  return message([rows]);
}

function problemLine(page: Page, problem: { readonly field: string; readonly message: string }): string {
  const field = page.sheet.fields.find(({ id }) => id === problem.field);
  return field ? `- **${literal(field.label)}** · ${literal(problem.message)}` : `- ${literal(problem.message)}`;
}

/** Marks the custom_id of a text input in which several names may stand: reading it back needs no memory of the sheet. */
const SEVERAL = '*';

function label(page: Page, field: SheetField): APILabelComponent {
  const problem = page.problems.find((refused) => refused.field === field.id);
  const description = problem?.message ?? field.hint;
  return {
    type: ComponentType.Label,
    label: clip(field.label, limits.form.label),
    ...(description ? { description: clip(description, limits.form.hint) } : {}),
    component: control(field, page.filled[field.id] ?? []),
  };
}

function control(field: SheetField, filled: readonly Choice[]): APIComponentInLabel {
  switch (field.kind) {
    case 'text':
      return textInput(field, field.lines === 'many', filled[0]?.label, {
        max: field.max,
        // Discord refuses a shorter text at once; an optional field may stay empty, so there the form's own check speaks.
        ...(field.required && field.min > 0 ? { min: field.min } : {}),
      });
    case 'number':
      return textInput(field, false, filled[0]?.label, { max: 20 });
    case 'date':
      return textInput(field, false, filled[0]?.label, { max: 40 });
    case 'lookup':
      return field.many
        ? textInput({ ...field, id: field.id + SEVERAL }, true, filled.map((choice) => choice.label).join('\n'), { max: limits.form.text })
        : textInput(field, false, filled[0]?.label, { max: limits.form.text });
    case 'confirm':
      return { type: ComponentType.Checkbox, custom_id: field.id, default: filled.some(({ value }) => value !== '' && value !== 'false') };
    case 'choice':
      return options(field, new Set(filled.map((choice) => choice.value)));
    default:
      return never(field);
  }
}

function textInput(
  field: Pick<SheetField, 'id' | 'required' | 'placeholder'>,
  long: boolean,
  value: string | undefined,
  length: { readonly min?: number; readonly max: number },
): APITextInputComponent {
  // What was typed must fit into its own box again, even where it was refused for its length.
  const max = Math.min(limits.form.text, Math.max(length.max, value?.length ?? 0, 1));
  return {
    type: ComponentType.TextInput,
    custom_id: field.id,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: max,
    ...(length.min === undefined ? {} : { min_length: Math.min(length.min, max) }),
    ...(value ? { value: clip(value, max) } : {}),
    ...(field.placeholder ? { placeholder: clip(field.placeholder, limits.form.placeholder) } : {}),
  };
}

/**
 * A short list stands open: radio buttons for one, boxes for several. A longer list is a select. So is an optional single
 * choice, because a radio button once pressed cannot be taken back.
 */
function options(field: SheetField & { kind: 'choice' }, chosen: ReadonlySet<string>): APIComponentInLabel {
  const list = field.options.slice(0, limits.form.options).map(({ value, label, hint }) => ({
    value,
    label: clip(label, limits.form.optionLabel),
    ...(hint ? { description: clip(hint, limits.card.optionHint) } : {}),
    default: chosen.has(value),
  }));
  const several = field.many ? Math.max(1, Math.min(field.max, list.length)) : 1;
  const base = { custom_id: field.id, required: field.required, options: list };
  const least = field.required ? 1 : 0;
  const open = list.length <= MAX_VISIBLE_OPTIONS;
  if (field.many && open) return { type: ComponentType.CheckboxGroup, ...base, min_values: least, max_values: several };
  if (!field.many && field.required && open && list.length > 1) return { type: ComponentType.RadioGroup, ...base };
  return {
    type: ComponentType.StringSelect,
    ...base,
    min_values: least,
    max_values: several,
    ...(field.placeholder ? { placeholder: clip(field.placeholder, limits.card.selectPlaceholder) } : {}),
  };
}

/** The raw value of a confirm field that was ticked. */
const CONFIRMED = 'true';

/** One submitted component of a modal: a Label around the control. Text displays, which hold nothing, are passed over. */
export const SubmittedComponent = z.union([
  z.object({
    type: z.literal(ComponentType.Label),
    component: z.object({
      custom_id: z.string(),
      value: z.union([z.string(), z.boolean()]).nullish(),
      values: z.array(z.string()).nullish(),
    }),
  }),
  z.object({ type: z.literal(ComponentType.TextDisplay) }).transform(() => undefined),
]);

/** The raw values by field id, with an entry for every field of the modal. */
export function readModal(components: readonly z.output<typeof SubmittedComponent>[]): RawValues {
  const raw: Record<string, readonly string[]> = {};
  for (const submitted of components) {
    if (submitted === undefined) continue;
    const { custom_id, value, values } = submitted.component;
    if (custom_id.endsWith(SEVERAL)) raw[custom_id.slice(0, -1)] = names(typeof value === 'string' ? value : '');
    else if (values) raw[custom_id] = values;
    else if (typeof value === 'boolean') raw[custom_id] = value ? [CONFIRMED] : [];
    else raw[custom_id] = value ? [value] : [];
  }
  return raw;
}

/** Several names in one text, one a line. Names may hold commas themselves, so those are left to who knows the names. */
const names = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
