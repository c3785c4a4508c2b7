/**
 * Slack's rules for what an app may send, as schemas: what breaks them, Slack refuses. Numbers from the comments of
 * @slack/types and https://docs.slack.dev/reference/block-kit; unknown properties are refused there too.
 */
import { z } from 'zod';

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
/** What would page a crowd is never ours to send; dates need a format that Slack knows. */
const marked = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !/<!(channel|here|everyone|subteam)/.test(text), 'pages everybody')
    .refine(
      (text) => [...text.matchAll(/<!date\^([^>]*)>/g)].every((token) => /^\d+\^[^|]*\{[a-z_]+\}[^|]*\|.+$/.test(token[1] ?? '')),
      'a date token that Slack cannot read',
    );
const mrkdwn = (max: number) => z.strictObject({ type: z.literal('mrkdwn'), text: marked(max), verbatim: z.boolean().optional() });
const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

const actionId = z.string().min(1).max(255);
const address = z
  .string()
  .max(3000)
  .regex(/^(https?|mailto):/i);
const confirm = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
  url: address.optional(),
});
const hundred = z.array(option).min(1).max(100);
const ten = z.array(option).min(1).max(10);
const many = { max_selected_items: z.int().min(1).optional() };
const asked = {
  action_id: actionId,
  placeholder: plain(150).optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const external = { min_query_length: z.int().min(0).optional() };

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: actionId,
  url: address.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});
const staticSelect = z.strictObject({ type: z.literal('static_select'), ...asked, options: hundred, initial_option: option.optional() });
const multiStatic = z.strictObject({
  type: z.literal('multi_static_select'),
  ...asked,
  ...many,
  options: hundred,
  initial_options: hundred.optional(),
});
const externalSelect = z.strictObject({ type: z.literal('external_select'), ...asked, ...external, initial_option: option.optional() });
const multiExternal = z.strictObject({
  type: z.literal('multi_external_select'),
  ...asked,
  ...external,
  ...many,
  initial_options: hundred.optional(),
});
const radio = z.strictObject({ type: z.literal('radio_buttons'), action_id: actionId, options: ten, initial_option: option.optional() });
const checkboxes = z.strictObject({ type: z.literal('checkboxes'), action_id: actionId, options: ten, initial_options: ten.optional() });
const overflow = z.strictObject({ type: z.literal('overflow'), action_id: actionId, options: z.array(option).min(2).max(5) });
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...asked,
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  initial_value: z.string().max(3000).optional(),
});
const numeric = z.string().regex(/^-?\d+(\.\d+)?$/);
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...asked,
  is_decimal_allowed: z.boolean(),
  min_value: numeric.optional(),
  max_value: numeric.optional(),
  initial_value: numeric.optional(),
});

const choosers = [staticSelect, multiStatic, externalSelect, multiExternal, radio, checkboxes] as const;
const element = z.discriminatedUnion('type', [button, overflow, ...choosers]);
const inputElement = z.discriminatedUnion('type', [textInput, numberInput, ...choosers]);

const style = z.strictObject({ bold: z.boolean(), italic: z.boolean(), code: z.boolean(), strike: z.boolean() }).partial().optional();
const rich = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: address, text: z.string().min(1).optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{[a-z_]+\}/),
    fallback: z.string().optional(),
    url: address.optional(),
    style,
  }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(rich).min(1) });
const richBlock = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(rich).min(1) }),
  z.strictObject({ type: z.literal('rich_text_list'), style: z.enum(['bullet', 'ordered']), elements: z.array(richSection).min(1) }),
]);

const block_id = z.string().min(1).max(255).optional();
const image = { image_url: address, alt_text: z.string().min(1).max(2000) };
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id, text: plain(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id,
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: z.union([element, z.strictObject({ type: z.literal('image'), ...image })]).optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'a section without text'),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('image'), block_id, ...image, title: plain(2000).optional() }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: z
      .array(z.union([anyText(3000), z.strictObject({ type: z.literal('image'), ...image })]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('actions'), block_id, elements: z.array(element).min(1).max(25) }),
  z.strictObject({ type: z.literal('rich_text'), block_id, elements: z.array(richBlock).min(1) }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement,
  }),
]);
export type FakeBlock = z.infer<typeof block>;
export type FakeElement = z.infer<typeof element> | z.infer<typeof inputElement>;
export type FakeOption = z.infer<typeof option>;

