/** What the person's own cards offer. */
import { show } from '../../chat/reply.ts';
import { defineAction } from '../context.ts';
import { FOLLOW, languageCard } from './language.ts';
import { chooseLanguage } from './service.ts';

export const pickLanguage = defineAction({
  name: 'person.language',
  answers: 'update',
  async run(ctx, _id, [chosen]) {
    const locale = await chooseLanguage(ctx, chosen === FOLLOW ? undefined : chosen);
    return show(languageCard(ctx, locale, chosen === FOLLOW));
  },
});
