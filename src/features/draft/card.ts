/** One's open drafts, each to be continued or discarded. */
import type { Block, Card } from '../../chat/card.ts';
import { familyOf } from '../../chat/form.ts';
import { formActions } from '../../chat/refs.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { DraftRecord } from './service.ts';

/** As many as every platform can show with their buttons. */
export const SHOWN = 8;
export const DISCARD = 'draft.discard';

export function draftsCard(t: Translate, drafts: readonly DraftRecord[]): Card {
  const blocks: readonly Block[] = drafts.slice(0, SHOWN).flatMap((draft): Block[] => [
    { type: 'text', text: draftLine(t, draft) },
    {
      type: 'actions',
      controls: [
        { type: 'button', label: t('draft.continue'), action: formActions.resume(draft.id), style: 'primary' },
        {
          type: 'button',
          label: t('draft.discard.button'),
          action: { name: DISCARD, id: draft.id },
          style: 'danger',
          confirm: {
            title: t('draft.discard.title'),
            text: t('draft.discard.text'),
            yes: t('draft.discard.yes'),
            no: t('draft.discard.no'),
          },
        },
      ],
    },
  ]);
  return {
    title: t('draft.list.title'),
    blocks:
      drafts.length === 0 ? [{ type: 'text', text: t('draft.list.empty') }] : [...blocks, ...(drafts.length > SHOWN ? [more(t)] : [])],
  };
}

const more = (t: Translate): Block => ({ type: 'note', text: t('draft.list.more', { shown: SHOWN }) });

export function draftLine(t: Translate, draft: DraftRecord): Text {
  const form = `forms.${familyOf(draft.form)}.title`;
  return t.rich('draft.line', {
    title: strong(draft.title === '' ? t('draft.untitled') : draft.title),
    form: t.has(form) ? t(form) : '',
    until: moment(draft.expiresAt, 'date'),
  });
}
