/** A form made from a command's options: asked where a required one was not typed, so that nobody has to learn a syntax. */
import type { AnyCommand, Option, TextOption } from '../../chat/command.ts';
import { type AnyForm, choice, type FormTexts, lookup, number, text } from '../../chat/form.ts';
import type { Translate } from '../../chat/translate.ts';
import type { AppContext } from '../../features/context.ts';
import { COMMAND_FORM } from '../../features/draft/service.ts';
import { fold } from '../../i18n/fold.ts';
import { choiceLabel } from '../options.ts';
import { keyOf } from '../words.ts';

export const commandFormId = (command: AnyCommand): string => `${COMMAND_FORM}${command.name}`;
export const commandOf = (form: string): string | undefined =>
  form.startsWith(COMMAND_FORM) ? form.slice(COMMAND_FORM.length) : undefined;

export function commandForm(command: AnyCommand): AnyForm {
  const fields = Object.fromEntries(
    Object.entries<Option<AppContext>>(command.options).map(([name, option]) => [name, asField(command, name, option)]),
  );
  return {
    id: commandFormId(command),
    version: 1,
    direct: true,
    fields,
    pages: [{ id: 'options', fields: Object.keys(fields) }],
    review: async () => [],
    submit: (ctx, values) => command.run(ctx, values),
  };
}

export function commandTexts(t: Translate, command: AnyCommand): FormTexts {
  const option = (name: string): string => `commands.${keyOf(command.name)}.options.${name}`;
  const title = t('router.form.command', { command: `/${command.name}` });
  return {
    title,
    page: () => title,
    label: (name) => sentence(t(`${option(name)}.name`), t.locale),
    hint: (name) => t(`${option(name)}.description`),
    placeholder: () => undefined,
  };
}

const sentence = (word: string, locale: string): string =>
  word.charAt(0).toLocaleUpperCase(locale) + word.slice(1).replaceAll(/[-_]/g, ' ');

type Complete = NonNullable<TextOption<AppContext>['complete']>;

function asField(command: AnyCommand, name: string, option: Option<AppContext>) {
  const { required } = option;
  switch (option.kind) {
    case 'integer':
      return number({ required, min: option.min, max: option.max });
    case 'choice':
      return choice({
        required,
        options: (ctx: AppContext) => option.values.map((value) => ({ value, label: choiceLabel(ctx.t, command, name, value) })),
      });
    case 'text': {
      const complete: Complete | undefined = option.complete;
      if (!complete) return text({ required, max: option.max });
      return lookup({
        required,
        search: async (ctx: AppContext, typed, limit) => (await complete(ctx, typed)).slice(0, limit),
        // The command itself says what it makes of a text that is none of the suggestions.
        resolve: async (ctx: AppContext, given) => {
          const found = (await complete(ctx, given)).find((one) => one.value === given || fold(one.label) === fold(given));
          return found ?? { value: given.slice(0, option.max), label: given };
        },
      });
    }
  }
}
