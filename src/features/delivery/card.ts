/** What was not delivered: to whom, why in plain words, and what to do. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, buttonsOf, short } from '../../chat/compose.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { placeOf } from '../../delivery/address.ts';
import { adviceOn, whyOf } from '../../delivery/reasons.ts';
import type { Failed, FailedPage } from './service.ts';

export const actionNames = {
  list: 'delivery.list',
  retry: 'delivery.retry',
  skip: 'delivery.skip',
  retryAll: 'delivery.retryAll',
} as const;

const button = buttonsOf(actionNames);

export function failedCard(t: Translate, { rows, total, page, pages }: FailedPage): Card {
  if (total === 0) return { title: t('delivery.list.title'), blocks: [{ type: 'text', text: t('delivery.list.empty') }] };
  const turning = [
    ...(page > 0 ? [button(t('delivery.list.back'), 'list', String(page - 1))] : []),
    ...(page < pages - 1 ? [button(t('delivery.list.next'), 'list', String(page + 1))] : []),
    button(t('delivery.list.retryAll'), 'retryAll', ''),
  ];
  return {
    title: t('delivery.list.title'),
    blocks: [
      ...rows.flatMap((row) => failedBlocks(t, row, page)),
      { type: 'note', text: t('delivery.list.page', { total, at: page + 1, of: pages }) },
      ...actions(turning),
    ],
  };
}

function failedBlocks(t: Translate, row: Failed, page: number): readonly Block[] {
  const text: Text = [strong(whom(t, row)), '\n', t('delivery.list.why', { why: whyOf(t, row.reason), advice: adviceOn(t, row.reason) })];
  const when = t.rich('delivery.list.when', { at: moment(row.attemptedAt), attempts: row.attempts });
  return [
    { type: 'text', text },
    { type: 'note', text: when },
    ...actions([
      button(t('delivery.list.retry'), 'retry', `${row.id}/${page}`, { style: 'primary' }),
      button(t('delivery.list.skip'), 'skip', `${row.id}/${page}`),
    ]),
  ];
}

/** Names can be long; the whole one is in the chat. */
const NAME = 80;

function whom(t: Translate, { to, name, purpose, workspace }: Failed): string {
  const called = short(name, NAME);
  if (to.kind === 'mail') return t('delivery.list.to.mail', { name: called });
  if (name !== '') return t('delivery.list.to.person', { name: called });
  const place =
    purpose === ''
      ? placeOf(to)
      : t('delivery.place.channel', { purpose: t(`delivery.purposes.${purpose}`), workspace: workspace.slice(0, NAME) });
  return t('delivery.list.to.channel', { place });
}
