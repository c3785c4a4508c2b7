/** The commands as Slack's app manifest lists them. Slack has no registration at run time: the manifest is pasted once. */
import { type AnyCommand, optionsOf } from '../../chat/command.ts';
import type { Translate } from '../../chat/translate.ts';
import { slackLimits } from './limits.ts';
import { umbrella } from './receive.ts';
import { shortened } from './split.ts';

export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape: false;
  readonly url?: string;
}

/** https://github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json */
const mostCommands = 50;
const longestHint = 1000;

/** Words that Slack keeps for itself: an app that lists one is refused whole. They are reached through the umbrella. https://slack.com/help/articles/201259356-Use-built-in-slash-commands */
const reserved = new Set(
  'active apps archive away call collapse dm dnd expand feed feedback giphy huddle invite invite_people join leave me msg mute open prefs pro remind remove rename search shortcuts shrug star status topic unarchive who'.split(
    ' ',
  ),
);

/** One slash command a word, subcommands as its hint, and the umbrella first. */
export function slashCommands(commands: readonly AnyCommand[], t: Translate, url?: string): readonly SlashCommand[] {
  const groups = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  const own = [...groups].filter(([word]) => !reserved.has(word));
  if (own.length + 1 > mostCommands) throw new Error(`${own.length + 1} slash commands; Slack takes ${mostCommands}`);
  return [
    entry(umbrella, t('manifest.umbrella'), [...groups.keys()].join(' | '), url),
    ...own.map(([word, members]) => entry(`/${word}`, describe(word, members, t), hint(word, members, t), url)),
  ];
}

function entry(command: string, description: string, usage: string, url: string | undefined): SlashCommand {
  if (command.length > slackLimits.command.name + 1)
    throw new Error(`slash command over ${slackLimits.command.name + 1} characters: ${command}`);
  return {
    command,
    ...(url === undefined ? {} : { url }),
    description: shortened(description, slackLimits.command.description),
    ...(usage === '' ? {} : { usage_hint: shortened(usage, longestHint) }),
    should_escape: false,
  };
}

function describe(word: string, members: readonly AnyCommand[], t: Translate): string {
  const key = `commands.${word}.description`;
  return t.has(key) ? t(key) : members.map(({ name }) => t(`commands.${name.replaceAll(' ', '.')}.description`)).join(' ');
}

/** `search <words> [country:…] | submit`: the options of a lone command, the words of a group. */
function hint(word: string, members: readonly AnyCommand[], t: Translate): string {
  const [only] = members;
  if (members.length === 1 && only !== undefined && only.name === word) return options(only, t);
  return members
    .map(({ name }) => name.slice(word.length + 1))
    .filter((sub) => sub !== '')
    .join(' | ');
}

function options(command: AnyCommand, t: Translate): string {
  const key = `commands.${command.name.replaceAll(' ', '.')}.options`;
  return optionsOf(command)
    .map(([name, option]) => {
      const shown = t.has(`${key}.${name}.name`) ? t(`${key}.${name}.name`) : name;
      return option.required ? `<${shown}>` : `[${shown}]`;
    })
    .join(' ');
}
