/** A page for each slash command, made from the commands themselves; `npm run docs` writes them to docs/commands. */
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { type AnyCommand, type Option, optionsOf } from '../src/chat/command.ts';
import type { Answers } from '../src/chat/reply.ts';
import type { Translate } from '../src/chat/translate.ts';
import { type Role, roles } from '../src/features/person/roles.ts';
import { type Catalogue, loadCatalogue } from '../src/i18n/catalogue.ts';

export interface Page {
  /** Within docs/commands. */
  readonly file: string;
  readonly text: string;
}

/** What is typed after the slash: a command that stands alone, or a group with its parts. */
export const groups: readonly string[] = [...new Set(commands.map(({ name }) => groupOf(name)))];

export const pictureOf = (group: string): string => `pictures/${group}.png`;

export function commandPages(): readonly Page[] {
  const catalogue = loadCatalogue(join(import.meta.dirname, '../locales'));
  return [
    { file: 'README.md', text: index(catalogue.translator('en')) },
    ...groups.map((group) => ({ file: `${group}.md`, text: page(catalogue, group) })),
  ];
}

function groupOf(name: string): string {
  return name.split(' ')[0] ?? name;
}

const keyOf = (name: string): string => `commands.${name.replaceAll(' ', '.')}`;
const partsOf = (group: string): readonly AnyCommand[] => commands.filter(({ name }) => groupOf(name) === group);

function index(t: Translate): string {
  const rows = groups.map((group) => `| [/${group}](${group}.md) | ${t(`${keyOf(group)}.description`)} | ${forWhom(partsOf(group))} |`);
  return lines(
    '# Commands',
    'Type them in Slack, in Discord or in the playground. `/help` shows those that you may use; `/help event` explains one of them.',
    'These pages are made from the commands themselves by `npm run docs`.',
    ['| | what it is for | for whom |', '| --- | --- | --- |', ...rows].join('\n'),
  );
}

function page(catalogue: Catalogue, group: string): string {
  const t = catalogue.translator('en');
  const parts = partsOf(group);
  const description = t(`${keyOf(group)}.description`);
  return lines(
    `# /${group}`,
    `${description}.`,
    `![What /${group} shows in the playground](${pictureOf(group)})`,
    ...parts.map((command) => section(t, command)),
    otherLanguages(catalogue, parts),
    '[All commands](README.md)',
  );
}

function section(t: Translate, command: AnyCommand): string {
  const example = `${keyOf(command.name)}.example`;
  const options = optionsOf(command).map(([name, option]) => optionRow(t, command, name, option));
  return lines(
    ...(command.name.includes(' ') ? [`## /${command.name}`, `${t(`${keyOf(command.name)}.description`)}.`] : []),
    `For ${forWhom([command])}. ${answers[command.answers]}`,
    ...(options.length === 0 ? [] : [['| you may add | what it is | |', '| --- | --- | --- |', ...options].join('\n')]),
    ...(t.has(example) ? [`For example: \`${t(example)}\``] : []),
  );
}

function optionRow(t: Translate, command: AnyCommand, name: string, option: Option): string {
  const key = `${keyOf(command.name)}.options.${name}`;
  const choices = option.kind === 'choice' ? `: ${option.values.map((value) => t(`${key}.choices.${value}`)).join(', ')}` : '';
  return `| \`${t(`${key}.name`)}\` | ${t(`${key}.description`)}${choices} | ${option.required ? 'needed' : ''} |`;
}

function otherLanguages(catalogue: Catalogue, parts: readonly AnyCommand[]): string {
  const others = catalogue.locales.filter((locale) => locale !== 'en');
  const rows = parts.map(
    ({ name }) => `| /${name} | ${others.map((locale) => catalogue.translator(locale)(`${keyOf(name)}.description`)).join(' | ')} |`,
  );
  const head = others.map((locale) => catalogue.translator(locale)('commands.language.options.language.choices.'.concat(locale)));
  return lines('## In other languages', [`| | ${head.join(' | ')} |`, `| --- |${' --- |'.repeat(others.length)}`, ...rows].join('\n'));
}

const answers: Readonly<Record<Answers, string>> = {
  private: 'Only you see the answer.',
  public: 'Everybody in the channel sees the answer.',
  form: 'It opens a form.',
  update: 'It changes the message that it stands on.',
};

const audiences: Readonly<Record<Role, string>> = {
  guest: 'everybody',
  member: 'members',
  editor: 'editors',
  secretariat: 'the secretariat',
  admin: 'administrators',
};

/** The least role that help names one of them to. */
function forWhom(parts: readonly AnyCommand[]): string {
  const shown = (role: Role) => parts.some(({ shownTo }) => shownTo?.({ actor: { id: 'somebody', role } }) ?? true);
  return audiences[roles.find(shown) ?? 'admin'];
}

const lines = (...paragraphs: readonly string[]): string => `${paragraphs.map((one) => one.trimEnd()).join('\n\n')}\n`;
