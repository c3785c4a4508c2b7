/** Records that may be the same organisation, as the applicant and as the secretariat see them. Pure. */
import type { Block, Button } from '../../chat/card.ts';
import type { Likely } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { kindName, placeOf, type Words } from './words.ts';

/** `choose`: the button that says that it is this one. */
export function nearBlocks(words: Words, near: readonly Likely[], heading: string, choose: (one: Likely) => Button): readonly Block[] {
  const { t } = words;
  if (near.length === 0) return [];
  return [
    { type: 'text', text: heading },
    ...near.map(
      (one): Block => ({
        type: 'item',
        text: [
          nameFor(one, t.locale),
          kindName(words, one.kind),
          placeOf(t, one),
          one.membership === 'active' ? t('membership.near.member') : '',
          t(`membership.near.${one.because}`),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        control: choose(one),
      }),
    ),
  ];
}
