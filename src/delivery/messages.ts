/** What the delivery of messages says of itself: a place that takes none any more, and each day what was not delivered. */
import { z } from 'zod';
import { actions } from '../chat/compose.ts';
import { commandAction } from '../chat/refs.ts';
import { defineMessage } from './message.ts';
import { adviceOn, whyOf } from './reasons.ts';

const Trouble = z.object({ kind: z.enum(['channel', 'workspace']), id: z.string(), code: z.string() });

export const trouble = defineMessage({
  name: 'delivery.trouble',
  parse: (params) => Trouble.parse(params),
  render: async ({ t, db }, { kind, id, code }) => {
    const channel = kind === 'channel' ? await db.channel.findUnique({ where: { id }, include: { workspace: true } }) : null;
    const workspace = channel?.workspace ?? (await db.workspace.findUnique({ where: { id } }));
    if (!workspace) return undefined;
    const place =
      channel === null
        ? t('delivery.place.workspace', { workspace: workspace.name })
        : t('delivery.place.channel', { workspace: workspace.name, purpose: t(`delivery.purposes.${channel.purpose}`) });
    return {
      title: t('delivery.trouble.title'),
      blocks: [
        { type: 'text', text: t('delivery.trouble.text', { place, why: whyOf(t, code) }) },
        { type: 'text', text: adviceOn(t, code) },
        { type: 'note', text: t('delivery.trouble.after', { word: code }) },
        ...actions([{ type: 'button', label: t('delivery.list.open'), action: commandAction('delivery list') }]),
      ],
      fallback: t('delivery.trouble.fallback', { place }),
    };
  },
});

const Daily = z.object({ from: z.iso.datetime(), until: z.iso.datetime(), count: z.number().int() });

/** One line a day, on days on which something failed. */
export const daily = defineMessage({
  name: 'delivery.daily',
  parse: (params) => Daily.parse(params),
  render: async ({ t, db }, { from, until, count }) => {
    const left = await db.delivery.count({ where: { state: 'failed', reportedAt: { gte: new Date(from), lte: new Date(until) } } });
    return {
      title: t('delivery.daily.title'),
      blocks: [
        { type: 'text', text: t('delivery.daily.text', { count, left }) },
        ...actions([{ type: 'button', label: t('delivery.list.open'), action: commandAction('delivery list'), style: 'primary' }]),
      ],
    };
  },
});

export const deliveryMessages = [trouble, daily];
