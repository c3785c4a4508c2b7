/** The slash menu of the page in each language, and which command a typed line means. */
import type { AnyCommand, Option } from '../../chat/command.ts';
import type { Inbound } from '../../chat/platform.ts';
import type { Translate } from '../../chat/translate.ts';
import type { MenuCommand, MenuOption } from './wire.ts';

export function menuFor(commands: readonly AnyCommand[], t: Translate): readonly MenuCommand[] {
  return commands.map((command) => {
    const key = `commands.${command.name.replaceAll(' ', '.')}`;
    const options: Readonly<Record<string, Option<never>>> = command.options;
    return {
      name: command.name,
      description: t(`${key}.description`),
      options: Object.entries(options).map(([name, option]) => menuOption(t, `${key}.options.${name}`, name, option)),
    };
  });
}

function menuOption(t: Translate, key: string, name: string, option: Option<never>): MenuOption {
  const values = option.kind === 'choice' ? option.values : [];
  return {
    key: name,
    description: t(`${key}.description`),
    kind: option.kind,
    required: option.required,
    suggests: option.kind === 'text' && option.complete !== undefined,
    choices: values.map((value) => ({ value, label: t(`${key}.choices.${value}`) })),
  };
}

/** `/experience search budget` to its command and the rest. A name nobody knows goes through as it is: the bot answers with help. */
export function typedCommand(line: string, names: readonly string[]): Extract<Inbound, { type: 'command' }> {
  const typed = line.slice(1).trim().replace(/\s+/g, ' ');
  const known = names.filter((name) => isStartOf(name, typed)).sort((a, b) => b.length - a.length)[0];
  const name = known ?? typed.split(' ')[0] ?? '';
  // The rest keeps its own spaces: they may stand inside quotes.
  const words = name === '' ? 0 : name.split(' ').length;
  const rest = line
    .slice(1)
    .trim()
    .split(/(\s+)/)
    .slice(words * 2)
    .join('');
  return { type: 'command', name: name.toLowerCase(), text: rest };
}

const isStartOf = (name: string, typed: string): boolean => {
  const lower = typed.toLowerCase();
  return lower === name || lower.startsWith(`${name} `);
};
