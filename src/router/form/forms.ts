/** The forms that there are, those made from commands included, with their texts. */
import type { AnyForm } from '../../chat/form.ts';
import { catalogueTexts, type FormTexts } from '../../chat/present.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Menu } from '../parts.ts';
import { commandForm, commandFormId, commandOf, commandTexts } from './command-form.ts';

export interface Forms {
  /** Undefined for a form that is no longer there. */
  find(id: string): AnyForm | undefined;
  texts(t: Translate, form: AnyForm): FormTexts;
}

export function collectForms(menu: Menu): Forms {
  const commands = new Map(menu.commands.map((command) => [command.name, command]));
  const forms = new Map([
    ...menu.forms.map((form) => [form.id, form] as const),
    ...menu.commands.map((command) => [commandFormId(command), commandForm(command)] as const),
  ]);
  return {
    find: (id) => forms.get(id),
    texts(t, form) {
      const command = commands.get(commandOf(form.id) ?? '');
      return command ? commandTexts(t, command) : catalogueTexts(t, form.id);
    },
  };
}
