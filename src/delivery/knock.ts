/** Somebody who cannot be written to directly is called in a channel; what it is about, only they are shown. Pure. */
import type { Card } from '../chat/card.ts';
import { actions } from '../chat/compose.ts';
import type { Mention } from '../chat/text.ts';
import type { Translate } from '../chat/translate.ts';

/** The action that shows a delivery to the one whom it is for. */
export const READ_WAITING = 'delivery.read';

export interface Account {
  readonly platform: string;
  readonly externalId: string;
  readonly name: string;
}

export function knockCard(t: Translate, delivery: string, account: Account | undefined): Card {
  const who: Mention | undefined = account && { kind: 'mention', ...account };
  return {
    blocks: [
      { type: 'text', text: who === undefined ? t('delivery.knock.text') : [who, ' ', t('delivery.knock.text')] },
      ...actions([{ type: 'button', label: t('delivery.knock.read'), action: { name: READ_WAITING, id: delivery }, style: 'primary' }]),
    ],
    fallback: t('delivery.knock.fallback', { name: account?.name ?? '' }),
  };
}