const blocks = (max: number) =>
  z
    .array(block)
    .min(1)
    .max(max)
    .superRefine((all, ctx) => {
      for (const message of idIssues(all)) ctx.addIssue({ code: 'custom', message });
    });

export const view = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('modal'),
      title: plain(24),
      blocks: blocks(100),
      submit: plain(24).optional(),
      close: plain(24).optional(),
      private_metadata: z.string().max(3000).optional(),
      callback_id: z.string().max(255).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
      external_id: z.string().max(255).optional(),
    }),
    z.strictObject({
      type: z.literal('home'),
      blocks: blocks(100),
      private_metadata: z.string().max(3000).optional(),
      callback_id: z.string().max(255).optional(),
    }),
  ])
  .refine(
    (given) => given.type !== 'modal' || given.submit !== undefined || given.blocks.every(({ type }) => type !== 'input'),
    'a view with inputs and no submit',
  )
  .refine((given) => JSON.stringify(given).length <= 250_000, 'a view over 250 KB');
export type FakeView = z.infer<typeof view>;

/** `text` is what notifications and screen readers say: always there. */
export const message = z.object({
  text: marked(40_000),
  blocks: blocks(50).optional(),
  metadata: z.strictObject({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) }).optional(),
  thread_ts: z.string().optional(),
});
export const suggested = z.strictObject({ options: z.array(option).max(100) });
export const submissionAck = z.union([
  z.strictObject({}),
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.enum(['update', 'push']), view }),
]);

/** What breaks a schema, in one line each. */
export function broken(schema: z.ZodType, value: unknown): readonly string[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((found) => flat(found));
}

function flat(found: z.core.$ZodIssue, under: readonly PropertyKey[] = []): readonly string[] {
  const path = [...under, ...found.path];
  if (found.code === 'invalid_union' && found.errors.length > 0) {
    const nearest = [...found.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => flat(inner, path));
  }
  return [`${path.map(String).join('.')}: ${found.message}`];
}

function idIssues(all: readonly FakeBlock[]): readonly string[] {
  const ids = all.flatMap((one) => one.block_id ?? []);
  return [
    ...repeated(ids).map((id) => `block_id twice: ${id}`),
    ...all.flatMap((one) => repeated(elementsOf(one).map(({ action_id }) => action_id)).map((id) => `action_id twice: ${id}`)),
    ...all.flatMap(elementsOf).flatMap(elementIssues),
  ];
}

export function elementsOf(one: FakeBlock): readonly FakeElement[] {
  if (one.type === 'actions') return one.elements;
  if (one.type === 'input') return [one.element];
  return one.type === 'section' && one.accessory !== undefined && one.accessory.type !== 'image' ? [one.accessory] : [];
}

function elementIssues(one: FakeElement): readonly string[] {
  switch (one.type) {
    case 'static_select':
    case 'radio_buttons':
      return one.initial_option === undefined ? [] : among([one.initial_option], one.options);
    case 'multi_static_select':
    case 'checkboxes':
      return [
        ...among(one.initial_options ?? [], one.options),
        ...('max_selected_items' in one ? tooMany(one.initial_options, one.max_selected_items) : []),
      ];
    case 'multi_external_select':
      return tooMany(one.initial_options, one.max_selected_items);
    case 'plain_text_input':
      return (one.initial_value?.length ?? 0) > (one.max_length ?? 3000) ? ['initial_value over max_length'] : [];
    case 'number_input':
      return Number(one.initial_value ?? one.min_value) < Number(one.min_value) ||
        Number(one.initial_value ?? one.max_value) > Number(one.max_value)
        ? ['initial_value out of bounds']
        : [];
    default:
      return [];
  }
}

/** Slack wants an initial option to be one of the options, to the letter. */
const among = (chosen: readonly FakeOption[], all: readonly FakeOption[]): readonly string[] =>
  chosen.every((one) => all.some((other) => JSON.stringify(other) === JSON.stringify(one))) ? [] : ['an initial option that is no option'];
const tooMany = (chosen: readonly FakeOption[] | undefined, max: number | undefined): readonly string[] =>
  (chosen?.length ?? 0) > (max ?? 100) ? ['more initial options than may be chosen'] : [];
const repeated = (all: readonly string[]): readonly string[] => all.filter((one, at) => all.indexOf(one) !== at);
