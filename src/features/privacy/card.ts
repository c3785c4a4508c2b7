/** What is held and why, the copy, the consents, who looked, how long it all lives. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, buttonsOf, short } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { ContactsRead } from '../audit/service.ts';
import type { ConsentRow } from './consents/service.ts';
import { VALID_MINUTES } from './export/service.ts';
import { actionNames } from './names.ts';
import type { RetentionRow } from './retention/service.ts';
import type { Held, OpenErasure } from './service.ts';
import { whatOf, whyOf } from './texts.ts';

const button = buttonsOf(actionNames);
/** Entries, consents and looks on one card. */
export const ROWS = { held: 6, consents: 3, reads: 8, rules: 8 } as const;

export function overviewCard(t: Translate, held: readonly Held[], erasure: OpenErasure | undefined, page: number): Card {
  const pages = Math.max(1, Math.ceil(held.length / ROWS.held));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = held.slice(at * ROWS.held, (at + 1) * ROWS.held);
  return {
    title: t('privacy.title'),
    blocks: [
      { type: 'text', text: t('privacy.intro') },
      ...(erasure === undefined ? [] : [{ type: 'text', text: t.rich('privacy.erase.due', { at: moment(erasure.dueAt) }) } as const]),
      { type: 'list', items: rows.map(({ name, count }) => [strong(whatOf(t, name)), ` (${count}). `, whyOf(t, name)]) },
      ...turning(t, 'show', at, at < pages - 1),
      ...actions([
        button(t('privacy.buttons.export'), 'export', '', { style: 'primary' }),
        button(t('privacy.buttons.consents'), 'consents', '0'),
        button(t('privacy.buttons.access'), 'access', '0'),
        button(t('privacy.buttons.retention'), 'retention', '0'),
      ]),
      ...actions([
        erasure === undefined
          ? button(t('privacy.buttons.erase'), 'erase', '', { style: 'danger' })
          : button(t('privacy.erase.keep'), 'keep', ''),
      ]),
    ],
  };
}

export const copyCard = (t: Translate, { url, expiresAt }: { readonly url: string; readonly expiresAt: Date }): Card => ({
  title: t('privacy.copy.offered'),
  blocks: [
    { type: 'text', text: t.rich('privacy.copy.how', { minutes: VALID_MINUTES, until: moment(expiresAt, 'time') }) },
    { type: 'note', text: t('privacy.copy.secret') },
    ...actions([{ type: 'link', label: t('privacy.copy.open'), url }, button(t('privacy.back'), 'show', '0')]),
  ],
});

/** Of a text that somebody agreed to; the whole of it is in the copy. */
const WORDS = 500;
const NAME = 80;

export function consentsCard(t: Translate, rows: readonly ConsentRow[], page: number, more: boolean): Card {
  return {
    title: t('privacy.consents.title'),
    blocks: [
      ...(rows.length === 0 ? [{ type: 'text', text: t('privacy.consents.empty') } as const] : []),
      ...rows.flatMap((row) => consentBlocks(t, row, page)),
      ...turning(t, 'consents', page, more),
      back(t),
    ],
  };
}

function consentBlocks(t: Translate, row: ConsentRow, page: number): readonly Block[] {
  const { id, organisation, text, version, givenAt, withdrawnAt, mayWithdraw } = row;
  const whose =
    organisation === undefined ? t('privacy.consents.yours') : t('privacy.consents.of', { organisation: short(organisation, NAME) });
  const given = t.rich('privacy.consents.given', { at: moment(givenAt, 'date'), version });
  return [
    { type: 'text', text: strong(whose) },
    { type: 'quote', text: short(text, WORDS) },
    {
      type: 'note',
      text: withdrawnAt === null ? given : t.rich('privacy.consents.withdrawn', { at: moment(withdrawnAt, 'date'), version }),
    },
    ...actions(mayWithdraw ? [button(t('privacy.consents.withdraw'), 'withdraw', `${id}/${page}`, { style: 'danger' })] : []),
  ];
}

export function accessCard(t: Translate, reads: readonly ContactsRead[], page: number, more: boolean): Card {
  return {
    title: t('privacy.access.title'),
    blocks: [
      { type: 'text', text: t(reads.length === 0 && page === 0 ? 'privacy.access.empty' : 'privacy.access.text') },
      ...(reads.length === 0
        ? []
        : [
            {
              type: 'list',
              items: reads.map(({ at, by, operator, where }) =>
                t.rich('privacy.access.line', {
                  at: moment(at),
                  by: operator ? t('privacy.access.operator') : by === '' ? t('privacy.access.somebody') : short(by, NAME),
                  where: t.has(`privacy.places.${where}`) ? t(`privacy.places.${where}`) : where,
                }),
              ),
            } as const,
          ]),
      ...turning(t, 'access', page, more),
      back(t),
    ],
  };
}

export function retentionCard(t: Translate, rows: readonly RetentionRow[], page: number): Card {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS.rules));
  const at = Math.min(Math.max(0, page), pages - 1);
  const applied = rows.flatMap(({ appliedAt }) => appliedAt ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0];
  return {
    title: t('privacy.retention.title'),
    blocks: [
      { type: 'text', text: t('privacy.retention.text') },
      {
        type: 'list',
        items: rows
          .slice(at * ROWS.rules, (at + 1) * ROWS.rules)
          .map(({ name, days, last, total }) => [
            strong(t(`privacy.rules.${name}`)),
            ': ',
            t('privacy.retention.days', { days }),
            ...(total === 0 ? [] : [` ${t('privacy.retention.done', { last, total })}`]),
          ]),
      },
      ...(applied === undefined ? [] : [{ type: 'note', text: t.rich('privacy.retention.applied', { at: moment(applied) }) } as const]),
      ...(at < pages - 1 ? [] : [{ type: 'note', text: t('privacy.retention.else') } as const]),
      ...turning(t, 'retention', at, at < pages - 1),
      back(t),
    ],
  };
}

const back = (t: Translate): Block => ({ type: 'actions', controls: [button(t('privacy.back'), 'show', '0')] });

const turning = (t: Translate, name: 'show' | 'consents' | 'access' | 'retention', page: number, more: boolean): readonly Block[] =>
  actions([
    ...(page > 0 ? [button(t('privacy.earlier'), name, String(page - 1))] : []),
    ...(more ? [button(t('privacy.later'), name, String(page + 1))] : []),
  ]);
