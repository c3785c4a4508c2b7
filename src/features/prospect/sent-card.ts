/** What whoever has suggested an organisation is shown at once. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import type { Translate } from '../../chat/translate.ts';
import { button } from './names.ts';
import type { Prospect } from './queries.ts';
import { nameOf } from './words.ts';

export const sentCard = ({ t }: { readonly t: Translate }, prospect: Prospect): Card => ({
  title: t('prospect.sent.title'),
  blocks: [
    { type: 'text', text: t('prospect.sent.text', { name: nameOf(prospect), number: String(prospect.number) }) },
    { type: 'note', text: t('prospect.sent.next') },
    ...actions([button(t('prospect.buttons.another'), 'suggest', '')]),
  ],
});
