/** The choice of a language, as a select shows it and as it is confirmed. */
import type { Card, Choice } from '../../chat/card.ts';
import type { AppContext } from '../context.ts';

/** Follow the platform's language again. */
export const FOLLOW = 'platform';

export function languageChoices(ctx: Pick<AppContext, 't' | 'locales' | 'translator'>): readonly Choice[] {
  return [
    // Each by its own name: whoever cannot read the present language finds theirs.
    ...ctx.locales.map((locale) => ({ value: locale, label: ctx.translator(locale)('person.language.own') })),
    { value: FOLLOW, label: ctx.t('person.language.follow') },
  ];
}

/** In the new language. */
export function languageCard(ctx: Pick<AppContext, 'translator'>, locale: string, follows: boolean): Card {
  const t = ctx.translator(locale);
  const text = follows
    ? t('person.language.follows', { language: t('person.language.own') })
    : t('person.language.set', { language: t('person.language.own') });
  return { blocks: [{ type: 'text', text }] };
}
