/** What the secretariat is asked to do by hand, where the bot may not. */
import { z } from 'zod';
import { short } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import { defineMessage } from '../../delivery/message.ts';

const params = z.object({ platform: z.string(), workspace: z.string(), kind: z.string(), place: z.string() });

const SHOWN = 15;
const NAME = 60;

export const placesByHand = defineMessage({
  name: 'places.byHand',
  parse: (given) => params.parse(given),
  async render({ t, db }, { platform, workspace, kind, place }) {
    const rows = await db.placement.findMany({
      where: { platform, workspace, kind, place, state: { not: 'given' }, trouble: { notIn: ['', 'absent'] } },
      include: { person: { select: { name: true } } },
      orderBy: { updatedAt: 'asc' },
      take: SHOWN + 1,
    });
    const where = await db.workspace.findUnique({
      where: { platform_externalId: { platform, externalId: workspace } },
      select: { name: true },
    });
    const names = { workspace: where?.name ?? workspace, place };
    const [first] = rows;
    if (first === undefined) return { title: t('places.title'), blocks: [{ type: 'text', text: t('places.done', names) }] };
    const reason = t.has(`places.troubles.${first.trouble}.${platform}`) ? `${first.trouble}.${platform}` : 'other';
    return {
      title: t('places.title'),
      blocks: [
        { type: 'text', text: t(`places.what.${kind}`, names) },
        {
          type: 'list',
          items: rows
            .slice(0, SHOWN)
            .map(({ person, state }) => [strong(short(person.name, NAME)), ` · ${t(state === 'leaving' ? 'places.take' : 'places.give')}`]),
        },
        ...(rows.length > SHOWN ? [{ type: 'note', text: t('places.more') } as const] : []),
        { type: 'note', text: t(`places.troubles.${reason}`) },
      ],
    };
  },
});
