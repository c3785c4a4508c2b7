/** After an event: what there is to read and to watch, and what those who came thought of it. */
import { UserError } from '../../../errors.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import * as notices from '../notices.ts';
import { authorize, authorizeEvent } from '../policy.ts';
import { getDate, type Material } from '../queries.ts';

export interface Materials {
  readonly materials: readonly Material[];
  /** https, or empty. */
  readonly recordingUrl: string;
}

/** @throws UserError not-yours, not-found */
export async function keepMaterials(ctx: AppContext, occurrenceId: string, { materials, recordingUrl }: Materials): Promise<void> {
  await ctx.store.write(ctx, `event.materials ${occurrenceId}`, async (tx) => {
    const date = await getDate(tx, occurrenceId);
    authorizeEvent(ctx.actor, 'event.materials', date.event);
    await tx.occurrence.update({
      where: { id: occurrenceId },
      data: { materials: materials.map((one) => ({ ...one })), recordingUrl, changedAt: ctx.clock.now(), sequence: { increment: 1 } },
    });
    await audit(ctx, tx, 'event.materials', `event:${date.eventId}`, { occurrence: occurrenceId });
    await notices.redrawn(ctx, tx, occurrenceId);
  });
}

/** A second answer takes the place of the first. @throws UserError not-there */
export async function giveStars(ctx: AppContext, occurrenceId: string, stars: number): Promise<void> {
  authorize(ctx.actor, 'event.feedback');
  await ctx.store.write(ctx, `event.stars ${occurrenceId}`, async (tx) => {
    const personId = ctx.actor.id;
    const came = await tx.rsvp.count({ where: { occurrenceId, personId, answer: 'yes', occurrence: { closedAt: { not: null } } } });
    if (came === 0) throw new UserError('event.not-there');
    const at = ctx.clock.now();
    await tx.eventFeedback.upsert({
      where: { occurrenceId_personId: { occurrenceId, personId } },
      create: { id: ctx.newId(), occurrenceId, personId, stars, at },
      update: { stars, at },
    });
    await audit(ctx, tx, 'event.feedback', `occurrence:${occurrenceId}`);
  });
}

/** Asked after the stars. @throws UserError not-there */
export async function addComment(ctx: AppContext, occurrenceId: string, comment: string): Promise<void> {
  authorize(ctx.actor, 'event.feedback');
  await ctx.store.write(ctx, `event.comment ${occurrenceId}`, async (tx) => {
    const { count } = await tx.eventFeedback.updateMany({ where: { occurrenceId, personId: ctx.actor.id }, data: { comment } });
    if (count === 0) throw new UserError('event.not-there');
  });
}
