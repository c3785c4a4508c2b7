/** Help, made from the commands themselves: the list, one group, one command. */
import type { Card } from './card.ts';
import { type AnyCommand, type Option, optionsOf } from './command.ts';
import { lasting } from './lasting.ts';
import { code, type Inline, type Text } from './text.ts';
import type { Translate } from './translate.ts';

const keyOf = (name: string): string => `commands.${name.replaceAll(' ', '.')}`;
const groupOf = (command: AnyCommand): string | undefined => (command.name.includes(' ') ? command.name.split(' ')[0] : undefined);

/** Every command: a line for each that stands alone, and one for each group, with its parts. Menus differ from role to role at most, and each is told apart by its commands' names. */
export const helpCard = lasting((commands: readonly AnyCommand[]) => commands.map(({ name }) => name).join(), menuCard);

function menuCard(t: Translate, commands: readonly AnyCommand[]): Card {
  const single = commands.filter((command) => groupOf(command) === undefined);
  const groups = [...new Set(commands.map(groupOf))].filter((group) => group !== undefined);
  return {
    title: t('router.help.title'),
    blocks: [
      { type: 'text', text: t('router.help.intro') },
      ...(groups.length === 0 ? [] : [{ type: 'list', items: groups.map((group) => groupLine(t, commands, group)) } as const]),
      ...(single.length === 0 ? [] : [{ type: 'heading', text: t('router.help.everyday') } as const]),
      ...(single.length === 0 ? [] : [{ type: 'list', items: single.map((command) => line(t, command)) } as const]),
      { type: 'note', text: t.rich('router.help.more') },
    ],
  };
}

export function groupHelpCard(t: Translate, commands: readonly AnyCommand[], group: string): Card {
  return {
    title: t('router.help.of', { command: `/${group}` }),
    blocks: [
      { type: 'text', text: t(`${keyOf(group)}.description`) },
      { type: 'list', items: commands.filter((command) => groupOf(command) === group).map((command) => line(t, command)) },
    ],
  };
}

export function commandHelpCard(t: Translate, command: AnyCommand): Card {
  const options = optionsOf(command);
  const example = `${keyOf(command.name)}.example`;
  return {
    title: t('router.help.of', { command: `/${command.name}` }),
    blocks: [
      { type: 'text', text: t(`${keyOf(command.name)}.description`) },
      ...(options.length === 0
        ? []
        : [{ type: 'list', items: options.map(([name, option]) => optionLine(t, command, name, option)) } as const]),
      ...(t.has(example) ? [{ type: 'note', text: t.rich('router.help.example', { example: code(t(example)) }) } as const] : []),
    ],
  };
}

/** `/event` Seminars and meetings: list, show, rsvp. What each part does, `/help event` says. */
function groupLine(t: Translate, commands: readonly AnyCommand[], group: string): Text {
  const parts = commands.filter((command) => groupOf(command) === group).map(({ name }) => name.slice(group.length + 1));
  return [code(`/${group}`), ` ${t('router.help.group', { what: t(`${keyOf(group)}.description`), parts: parts.join(', ') })}`];
}

const line = (t: Translate, command: AnyCommand): Text => [code(`/${command.name}`), ` ${t(`${keyOf(command.name)}.description`)}`];

function optionLine(t: Translate, command: AnyCommand, name: string, option: Option): Text {
  const key = `${keyOf(command.name)}.options.${name}`;
  const parts: Inline[] = [code(t(`${key}.name`)), ` ${t(`${key}.description`)}`];
  if (option.kind === 'choice') parts.push(` (${option.values.map((value) => t(`${key}.choices.${value}`)).join(', ')})`);
  if (option.required) parts.push(` ${t('router.help.required')}`);
  return parts;
}
