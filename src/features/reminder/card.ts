/** One's own reminders: what comes next, and what one does not want to hear of. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';

export const UNMUTE = 'reminder.unmute';
export const PAGE = 'reminder.page';

export interface OwnLines {
  /** In the reader's words, with when it comes. */
  readonly ahead: readonly { readonly text: Text; readonly dueAt: Date }[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly mutes: readonly { readonly what: string; readonly name: Text }[];
}

export function ownCard(t: Translate, { ahead, page, pages, mutes }: OwnLines): Card {
  const nothing: readonly Block[] = page === 0 ? [{ type: 'text', text: t('reminders.own.empty') }] : [];
  return {
    title: t('reminders.own.title'),
    blocks: [
      ...(ahead.length === 0
        ? nothing
        : ahead.flatMap(({ text, dueAt }): readonly Block[] => [
            { type: 'text', text },
            { type: 'note', text: t.rich('reminders.own.at', { at: moment(dueAt) }) },
          ])),
      ...(mutes.length === 0 ? [] : [{ type: 'heading', text: t('reminders.own.muted') } as const]),
      ...mutes.flatMap(({ what, name }): readonly Block[] => [
        { type: 'text', text: name },
        // Longer ones than a button can carry do not come from us.
        ...actions([{ type: 'button', label: t('reminders.own.undo'), action: { name: UNMUTE, id: what } }]),
      ]),
      ...turning(t, page, pages),
    ],
  };
}

function turning(t: Translate, page: number, pages: number): readonly Block[] {
  if (pages === 1) return [];
  const to = (label: string, at: number): Button => ({ type: 'button', label, action: { name: PAGE, id: String(at) } });
  return [
    { type: 'note', text: t('reminders.own.page', { at: page + 1, of: pages }) },
    ...actions([
      ...(page > 0 ? [to(t('reminders.own.previous'), page - 1)] : []),
      ...(page < pages - 1 ? [to(t('reminders.own.next'), page + 1)] : []),
    ]),
  ];
}

export const saidCard = (t: Translate, key: string, args: { readonly at?: Date } = {}): Card => ({
  blocks: [{ type: 'text', text: args.at === undefined ? t(key) : t.rich(key, { at: moment(args.at) }) }],
});
