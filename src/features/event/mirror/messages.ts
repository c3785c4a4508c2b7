/** What the secretariat is told when events cannot be put into a workspace's own calendar. */
import { z } from 'zod';
import { saying } from '../../../chat/compose.ts';
import { defineMessage } from '../../../delivery/message.ts';

const params = z.object({ workspace: z.string(), trouble: z.enum(['permission', 'full']) });

export const mirrorTrouble = defineMessage({
  name: 'event.mirrorTrouble',
  parse: (given) => params.parse(given),
  async render({ t, db }, { workspace, trouble }) {
    const place = await db.workspace.findUnique({ where: { id: workspace }, select: { name: true, calendarTrouble: true } });
    // It has been put right since.
    if (place === null || place.calendarTrouble !== trouble) return undefined;
    return saying(t(`mirror.trouble.${trouble}`, { workspace: place.name }), t('mirror.title'));
  },
});
