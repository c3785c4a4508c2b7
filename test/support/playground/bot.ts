/** A small bot behind the playground, so that its page can be tested without a store: it answers with every kind of thing. */
import type { Card, Choice } from '../../../src/chat/card.ts';
import type { AnyCommand } from '../../../src/chat/command.ts';
import type { Door, Envelope, Inbound, Outcome, RawValues } from '../../../src/chat/platform.ts';
import type { Page, SheetField } from '../../../src/chat/sheet.ts';
import { link, moment, strong } from '../../../src/chat/text.ts';

const never = async (): Promise<never> => {
  throw new Error('only the router runs commands');
};
const described = (name: string, options: AnyCommand['options']): AnyCommand => ({ name, answers: 'private', options, run: never });

/** With names that the catalogue has texts for. */
export const commands: readonly AnyCommand[] = [
  described('help', {}),
  described('language', {}),
  described('experience submit', {}),
  described('experience search', {
    query: { kind: 'text', required: false, max: 100, complete: async () => [] },
    country: { kind: 'text', required: false, max: 100, complete: async () => [] },
  }),
];

export interface TestBot extends Door {
  /** Everything that came in, in order. */
  readonly heard: readonly Envelope[];
  /** Holds every answer back until the returned function is called. */
  hold(): () => void;
}

const countries: readonly Choice[] = [
  { value: 'CI', label: 'Côte d’Ivoire' },
  { value: 'BR', label: 'Brasil' },
  { value: 'BE', label: 'Belgique' },
];
const found = (typed: string): readonly Choice[] => countries.filter((choice) => choice.label.toLowerCase().includes(typed.toLowerCase()));

export function testBot(): TestBot {
  const heard: Envelope[] = [];
  const drafts = new Map<string, RawValues>();
  let gate: Promise<void> = Promise.resolve();

  const answer = (envelope: Envelope): Outcome => {
    const { inbound } = envelope;
    switch (inbound.type) {
      case 'command':
        return command(inbound, envelope);
      case 'complete':
        return { type: 'choices', choices: found(inbound.typed) };
      case 'complete.field':
        return { type: 'choices', choices: found(inbound.typed) };
      case 'action':
        return action(inbound);
      case 'form.page':
        drafts.set(inbound.draft, { ...drafts.get(inbound.draft), ...inbound.raw });
        return inbound.sheet === 'what.1' ? afterFirst(inbound.draft, drafts.get(inbound.draft) ?? {}) : afterSecond(inbound.draft, drafts);
      case 'form.back':
        drafts.set(inbound.draft, { ...drafts.get(inbound.draft), ...inbound.raw });
        return { type: 'page', page: first(inbound.draft, drafts.get(inbound.draft) ?? {}, []) };
      case 'form.resume':
        return { type: 'page', page: first(inbound.draft, drafts.get(inbound.draft) ?? {}, []) };
      case 'message':
        return privately({ blocks: [{ type: 'text', text: `You said: ${inbound.text}` }] });
      case 'home':
        return privately({ title: `At home: ${envelope.user.name}`, blocks: [{ type: 'actions', controls: [press('home.refresh')] }] });
      case 'joined':
        return privately({ title: `Welcome, ${envelope.user.name}`, blocks: [{ type: 'text', text: `language ${envelope.user.locale}` }] });
      default:
        return { type: 'none' };
    }
  };
  return {
    heard,
    answers: () => 'private',
    async deliver(envelope) {
      heard.push(envelope);
      await gate;
      return answer(envelope);
    },
    hold() {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return () => held.resolve();
    },
  };
}

const privately = (card: Card): Outcome => ({ type: 'card', card, privately: true, replace: false });
const press = (name: string) => ({ type: 'button', label: 'Press me', action: { name, id: '1' }, style: 'primary' }) as const;

function command(inbound: Extract<Inbound, { type: 'command' }>, envelope: Envelope): Outcome {
  if (inbound.name === 'experience submit') return { type: 'page', page: first(`draft-${envelope.user.externalId}`, {}, []) };
  if (inbound.name === 'experience search') {
    const card = { title: 'Public answer', blocks: [{ type: 'text', text: inbound.text ?? '' }] } as const;
    return { type: 'card', card, privately: false, replace: false };
  }
  if (inbound.name === 'hostile') return privately(hostile);
  return inbound.name === 'help'
    ? privately(everything)
    : privately({ title: 'No such command', blocks: [{ type: 'text', text: inbound.name }] });
}

function action(inbound: Extract<Inbound, { type: 'action' }>): Outcome {
  const said = `${inbound.ref.name} ${(inbound.selected ?? []).join()}`.trim();
  const card = { title: `Done: ${said}`, blocks: [{ type: 'actions', controls: [press('demo.again')] }] } as const;
  return { type: 'card', card, privately: true, replace: true };
}

