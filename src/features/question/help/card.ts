/** The small reply under what looks like a question. It answers nothing: it offers to. */
import type { Card } from '../../../chat/card.ts';
import type { Translate } from '../../../chat/translate.ts';

export const ANSWER_OFFER = 'question.answerOffer';

export const offerCard = (t: Translate, id: string): Card => ({
  blocks: [
    {
      type: 'item',
      text: t('help.offer.text'),
      control: { type: 'button', label: t('help.offer.button'), action: { name: ANSWER_OFFER, id } },
    },
  ],
});
