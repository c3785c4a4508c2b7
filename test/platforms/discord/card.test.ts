/** Cards as Discord messages: every block, whatever is in it, within Discord's limits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card, Control } from '../../../src/chat/card.ts';
import { overflow, renderCard } from '../../../src/platforms/discord/card.ts';
import { checkPost, walk } from '../../support/discord/contract.ts';
import { seenMessage } from '../../support/discord/shown.ts';

const press = (label: string, id = '1'): Control => ({ type: 'button', label, action: { name: 'a.b', id } });
const every: readonly Block[] = [
  { type: 'text', text: 'A text' },
  { type: 'heading', text: 'A heading' },
  { type: 'quote', text: 'Said\nin two lines' },
  { type: 'list', items: ['One', 'Two\nstill two'] },
  { type: 'note', text: 'Small print' },
  { type: 'fields', fields: [{ label: 'City', value: 'Lisbon' }] },
  { type: 'item', text: 'A row', control: { type: 'button', label: 'Open', action: { name: 'x.open', id: '7' } } },
  { type: 'item', text: 'A bare row' },
  { type: 'image', url: 'https://example.org/a.png', alt: 'Two people at a table' },
  { type: 'divider' },
  { type: 'actions', controls: [press('Press'), { type: 'link', label: 'Site', url: 'https://example.org' }] },
];

/** What Discord says to it, as it would go out. */
const refused = (card: Card) => checkPost(JSON.parse(JSON.stringify(renderCard(card).body)));

describe('a card', () => {
  it('shows every kind of block', () => {
    const card: Card = { title: 'The title', blocks: every };
    expect(refused(card)).toEqual([]);
    expect(overflow(card)).toEqual([]);
    const { text, buttons } = seenMessage(renderCard(card).body);
    for (const words of [
      'The title',
      'A text',
      'A heading',
      'in two lines',
      'Two',
      'Small print',
      'City · Lisbon',
      'A row',
      'Two people at a table',
    ])
      expect(text).toContain(words);
    expect(buttons).toEqual(['Open', 'Press', 'Site']);
    expect(renderCard(card).body).toMatchSnapshot();
  });

  it('never calls anybody by a person’s text', () => {
    expect(renderCard({ blocks: [{ type: 'text', text: '@everyone' }] }).body.allowed_mentions).toEqual({ parse: [] });
  });

  it('has something to show even when it is empty', () => {
    expect(refused({ blocks: [] })).toEqual([]);
    expect(refused({ blocks: [{ type: 'text', text: '  ' }], fallback: 'Nothing here' })).toEqual([]);
  });

  it('keeps its buttons when its text is too long, and says that something is missing', () => {
    const card: Card = {
      blocks: [
        { type: 'text', text: '*'.repeat(5000) },
        { type: 'text', text: 'more' },
        { type: 'actions', controls: [press('Press')] },
      ],
    };
    expect(refused(card)).toEqual([]);
    expect(overflow(card)).not.toEqual([]);
    const seen = seenMessage(renderCard(card).body);
    expect(seen.text).toMatch(/…$/);
    expect(seen.buttons).toEqual(['Press']);
  });

  it('leaves out rows rather than buttons when there are too many', () => {
    const rows: Block[] = Array.from({ length: 30 }, (_, n) => ({
      type: 'item',
      text: `Row ${n}`,
      control: { type: 'button', label: 'Open', action: { name: 'x', id: `${n}` } },
    }));
    const card: Card = { blocks: [...rows, { type: 'actions', controls: [press('Next')] }] };
    expect(refused(card)).toEqual([]);
    expect(overflow(card)[0]).toContain('40 components');
    expect(seenMessage(renderCard(card).body).buttons.at(-1)).toBe('Next');
  });

  it('may have the same button twice', () => {
    const card: Card = { blocks: [{ type: 'actions', controls: [press('Here'), press('There')] }] };
    expect(refused(card)).toEqual([]);
  });

  it('puts five buttons in a row, and a select in one of its own', () => {
    const select: Control = {
      type: 'select',
      placeholder: 'Which',
      action: { name: 's', id: '' },
      options: [{ value: 'a', label: 'A', hint: 'The first' }],
    };
    const card: Card = {
      blocks: [{ type: 'actions', controls: [...[1, 2, 3, 4, 5, 6].map((n) => press(`${n}`, `${n}`)), select, press('7', '7')] }],
    };
    expect(refused(card)).toEqual([]);
    const rows = walk(JSON.parse(JSON.stringify(renderCard(card).body.components))).filter((component) => component.type === 1);
    expect(rows.map((row) => (Array.isArray(row.components) ? row.components.length : 0))).toEqual([5, 1, 1, 1]);
  });

  it('is taken by Discord whatever stands in it', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc.constantFrom('', ' ', '\n', '@everyone', '*'.repeat(4100), 'x'.repeat(4100), '> '.repeat(900)),
    );
    const label = words.map((text) => (text.trim() === '' ? 'x' : text));
    const id = fc.string({ maxLength: 60 });
    const control: fc.Arbitrary<Control> = fc.oneof(
      fc.record({ type: fc.constant('button' as const), label, action: fc.record({ name: fc.constant('a.b'), id }) }),
      fc.record({ type: fc.constant('link' as const), label, url: fc.constant('https://example.org') }),
    );
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ type: fc.constantFrom('text' as const, 'quote' as const, 'note' as const), text: words }),
      fc.record({ type: fc.constant('heading' as const), text: words }),
      fc.record({ type: fc.constant('list' as const), items: fc.array(words, { maxLength: 8 }) }),
      fc.record({ type: fc.constant('fields' as const), fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 8 }) }),
      fc.record({ type: fc.constant('item' as const), text: words, control: control as fc.Arbitrary<never> }),
      fc.record({ type: fc.constant('image' as const), url: fc.constant('https://example.org/a.png'), alt: words }),
      fc.record({ type: fc.constant('divider' as const) }),
      fc.record({ type: fc.constant('actions' as const), controls: fc.array(control, { minLength: 1, maxLength: 7 }) }),
    );
    const card = fc.record({ title: words, blocks: fc.array(block, { maxLength: 14 }) });
    fc.assert(
      fc.property(card, (one) => {
        const buttons = one.blocks.reduce((sum, each) => sum + (each.type === 'actions' ? each.controls.length : 0), 0);
        // More buttons than a message holds at all is nothing that a card of ours does.
        fc.pre(buttons <= 15);
        expect(refused(one)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
