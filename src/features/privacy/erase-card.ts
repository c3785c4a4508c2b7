/** Being forgotten: what goes and what stays, the question, the wait, the last word. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, buttonsOf } from '../../chat/compose.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { PersonalRecords } from '../personal.ts';
import { actionNames } from './names.ts';
import type { Held, OpenErasure } from './service.ts';
import { afterwards, whatOf } from './texts.ts';

const button = buttonsOf(actionNames);

/** Before anything happens. Entries that hold nothing on them are left out. */
export function askCard(t: Translate, held: readonly Held[], personal: readonly PersonalRecords[]): Card {
  const ours = personal.filter(({ name }) => held.some((one) => one.name === name));
  const goes = ours.filter((one) => !one.held.some(({ onErasure }) => onErasure === 'kept'));
  const stays = ours.filter((one) => !goes.includes(one));
  return {
    title: t('privacy.erase.title'),
    blocks: [
      { type: 'text', text: t('privacy.erase.text') },
      { type: 'heading', text: t('privacy.erase.goes') },
      { type: 'list', items: goes.map(({ name }) => whatOf(t, name)) },
      ...(stays.length === 0
        ? []
        : ([
            { type: 'heading', text: t('privacy.erase.stays') },
            { type: 'list', items: stays.map(({ name }): Text => [strong(whatOf(t, name)), '. ', afterwards(t, name)]) },
          ] as const)),
      { type: 'note', text: t('privacy.erase.backups') },
      ...actions([button(t('privacy.erase.yes'), 'eraseYes', '', { style: 'danger' }), button(t('privacy.erase.no'), 'show', '0')]),
    ],
  };
}

export const waitingCard = (t: Translate, { dueAt }: OpenErasure): Card => ({
  title: t('privacy.erase.asked'),
  blocks: [
    { type: 'text', text: t.rich('privacy.erase.due', { at: moment(dueAt) }) },
    ...actions([button(t('privacy.erase.keep'), 'keep', '')]),
  ],
});

export const keptCard = (t: Translate): Card => ({
  title: t('privacy.erase.keptTitle'),
  blocks: [{ type: 'text', text: t('privacy.erase.keptText') }, ...actions([button(t('privacy.back'), 'show', '0')])],
});

export interface Farewell {
  readonly deleted: number;
  readonly kept: number;
  readonly asked: string;
}
export const farewellCard = (t: Translate, { deleted, kept, asked }: Farewell): Card => ({
  title: t('privacy.farewell.title'),
  blocks: [
    { type: 'text', text: t.rich('privacy.farewell.text', { asked: moment(new Date(asked), 'date'), deleted }) },
    { type: 'text', text: t('privacy.farewell.kept', { kept }) },
    { type: 'note', text: t('privacy.farewell.last') },
  ],
});
