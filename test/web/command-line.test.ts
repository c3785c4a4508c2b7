/** What the composer understands of a line that is being typed. */
import { describe, expect, it } from 'vitest';
import type { MenuCommand, MenuOption } from '../../src/platforms/playground/wire.ts';
import { sent, typing, written } from '../../src/web/playground/client/command-line.ts';

const option = (key: string, kind: MenuOption['kind'] = 'text'): MenuOption => ({
  key,
  kind,
  description: key,
  required: false,
  suggests: true,
  choices: [],
});
const menu: readonly MenuCommand[] = [
  { name: 'help', description: '', options: [] },
  { name: 'experience search', description: '', options: [option('text'), option('country'), option('from', 'integer')] },
  { name: 'experience submit', description: '', options: [] },
];
/** `|` is where the cursor stands. */
const at = (line: string) => typing(line.replace('|', ''), line.indexOf('|'), menu);

describe('a line that is being typed', () => {
  it('is only text without a slash', () => expect(at('hello /help|')).toEqual({ type: 'text' }));

  it.each([
    ['/|', ['help', 'experience search', 'experience submit'], false],
    ['/exp|', ['experience search', 'experience submit'], false],
    ['/sub|', ['experience submit'], false],
    ['/help|', ['help'], true],
    ['/HELP|', ['help'], true],
    ['/nothing|', [], false],
  ])('names a command: %s', (line, names, exact) => {
    const now = at(line);
    expect(now.type === 'name' && [now.matches.map((command) => command.name), now.exact]).toEqual([names, exact]);
  });

  it.each([
    ['/experience search |', ['text', 'country', 'from']],
    ['/experience search country:BR |', ['text', 'from']],
    ['/experience search country:BR fr|', ['from']],
  ])('offers the options that are left: %s', (line, keys) => {
    const now = at(line);
    expect(now.type === 'options' && now.left.map((one) => one.key)).toEqual(keys);
  });

  it.each([
    ['/experience search country:|', 'country', '', [19, 27]],
    ['/experience search country:ivo|', 'country', 'ivo', [19, 30]],
    ['/experience search country:"Côte d|', 'country', 'Côte d', [19, 34]],
    ['/experience search country:"Côte d’Ivoire"| from:2020', 'country', 'Côte d’Ivoire', [19, 42]],
    ['/experience search youth budget|', 'text', 'youth budget', [19, 31]],
    ['/experience search 10:30|', 'text', '10:30', [19, 24]],
  ])('knows which value is typed: %s', (line, key, typed, [from, to]) => {
    const now = at(line);
    expect(now.type === 'value' && { key: now.option.key, typed: now.typed, from: now.from, to: now.to }).toEqual({ key, typed, from, to });
  });

  it('goes to the bot with the values that were meant', () => {
    const shown = written('country', 'Côte d’Ivoire');
    expect(shown).toBe('country:"Côte d’Ivoire"');
    expect(sent(`/experience search ${shown} from:2020`, new Map([[shown, written('country', 'CI')]]))).toBe(
      '/experience search country:CI from:2020',
    );
  });
});