/** Every kind of block and control. */
export const everything: Card = {
  title: 'Youth budget of Cocody',
  blocks: [
    { type: 'text', text: ['Written by ', strong('Awa Koné'), ' on ', moment(new Date('2026-03-29T10:00:00Z'), 'date'), '.'] },
    { type: 'heading', text: 'In short' },
    { type: 'quote', text: 'Pupils decide about a part of the budget of their quarter.' },
    { type: 'list', items: ['Twelve schools', ['More on ', link('the city’s page', 'https://example.org/cocody')]] },
    {
      type: 'fields',
      fields: [
        { label: 'Country', value: 'Côte d’Ivoire' },
        { label: 'Since', value: '2024' },
      ],
    },
    { type: 'item', text: 'A row with a button', control: { type: 'button', label: 'Show', action: { name: 'demo.show', id: 'row' } } },
    { type: 'image', url: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', alt: 'A grey square' },
    { type: 'divider' },
    {
      type: 'actions',
      controls: [
        press('demo.press'),
        {
          type: 'button',
          label: 'Delete',
          style: 'danger',
          action: { name: 'demo.delete', id: '1' },
          confirm: { title: 'Delete it?', text: 'It cannot be brought back.', yes: 'Delete it', no: 'Keep it' },
        },
        {
          type: 'select',
          placeholder: 'Choose a language',
          action: { name: 'demo.choose', id: '1' },
          options: [
            { value: 'fr', label: 'français' },
            { value: 'pt', label: 'português' },
          ],
        },
        { type: 'link', label: 'Read more', url: 'https://example.org/' },
      ],
    },
    { type: 'note', text: 'Only a test.' },
  ],
};

export const hostileText =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script> @everyone *bold* \u202Eright to left';
const hostile: Card = {
  title: hostileText,
  blocks: [
    { type: 'text', text: hostileText },
    { type: 'text', text: [link('harmless words', 'javascript:document.title="owned"')] },
    { type: 'fields', fields: [{ label: hostileText, value: hostileText }] },
    { type: 'actions', controls: [{ type: 'button', label: '<b>Press</b>', action: { name: 'demo.press', id: '<b>' } }] },
  ],
};

const words = {
  form: 'Share an experience',
  next: 'Continue',
  back: 'Back',
  close: 'Close',
  saved: 'Saved',
  resume: 'Continue',
  refused: 'One answer needs another look',
  fix: 'Fix',
};
const themes: readonly Choice[] = [
  { value: 'youth', label: 'Youth' },
  { value: 'budget', label: 'Participatory budgeting', hint: 'Money that residents decide about' },
  { value: 'climate', label: 'Climate' },
];
const firstFields: readonly SheetField[] = [
  { id: 'title', label: 'Title', hint: 'As people call it.', required: true, kind: 'text', lines: 'one', min: 1, max: 80 },
  { id: 'summary', label: 'Summary', required: true, kind: 'text', lines: 'many', min: 1, max: 280 },
  { id: 'country', label: 'Country', required: true, kind: 'lookup', many: false, max: 1 },
  { id: 'since', label: 'Since', hint: 'A year, a month or a day: 2024, 2024-05.', required: false, kind: 'date' },
  { id: 'themes', label: 'Themes', required: true, kind: 'choice', many: true, max: 2, options: themes },
];
const secondFields: readonly SheetField[] = [
  { id: 'participants', label: 'Participants', required: false, kind: 'number', min: 0, max: 1_000_000 },
  { id: 'partners', label: 'Partner countries', required: false, kind: 'lookup', many: true, max: 3 },
  { id: 'ongoing', label: 'It is still going on', required: false, kind: 'confirm' },
];

type Problems = Page['problems'];

function first(draft: string, raw: RawValues, problems: Problems): Page {
  return {
    draft,
    sheet: { id: 'what.1', title: 'What it is', fields: firstFields },
    filled: filledFrom(raw),
    problems,
    part: { at: 1, of: 2 },
    back: false,
    text: words,
  };
}

function afterFirst(draft: string, raw: RawValues): Outcome {
  const problems = raw.title?.[0] === undefined ? [{ field: 'title', message: 'A title is needed.' }] : [];
  if (problems.length > 0) return { type: 'page', page: first(draft, raw, problems) };
  const sheet = { id: 'who.1', title: 'Who takes part', fields: secondFields };
  return { type: 'page', page: { draft, sheet, filled: filledFrom(raw), problems: [], part: { at: 2, of: 2 }, back: true, text: words } };
}

function afterSecond(draft: string, drafts: ReadonlyMap<string, RawValues>): Outcome {
  const given = Object.entries(drafts.get(draft) ?? {}).map(([label, values]) => ({ label, value: values.join(', ') }));
  return privately({ title: 'Check your answers', blocks: [{ type: 'fields', fields: given }] });
}

function filledFrom(raw: RawValues): Page['filled'] {
  const labelOf = (value: string) => [...countries, ...themes].find((choice) => choice.value === value)?.label ?? value;
  return Object.fromEntries(
    Object.entries(raw).map(([field, values]) => [field, values.map((value) => ({ value, label: labelOf(value) }))]),
  );
}
