/** How an announcement stands, for those who send it: read anew each time it is shown. */
import { show } from '../../chat/reply.ts';
import { negotiate } from '../../i18n/negotiate.ts';
import type { AppContext } from '../context.ts';
import { deskCard, type Reach } from './card.ts';
import { authorize } from './policy.ts';
import { getAnnouncement, progressOf, type Targets } from './record.ts';
import { personsOf, placesOf } from './targets.ts';

export async function deskOf(ctx: AppContext, id: string) {
  authorize(ctx.actor, 'announcement.read');
  const about = await getAnnouncement(ctx.store.db, id);
  return show(
    deskCard(ctx.t, {
      about,
      reach: await reachOf(ctx, about.targets),
      progress: await progressOf(ctx.store.db, id),
      secondEditor: ctx.network.secondEditor,
      locales: ctx.locales,
      own: about.authorId === ctx.actor.id,
    }),
  );
}

/** Exactly those who would get it now. */
export async function reachOf(ctx: AppContext, targets: Targets): Promise<Reach> {
  const persons: Record<string, number> = {};
  for (const { locale } of await personsOf(ctx.store.db, targets, ctx.now)) {
    const language = negotiate([locale], ctx.locales) ?? ctx.locales[0] ?? '';
    persons[language] = (persons[language] ?? 0) + 1;
  }
  return { places: await placesOf(ctx.store.db, targets), persons, toPersons: targets.persons };
}
