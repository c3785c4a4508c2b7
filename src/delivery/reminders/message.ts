/** The message of what is due: its lines as they are true when it is sent, each with what to do about it, and ways to be left alone. */
import { z } from 'zod';
import type { Block, Card, Choice } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { plain } from '../../chat/text.ts';
import { formatMoment } from '../../i18n/format.ts';
import { defineMessage, type Message, type MessageContext } from '../message.ts';
import type { ReminderLine, ReminderSource } from '../reminder.ts';

const Params = z.object({ bundle: z.string() });
export type DueParams = z.infer<typeof Params>;

export const reminderActions = { snooze: 'reminder.snooze', muteOne: 'reminder.muteOne', muteAll: 'reminder.muteAll' } as const;
export const snoozes = ['hour', 'tomorrow', 'week'] as const;

/** Lines that one message holds; the rest is in /reminders. */
export const LINES = 6;
/** A select's label on every platform. */
const LABEL = 70;

export const dueMessage = (sources: readonly ReminderSource[]): Message<DueParams> =>
  defineMessage({
    name: 'reminders.due',
    parse: (params) => Params.parse(params),
    async render(ctx, { bundle }) {
      const rows = await ctx.db.reminder.findMany({ where: { bundle, state: 'sent' }, orderBy: [{ about: 'asc' }, { id: 'asc' }] });
      const lines: Line[] = [];
      for (const { id, source, subject, about } of rows) {
        if (about <= ctx.clock.now()) continue;
        const line = await sources.find((one) => one.name === source)?.line(ctx, subject, about);
        if (line) lines.push({ id, ...line });
      }
      return lines.length === 0 ? undefined : dueCard(ctx, bundle, lines);
    },
  });

export interface Line extends ReminderLine {
  readonly id: string;
}

export function dueCard(
  { t, timeZone, personId }: Pick<MessageContext, 't' | 'timeZone' | 'personId'>,
  bundle: string,
  lines: readonly Line[],
): Card {
  const shown = lines.slice(0, LINES);
  const rest = lines.length - shown.length;
  const show = (at: { readonly at: string }): string => formatMoment(new Date(at.at), t.locale, timeZone);
  const said = shown.map((line) => plain(line.text, show));
  const blocks: readonly Block[] = [
    ...shown.flatMap((line): readonly Block[] => [{ type: 'text', text: line.text }, ...actions(line.controls)]),
    ...(rest > 0 ? [{ type: 'note', text: t('reminders.more', { count: rest }) } as const] : []),
    ...(personId === undefined ? [] : ways(shown, said)),
  ];
  return { title: t('reminders.title', { count: lines.length }), blocks, fallback: said.join(' ').slice(0, 300) };

  function ways(own: readonly Line[], texts: readonly string[]): readonly Block[] {
    const choices: readonly Choice[] = own.map(({ id }, at) => ({ value: id, label: short(texts[at] ?? '', LABEL) }));
    return [
      ...actions([
        {
          type: 'select',
          placeholder: t('reminders.snooze.choose'),
          action: { name: reminderActions.snooze, id: bundle },
          options: snoozes.map((value) => ({ value, label: t(`reminders.snooze.${value}`) })),
        },
      ]),
      ...(own.length > 1
        ? actions([
            {
              type: 'select',
              placeholder: t('reminders.muteOne'),
              action: { name: reminderActions.muteOne, id: bundle },
              options: choices,
            },
          ])
        : []),
      ...actions([
        ...(own.length === 1
          ? [{ type: 'button', label: t('reminders.muteOne'), action: { name: reminderActions.muteOne, id: bundle } } as const]
          : []),
        { type: 'button', label: t('reminders.muteAll'), action: { name: reminderActions.muteAll, id: bundle } },
      ]),
    ];
  }
}
