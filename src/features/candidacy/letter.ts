/** What the secretariat decided, told to whoever sent the candidacy in: their words, and the way to the part that they mean. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import type { Translate } from '../../chat/translate.ts';
import { button } from './names.ts';
import type { WithCall } from './queries.ts';

/** Undefined where nothing has been decided. */
export function decisionCard({ t }: { readonly t: Translate }, { candidacy, call }: WithCall): Card | undefined {
  const { id, state, reason, experience, number } = candidacy;
  const args = { title: experience.title, call: call.title, number: String(number) };
  switch (state) {
    case 'valid':
      return {
        title: t('candidacy.decision.valid.title'),
        blocks: [
          { type: 'text', text: t('candidacy.decision.valid.text', args) },
          ...actions([button(t('candidacy.buttons.show'), 'show', id)]),
        ],
      };
    case 'refused':
      return {
        title: t('candidacy.decision.refused.title'),
        blocks: [
          { type: 'text', text: t('candidacy.decision.refused.text', args) },
          { type: 'quote', text: reason },
          ...actions([button(t('candidacy.buttons.show'), 'show', id)]),
        ],
      };
    case 'changesRequested':
      return {
        title: t('candidacy.decision.more.title'),
        blocks: [
          { type: 'text', text: t('candidacy.decision.more.text', args) },
          { type: 'quote', text: reason },
          ...actions([button(t('candidacy.buttons.complete'), 'edit', id, { style: 'primary' })]),
        ],
      };
    default:
      return undefined;
  }
}
