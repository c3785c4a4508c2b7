/** What looked like a question in a help channel: kept for a day (retention.json), so that the button under it can answer it. The only writer of it. */
import { UserError } from '../../../errors.ts';
import type { AppContext } from '../../context.ts';
import { authorize } from './policy.ts';

/** As much as is asked at once. */
const LONGEST = 500;
/** Somebody who writes several messages in a row is offered it once. */
const QUIET_MINUTES = 10;
const MINUTE_MS = 60_000;

/** Undefined where they have been offered it just now. */
export async function keepOffer(ctx: AppContext, text: string): Promise<string | undefined> {
  authorize(ctx.actor, 'question.offerHelp');
  const kept = await ctx.store.write(ctx, 'question.offerHelp', async (tx) => {
    const now = ctx.clock.now();
    const since = new Date(now.getTime() - QUIET_MINUTES * MINUTE_MS);
    if ((await tx.helpOffer.count({ where: { personId: ctx.actor.id, createdAt: { gt: since } } })) > 0) return null;
    const id = ctx.newId();
    await tx.helpOffer.create({ data: { id, personId: ctx.actor.id, text: text.trim().slice(0, LONGEST), createdAt: now } });
    return id;
  });
  return kept ?? undefined;
}

/** What was asked, for whoever asked it. @throws UserError help.gone, help.not-yours */
export async function offeredText(ctx: AppContext, id: string): Promise<string> {
  authorize(ctx.actor, 'question.offerHelp');
  const offer = await ctx.store.db.helpOffer.findUnique({ where: { id } });
  if (!offer) throw new UserError('help.gone');
  if (offer.personId !== ctx.actor.id) throw new UserError('help.not-yours');
  return offer.text;
}
