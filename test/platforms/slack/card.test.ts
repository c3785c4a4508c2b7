/** Every kind of block, with long and hostile texts, stays within Slack's rules and shows every letter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../../src/chat/card.ts';
import { emphasis, type Inline, link, moment, strong, type Text } from '../../../src/chat/text.ts';
import { cutsOf, fallbackOf, renderCard } from '../../../src/platforms/slack/card.ts';
import { broken, type FakeBlock, message } from '../../support/slack/rules.ts';
import { seenMessage } from '../../support/slack/shown.ts';

const hostile = [
  '<!channel> <!here> <!everyone> @channel @everyone',
  '<@U123> <#C123> <https://evil.example|bank.example>',
  '*bold* _italic_ ~struck~ `code` ```block```',
  '> quoted\n&gt; quoted\n• item',
  ':smile: :+1: &amp; &lt;b&gt; <b>',
  '<!date^1^{date}|x>',
  '‮right to left‬ a\u200bb \u0007',
  '🎉'.repeat(40),
];

/** What a reader sees, and what breaks Slack's rules. */
function shown(card: Card): { readonly text: string; readonly buttons: readonly string[]; readonly wrong: readonly string[] } {
  const { blocks, fallback } = renderCard(card, 'message');
  const wrong = broken(message, { text: fallback, blocks });
  return { ...seenMessage(fallback, blocks as readonly FakeBlock[]), wrong };
}

const button = { type: 'button', label: 'Open', action: { name: 'sheet.open', id: '1' } } as const;
const kinds: Readonly<Record<string, (text: Text) => Block>> = {
  text: (text) => ({ type: 'text', text }),
  quote: (text) => ({ type: 'quote', text }),
  list: (text) => ({ type: 'list', items: [text, 'second'] }),
  note: (text) => ({ type: 'note', text }),
  fields: (text) => ({ type: 'fields', fields: [{ label: 'Country', value: text }] }),
  item: (text) => ({ type: 'item', text }),
  'item with a button': (text) => ({ type: 'item', text, control: button }),
};

