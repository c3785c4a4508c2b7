/** One's own reminders: what comes next, and what one does not want to hear of. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';

export const UNMUTE = 'reminder.unmute';

export interface OwnLines {
  /** In the reader's words, with when it comes. */
  readonly ahead: readonly { readonly text: Text; readonly dueAt: Date }[];
  readonly more: number;
  readonly mutes: readonly { readonly what: string; readonly name: Text }[];
}

export function ownCard(t: Translate, { ahead, more, mutes }: OwnLines): Card {
  const nothing: readonly Block[] = [{ type: 'text', text: t('reminders.own.empty') }];
  return {
    title: t('reminders.own.title'),
    blocks: [
      ...(ahead.length === 0
        ? nothing
        : ahead.flatMap(({ text, dueAt }): readonly Block[] => [
            { type: 'text', text },
            { type: 'note', text: t.rich('reminders.own.at', { at: moment(dueAt) }) },
          ])),
      ...(more > 0 ? [{ type: 'note', text: t('reminders.more', { count: more }) } as const] : []),
      ...(mutes.length === 0 ? [] : [{ type: 'heading', text: t('reminders.own.muted') } as const]),
      ...mutes.flatMap(({ what, name }): readonly Block[] => [
        { type: 'text', text: name },
        // Longer ones than a button can carry do not come from us.
        ...actions([{ type: 'button', label: t('reminders.own.undo'), action: { name: UNMUTE, id: what } }]),
      ]),
    ],
  };
}

export const saidCard = (t: Translate, key: string, args: { readonly at?: Date } = {}): Card => ({
  blocks: [{ type: 'text', text: args.at === undefined ? t(key) : t.rich(key, { at: moment(args.at) }) }],
});
