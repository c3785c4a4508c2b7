/** What the organiser reads right after saving an event. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { moment } from '../../chat/text.ts';
import type { Announcing, EventContent } from './content.ts';
import { button } from './names.ts';
import type { Saved } from './service.ts';
import { titleOf, type Words } from './words.ts';

export function savedCard(words: Words, saved: Saved, content: EventContent, announcing: Announcing, edited: boolean): Card {
  const { t } = words;
  const title = titleOf(words, content);
  const text =
    saved.state === 'scheduled' && announcing.type === 'at'
      ? t.rich('event.saved.scheduled', { title, at: moment(announcing.at) })
      : t(`event.saved.${saved.state === 'announced' && edited ? 'changed' : saved.state}`, { title });
  return {
    title: t('event.saved.title'),
    blocks: [
      { type: 'text', text },
      ...actions([
        ...(saved.state === 'draft' ? [button(t('event.buttons.announce'), 'announce', saved.id, { style: 'primary' })] : []),
        button(t('event.buttons.show'), 'show', saved.date),
      ]),
    ],
  };
}
