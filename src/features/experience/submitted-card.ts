/** What the author reads right after sending a sheet: what happens now. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import type { Content } from './content.ts';
import { button } from './names.ts';
import type { Words } from './words.ts';

export interface Fate {
  readonly id: string;
  readonly fate: 'review' | 'proposed' | 'live' | 'unchanged';
}

/** `award`: it can be put to the award now. */
export const submittedCard = ({ t }: Words, { id, fate }: Fate, { title }: Content, award = false): Card => ({
  title: t(`experience.submitted.${fate}.title`),
  blocks: [
    { type: 'text', text: t(`experience.submitted.${fate}.text`, { title }) },
    ...actions([
      button(t('experience.buttons.show'), 'show', id),
      ...(award ? [{ type: 'button', label: t('experience.buttons.award'), action: commandAction('award apply') } as const] : []),
    ]),
  ],
});
