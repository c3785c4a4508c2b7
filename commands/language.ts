/** /language: in which language Agora speaks to this person. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { pickLanguage } from '../src/features/person/actions.ts';
import { FOLLOW, languageCard, languageChoices } from '../src/features/person/language.ts';
import { chooseLanguage } from '../src/features/person/service.ts';

export const language = defineCommand({
  name: 'language',
  answers: 'private',
  options: { language: { kind: 'choice', required: false, values: ['en', 'es', 'fr', 'pt', FOLLOW] } },
  async run(ctx, { language: chosen }) {
    if (chosen !== undefined) {
      const locale = await chooseLanguage(ctx, chosen === FOLLOW ? undefined : chosen);
      return show(languageCard(ctx, locale, chosen === FOLLOW));
    }
    return show({
      title: ctx.t('person.language.title'),
      blocks: [
        { type: 'text', text: ctx.t('person.language.now', { language: ctx.t('person.language.own') }) },
        {
          type: 'actions',
          controls: [
            {
              type: 'select',
              placeholder: ctx.t('person.language.choose'),
              action: pickLanguage.with(ctx.actor.id),
              options: languageChoices(ctx),
            },
          ],
        },
      ],
    });
  },
});
