/** What is being typed in the composer: which command, which option, and where in the line. Pure, so that tests can walk it. */
import type { MenuCommand, MenuOption } from '../../../platforms/playground/wire.ts';

export type Typing =
  | { readonly type: 'text' }
  /** The name of a command is not finished. `exact`: it is one already. */
  | { readonly type: 'name'; readonly matches: readonly MenuCommand[]; readonly exact: boolean }
  /** Between options: these are left, and match what was begun. */
  | {
      readonly type: 'options';
      readonly command: MenuCommand;
      readonly left: readonly MenuOption[];
      readonly from: number;
      readonly to: number;
    }
  /** The value of one option. */
  | {
      readonly type: 'value';
      readonly command: MenuCommand;
      readonly option: MenuOption;
      readonly typed: string;
      readonly from: number;
      readonly to: number;
    };

interface Token {
  readonly key: string | undefined;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export function typing(line: string, caret: number, menu: readonly MenuCommand[]): Typing {
  if (!line.startsWith('/')) return { type: 'text' };
  const command = commandOf(line, menu);
  const nameEnd = command === undefined ? line.length : command.name.length + 1;
  if (command === undefined || caret <= nameEnd) return naming(line, menu);
  const tokens = tokensOf(line, nameEnd, command);
  const here = tokens.find((token) => token.from < caret && caret <= token.to);
  const used = new Set(tokens.filter((token) => token !== here).flatMap((token) => token.key ?? []));
  if (here?.key !== undefined) {
    const option = command.options.find((one) => one.key === here.key);
    if (option !== undefined) return { type: 'value', command, option, typed: here.value, from: here.from, to: here.to };
  }
  const left = command.options.filter((option) => !used.has(option.key));
  if (here === undefined) return { type: 'options', command, left, from: caret, to: caret };
  const begun = left.filter((option) => option.key.startsWith(here.value.toLowerCase()));
  if (begun.length > 0) return { type: 'options', command, left: begun, from: here.from, to: here.to };
  return freeWords(command, tokens, here, used);
}

/** Words without an option's name belong to the first text option. */
function freeWords(command: MenuCommand, tokens: readonly Token[], here: Token, used: ReadonlySet<string>): Typing {
  const option = command.options.find((one) => one.kind === 'text');
  if (option === undefined || used.has(option.key)) return { type: 'options', command, left: [], from: here.from, to: here.to };
  const free = tokens.filter((token) => token.key === undefined);
  const typed = free.map((token) => token.value).join(' ');
  return { type: 'value', command, option, typed, from: free[0]?.from ?? here.from, to: free.at(-1)?.to ?? here.to };
}

function naming(line: string, menu: readonly MenuCommand[]): Typing {
  const typed = line.slice(1).trimStart().toLowerCase();
  const matches = menu.filter((command) => command.name.startsWith(typed) || (typed.length > 1 && command.name.includes(` ${typed}`)));
  return { type: 'name', matches, exact: menu.some((command) => command.name === typed.trim()) };
}

/** The longest command that the line begins with, once a space follows its name. */
function commandOf(line: string, menu: readonly MenuCommand[]): MenuCommand | undefined {
  const typed = line.slice(1).toLowerCase();
  return menu.filter((command) => typed.startsWith(`${command.name} `)).sort((a, b) => b.name.length - a.name.length)[0];
}

function tokensOf(line: string, start: number, command: MenuCommand): readonly Token[] {
  const found = line.slice(start).matchAll(/(?:([\w-]+):)?(?:"([^"]*)(?:"|$)|([^\s"]+))?/g);
  return [...found]
    .filter((match) => match[0] !== '')
    .map((match) => {
      const from = start + match.index;
      const key = command.options.some((option) => option.key === match[1]) ? match[1] : undefined;
      const value = match[2] ?? match[3] ?? '';
      return { key, value: key === undefined && match[1] !== undefined ? `${match[1]}:${value}` : value, from, to: from + match[0].length };
    });
}

/** `city:"São Paulo"`, quoted where it has to be. */
export const written = (key: string, value: string): string => {
  const clean = value.replaceAll('"', '');
  return `${key}:${/\s|^$/.test(clean) ? `"${clean}"` : clean}`;
};

/** The line as the bot is to read it: suggestions that were picked by their label go as their value. */
export function sent(line: string, picked: ReadonlyMap<string, string>): string {
  let out = line;
  for (const [shown, meant] of picked) out = out.replace(shown, meant);
  return out;
}
