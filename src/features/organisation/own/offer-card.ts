/** The question whether somebody speaks for an organisation, or looks after it from now on. Pure. */
import type { Card } from '../../../chat/card.ts';
import { actions, named } from '../../../chat/compose.ts';
import type { Translate } from '../../../chat/translate.ts';
import { nameFor } from '../names.ts';
import { button } from './names.ts';
import type { Offer } from './queries.ts';

export function offerCard(
  t: Translate,
  { id, kind, state, organisation, by }: Pick<Offer, 'id' | 'kind' | 'state' | 'organisation' | 'by'>,
): Card {
  const names = { who: by?.name ?? t('experience.someone'), organisation: nameFor(organisation, t.locale) };
  const open = state === 'open';
  return named(t(`organisation.offer.${kind}.title`), [
    { type: 'text', text: t(open ? `organisation.offer.${kind}.text` : `organisation.offer.${kind}.${state}`, names) },
    ...(open
      ? [
          { type: 'note', text: t(`organisation.offer.${kind}.means`) } as const,
          ...actions([
            button(t(`organisation.offer.${kind}.accept`), 'accept', id, { style: 'primary' }),
            button(t('organisation.offer.refuse'), 'refuse', id),
          ]),
        ]
      : []),
  ]);
}
