/** What Discord's client makes of a typed command: its subcommand and its options, by what the bot has registered. */
import { type Json, list, record } from './contract.ts';
import type { World } from './world.ts';

const STRING = 3;
const INTEGER = 4;

/** `/experience search query:budget`: words without a name go to the first text option. `focused`: being typed just now. */
export function commandData(world: World, guild: string, line: string, focused?: string): Json {
  const registered = [
    ...(world.commands.get(`${world.bot.application}/${guild}`) ?? []),
    ...(world.commands.get(world.bot.application) ?? []),
  ];
  const [word = '', ...words] = line
    .replace(/^\//, '')
    .split(' ')
    .filter((part) => part !== '');
  const command = registered.find((each) => each.name === word);
  if (!command) throw new Error(`Discord knows no command /${word}, but ${registered.map((each) => each.name).join(', ')}`);
  const base = { id: '900000000000000100', type: 1, name: word };
  const sub = list(command.options).find((option) => option.type === 1 && option.name === words[0]);
  if (!sub && list(command.options).some((option) => option.type === 1)) throw new Error(`/${word} needs a subcommand, not "${words[0]}"`);
  const options = given(list((sub ?? command).options), words.slice(sub ? 1 : 0), focused);
  return { ...base, options: sub ? [{ type: 1, name: sub.name, options }] : options };
}

function given(options: readonly Json[], words: readonly string[], focused: string | undefined): Json[] {
  const values = new Map<Json, string[]>();
  let current = options.find((option) => option.type === STRING) ?? options[0];
  for (const word of words) {
    const [, name = '', rest = ''] = /^([^:]+):(.*)$/.exec(word) ?? [];
    const named = options.find((option) => option.name === name || Object.values(record(option.name_localizations)).includes(name));
    if (named) current = named;
    if (!current) throw new Error(`no option takes "${word}"`);
    values.set(current, [...(values.get(current) ?? []), named ? rest : word]);
  }
  const missing = options.filter((option) => option.required === true && !values.has(option) && option.name !== focused);
  if (missing.length > 0 && focused === undefined)
    throw new Error(`Discord's client asks for ${missing.map((option) => option.name).join(', ')}`);
  return [...values].map(([option, parts]) => {
    const typed = parts.join(' ').trim();
    const choices = list(option.choices);
    const choice = choices.find((each) => each.name === typed || each.value === typed);
    if (choices.length > 0 && !choice) throw new Error(`${String(option.name)} has no choice "${typed}"`);
    const value = choice ? choice.value : option.type === INTEGER ? Number(typed) : typed;
    return { type: option.type, name: option.name, value, ...(option.name === focused ? { focused: true } : {}) };
  });
}
