/** A person's text on Discord is what they wrote: an independent parser of Discord's markdown reads it back unchanged. */
import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link, moment, strong } from '../../../src/chat/text.ts';
import { clip, fitMarkdown, literal, markdown } from '../../../src/platforms/discord/text.ts';
import { readMarkdown } from '../../support/discord/shown.ts';

const hostile = [
  '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '[a prize](https://evil.example) [x](<https://evil.example>)',
  '<t:1700000000:R> <:smile:123456789012345678> </help:123456789012345678> <id:guide>',
  '# big\n## less\n### least\n-# small\n> quote\n>>> all\n- list\n* list\n+ list\n1. one\n12) twelve',
  '**bold** __under__ _it_ ~~no~~ ||spoiler|| `code` ```js\nblock```',
  '\\*already\\* \\\\ ¯\\_(ツ)_/¯ C:\\new_folder',
  'a_b_c 3 * 4 * 5 <b>html</b> &amp; 2 > 1',
  'https://example.org/a_b_c?x=*y*&z=[1]|2 and (https://example.org/x_(y)).',
];

describe('a person’s text', () => {
  it.each(hostile)('stays literal: %s', (text) => {
    expect(readMarkdown(literal(text))).toBe(text);
  });

  it('stays literal whatever it is', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...'*_~`|<>[]()@#-+\\\n .1:!'), fc.constantFrom(...hostile));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        // The parser ends a line break differently from Discord in front of blanks, and addresses are links on purpose.
        const text = pieces
          .join('')
          .replaceAll(/\r/g, '')
          .replaceAll(/https?:/g, '')
          .trim();
        expect(readMarkdown(literal(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves addresses whole, so that they still lead somewhere', () => {
    expect(literal('see https://example.org/a_b*c?d=~e~ *now*')).toBe('see https://example.org/a_b*c?d=~e~ \\*now\\*');
  });

  it('cannot escape from a node of ours', () => {
    expect(readMarkdown(markdown(strong('a** @everyone **b')))).toBe('a** @everyone **b');
    expect(markdown(link('click](x) [here', 'https://good.example/a)b'))).toBe('[click\\](x) \\[here](https://good.example/a%29b)');
    expect(markdown(link('https://bank.example', 'https://good.example'))).toBe('https://bank.example https://good.example/');
    expect(markdown(link('read', 'javascript:alert(1)'))).toBe('read');
  });
});

describe('our own nodes', () => {
  it('become Discord’s markup', () => {
    const at = new Date('2026-03-02T09:00:00Z');
    expect(
      markdown(['Opens ', moment(at), ', ', moment(at, 'relative'), ' ', strong('now'), ' ', link('Rules', 'https://example.org/rules')]),
    ).toBe('Opens <t:1772442000:F>, <t:1772442000:R> **now** [Rules](https://example.org/rules)');
    expect(markdown({ kind: 'code', text: 'a`b' })).toBe('`` a`b ``');
    expect(markdown({ kind: 'mention', platform: 'discord', externalId: '123456789012345678', name: 'Ana' })).toBe('<@123456789012345678>');
    expect(markdown({ kind: 'mention', platform: 'slack', externalId: 'U1', name: 'Ana_*' })).toBe('Ana\\_\\*');
    expect(markdown(strong(''))).toBe('');
  });

  it('are read as such by Discord', () => {
    const parsed = parse(markdown([link('Rules', 'https://example.org/rules'), strong(' padded ')]), 'extended');
    expect(JSON.stringify(parsed)).toContain('https://example.org/rules');
    expect(JSON.stringify(parsed)).toContain('"type":"strong"');
  });
});

describe('a text that is too long', () => {
  it('is cut where it is whole, and ends in an ellipsis', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 0, maxLength: 80, unit: fc.constantFrom('*', '\\', 'a', '\u{1F600}', ' ') }),
        fc.integer({ min: 2, max: 60 }),
        (text, max) => {
          const { content, cut } = fitMarkdown(text, max);
          expect(content.length).toBeLessThanOrEqual(max);
          expect(cut).toBe(literal(text).length > max);
          expect(content.isWellFormed()).toBe(true);
          if (cut) expect(text.startsWith(readMarkdown(content.slice(0, -1)))).toBe(true);
          if (cut) expect(content.endsWith('…')).toBe(true);
        },
      ),
    );
    expect(clip('\u{1F600}\u{1F600}\u{1F600}', 4)).toBe('\u{1F600}…');
  });
});
