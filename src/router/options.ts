/** Checks what was given for a command's options against their definition, whatever the platform has checked already. */
import { type AnyCommand, type Option, optionsOf } from '../chat/command.ts';
import { short } from '../chat/compose.ts';
import type { Translate } from '../chat/translate.ts';
import { UserError } from '../errors.ts';
import { fold } from '../i18n/fold.ts';
import { keyOf } from './words.ts';

export interface Checked {
  readonly values: Readonly<Record<string, string | number>>;
  /** Required options that were not given. */
  readonly missing: readonly string[];
}

/** @throws UserError `option.*` when a given value cannot be. */
export function checkOptions(
  command: AnyCommand,
  given: Readonly<Record<string, string | number>>,
  languages: readonly Translate[],
  t: Translate,
): Checked {
  const values: Record<string, string | number> = {};
  const missing: string[] = [];
  for (const [name, option] of optionsOf(command)) {
    const raw = String(given[name] ?? '').trim();
    if (raw !== '') values[name] = readOption(command, name, option, raw, languages, t);
    else if (option.required) missing.push(name);
  }
  return { values, missing };
}

function readOption(
  command: AnyCommand,
  name: string,
  option: Option,
  raw: string,
  languages: readonly Translate[],
  t: Translate,
): string | number {
  const shown = optionLabel(t, command, name);
  switch (option.kind) {
    case 'text':
      if (raw.length > option.max) throw new UserError('option.tooLong', { option: shown, max: option.max });
      return raw;
    case 'integer': {
      const value = /^[+-]?\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
      if (!(value >= option.min && value <= option.max))
        throw new UserError('option.number', { option: shown, min: option.min, max: option.max });
      return value;
    }
    case 'choice': {
      const named = (typed: string) =>
        option.values.find(
          (one) => fold(one) === fold(typed) || languages.some((any) => fold(choiceLabel(any, command, name, one)) === fold(typed)),
        );
      // Also under a name that the option does not have: `when:past`.
      const value = named(raw) ?? named(raw.slice(raw.indexOf(':') + 1).trim());
      if (value !== undefined) return value;
      const labels = option.values.map((one) => choiceLabel(t, command, name, one));
      const choices = new Intl.ListFormat(t.locale, { type: 'disjunction' }).format(labels);
      const first = labels[0] ?? '';
      const example = `/${command.name} ${shown}:${first.includes(' ') ? `"${first}"` : first}`;
      throw new UserError('option.choice', { given: short(raw, GIVEN), option: shown, choices, example });
    }
  }
}

/** Of what was typed, said back. */
const GIVEN = 40;

export const optionLabel = (t: Translate, command: AnyCommand, option: string): string =>
  t(`commands.${keyOf(command.name)}.options.${option}.name`);
export const choiceLabel = (t: Translate, command: AnyCommand, option: string, value: string): string =>
  t(`commands.${keyOf(command.name)}.options.${option}.choices.${value}`);