describe('a card on Slack', () => {
  describe.each(Object.entries(kinds))('%s', (_, block) => {
    it.each(hostile)('shows what was written as it was written: %s', (text) => {
      for (const given of [text, [strong('Said: '), text], ['', text]] satisfies Text[]) {
        const seen = shown({ blocks: [block(given)] });
        expect(seen.wrong).toEqual([]);
        expect(seen.text).toContain(text);
      }
    });

    it('goes on in further blocks when it is long, and loses nothing', () => {
      const words = Array.from({ length: 2500 }, (_, at) => `word${at}`);
      const card = { blocks: [block(words.join(' '))] };
      const seen = shown(card);
      expect(seen.wrong).toEqual([]);
      expect(cutsOf(card)).toEqual([]);
      expect(seen.text.split(/\s+/).filter((word) => word.startsWith('word'))).toEqual(words);
    });
  });

  it('keeps its styles, links, local times and mentions', () => {
    const text: readonly Inline[] = [
      strong('Who'),
      ' ',
      { kind: 'mention', platform: 'slack', externalId: 'U123', name: 'Ana' },
      ' ',
      { kind: 'mention', platform: 'discord', externalId: '5', name: 'Ben' },
      ' ',
      link('the sheet', 'https://example.org/a'),
      ' ',
      moment(new Date('2026-03-02T09:00:00Z'), 'date'),
    ];
    for (const block of Object.values(kinds)) {
      const { blocks, fallback } = renderCard({ blocks: [block(text)] }, 'message');
      expect(broken(message, { text: fallback, blocks })).toEqual([]);
      const sent = JSON.stringify(blocks);
      expect(sent).toMatch(/"bold":true|\*Who\*/);
      expect(sent).toMatch(/"user_id":"U123"|<@U123>/);
      expect(sent).toContain('Ben');
      expect(sent).toMatch(/"url":"https:\/\/example.org\/a"|<https:\/\/example.org\/a\|the sheet>/);
      expect(sent).toMatch(/"timestamp":1772442000|<!date\^1772442000\^/);
    }
  });

  it('does not let an address leave its link', () => {
    const { blocks, fallback } = renderCard(
      {
        blocks: [
          { type: 'note', text: link('x', 'https://a.example/|<!channel>') },
          { type: 'text', text: link('y', 'javascript:alert(1)') },
        ],
      },
      'message',
    );
    expect(broken(message, { text: fallback, blocks })).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('javascript:');
  });

  it('gives every control an id of its own, and asks before what is dangerous', () => {
    const again = { ...button, style: 'danger', confirm: { title: 'Sure?', text: 'It goes.', yes: 'Go', no: 'Stay' } } as const;
    const options = [{ value: 'a', label: 'A', hint: 'first' }];
    const seen = shown({
      blocks: [
        { type: 'actions', controls: [button, again, { type: 'link', label: 'Read', url: 'https://example.org' }] },
        { type: 'actions', controls: [{ type: 'select', placeholder: 'Choose', action: button.action, options }] },
        { type: 'actions', controls: [] },
      ],
    });
    expect(seen.wrong).toEqual([]);
    expect(seen.buttons).toEqual(['Open', 'Open', 'Read']);
  });

  it('starts another row after 25 controls', () => {
    const seen = shown({ blocks: [{ type: 'actions', controls: Array.from({ length: 60 }, () => button) }] });
    expect(seen.wrong).toEqual([]);
    expect(seen.buttons).toHaveLength(60);
  });

  it('cuts only what no block can hold, visibly, and says so', () => {
    const label = 'L'.repeat(100);
    const card: Card = { blocks: [{ type: 'actions', controls: [{ ...button, label }] }] };
    expect(shown(card).buttons).toEqual([`${'L'.repeat(74)}…`]);
    expect(cutsOf(card)).toEqual(['button label of 100 characters, 75 fit']);
    const many: Card = { blocks: Array.from({ length: 60 }, (_, at) => ({ type: 'text', text: `Line ${at}` })) };
    expect(shown(many).text).toMatch(/Line 48\n…$/);
    expect(cutsOf(many)).toEqual(['60 blocks, 50 fit']);
    expect(renderCard(many, 'view').cuts).toEqual([]);
  });

  it('never goes without words for a notification, and pages nobody from there', () => {
    expect(fallbackOf({ blocks: [] })).not.toBe('');
    expect(fallbackOf({ title: 'News', blocks: [{ type: 'text', text: [emphasis('so'), ' it is'] }] })).toBe('News\nso it is');
    expect(renderCard({ title: '<!channel>', blocks: [] }, 'message').fallback).toBe('&lt;!channel&gt;');
  });

  it('keeps the rules for any card at all', () => {
    const string = fc.oneof(fc.string({ maxLength: 4000 }), fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...hostile));
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      string,
      fc.record({ kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const), text: string }),
      fc.record({ kind: fc.constant('link' as const), text: string, url: fc.oneof(fc.webUrl(), string) }),
      fc.record({
        kind: fc.constant('moment' as const),
        at: fc.constant('2026-03-02T09:00:00.000Z'),
        style: fc.constantFrom('date' as const, 'relative' as const),
      }),
    );
    const text = fc.array(inline, { maxLength: 5 });
    const block = fc.oneof(
      fc.tuple(fc.constantFrom(...Object.values(kinds)), text).map(([kind, given]) => kind(given)),
      fc.record({ type: fc.constant('heading' as const), text: string }),
      fc.record({ type: fc.constant('image' as const), url: fc.oneof(fc.webUrl(), string), alt: string }),
      fc.record({
        type: fc.constant('actions' as const),
        controls: fc.array(
          string.map((label) => ({ ...button, label })),
          { maxLength: 30 },
        ),
      }),
    );
    fc.assert(
      fc.property(fc.record({ title: string, blocks: fc.array(block, { maxLength: 8 }) }), (card) => {
        expect(shown(card).wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
