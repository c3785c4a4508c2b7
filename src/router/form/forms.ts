/** The forms that there are, those made from commands and from records included, with their texts. */
import { type AnyForm, type FormTexts, familyOf } from '../../chat/form.ts';
import { catalogueTexts } from '../../chat/present.ts';
import type { Translate } from '../../chat/translate.ts';
import type { AppContext } from '../../features/context.ts';
import type { Menu } from '../parts.ts';
import { commandForm, commandFormId, commandOf, commandTexts } from './command-form.ts';

export interface Forms {
  /** Undefined for a form that is no longer there. */
  find(ctx: AppContext, id: string): Promise<AnyForm | undefined>;
  texts(t: Translate, form: AnyForm): FormTexts;
}

export function collectForms(menu: Menu): Forms {
  const commands = new Map(menu.commands.map((command) => [command.name, command]));
  const forms = new Map([
    ...menu.forms.map((form) => [form.id, form] as const),
    ...menu.commands.map((command) => [commandFormId(command), commandForm(command)] as const),
  ]);
  const families = new Map(menu.families?.map((family) => [family.id, family]));
  return {
    async find(ctx, id) {
      const family = familyOf(id);
      return forms.get(id) ?? families.get(family)?.form(ctx, id.slice(family.length + 1));
    },
    texts(t, form) {
      const command = commands.get(commandOf(form.id) ?? '');
      return command ? commandTexts(t, command) : (form.texts?.(t) ?? catalogueTexts(t, form.id));
    },
  };
}
