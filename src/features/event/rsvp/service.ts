/** Who comes to a date of an event: answers, the waiting list, who wants to be reminded. Right also when many press at once. */
import { replan } from '../../../delivery/reminder.ts';
import { tell } from '../../../delivery/told.ts';
import { UserError } from '../../../errors.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { lock, placesOf, promote } from '../dates/service.ts';
import * as notices from '../notices.ts';
import { authorize } from '../policy.ts';
import { type DateRecord, getDate } from '../queries.ts';
import { type Answer, answered, positionOf, type Wish } from '../rules.ts';
import { START, subjectOf } from '../subject.ts';

/** @throws UserError cancelled, not-found, started */
export async function answerDate(ctx: AppContext, occurrenceId: string, wish: Wish): Promise<Answer> {
  authorize(ctx.actor, 'event.rsvp');
  return ctx.store.write(ctx, `event.rsvp ${occurrenceId}`, async (tx) => {
    await lock(tx, occurrenceId);
    const date = await getDate(tx, occurrenceId);
    mustTakeAnswers(ctx, date);
    const personId = ctx.actor.id;
    const key = { occurrenceId_personId: { occurrenceId, personId } };
    const before = await tx.rsvp.findUnique({ where: key });
    const places = await placesOf(tx, occurrenceId);
    const turn = Math.max(0, ...places.map((place) => place.turn)) + 1;
    const roster = answered(places, personId, wish, date.event.capacity, turn);
    const mine = roster.places.find((place) => place.personId === personId);
    const said = {
      answer: mine?.answer ?? (wish === 'maybe' ? ('maybe' as const) : ('no' as const)),
      turn: mine?.turn ?? 0,
      remind: wish !== 'no' && before?.remind === true,
    };
    await tx.rsvp.upsert({
      where: key,
      create: { occurrenceId, personId, ...said, answeredAt: ctx.clock.now() },
      update: { ...said, answeredAt: ctx.clock.now() },
    });
    await tell(ctx, tx, [{ subject: subjectOf(occurrenceId), reader: { personId }, at: date.startsAt }]);
    await promote(ctx, tx, date, roster.promoted);
    if (before?.answer !== said.answer) {
      await audit(ctx, tx, 'event.rsvp', `event:${date.eventId}`, { occurrence: occurrenceId, answer: said.answer });
      await replan(ctx, tx, { name: START }, subjectOf(occurrenceId), personId);
      await notices.redrawnSoon(ctx, tx, date);
    }
    return { answer: said.answer, position: positionOf(roster.places, personId), remind: said.remind };
  });
}

/** Opt-in: nobody is reminded of an event who did not ask. @throws UserError cancelled, not-found, started, no-answer */
export async function remindOfDate(ctx: AppContext, occurrenceId: string, remind: boolean): Promise<Answer> {
  authorize(ctx.actor, 'event.rsvp');
  return ctx.store.write(ctx, `event.remind ${occurrenceId}`, async (tx) => {
    await lock(tx, occurrenceId);
    mustTakeAnswers(ctx, await getDate(tx, occurrenceId));
    const personId = ctx.actor.id;
    const { count } = await tx.rsvp.updateMany({ where: { occurrenceId, personId, answer: { not: 'no' } }, data: { remind } });
    if (count === 0) throw new UserError('event.no-answer');
    await audit(ctx, tx, 'event.remind', subjectOf(occurrenceId), { remind });
    await replan(ctx, tx, { name: START }, subjectOf(occurrenceId), personId);
    const rsvp = await tx.rsvp.findUniqueOrThrow({ where: { occurrenceId_personId: { occurrenceId, personId } } });
    return { answer: rsvp.answer, position: positionOf(await placesOf(tx, occurrenceId), personId), remind };
  });
}

/** They have just read its date on a card of their own: should it change, they hear of it. */
export async function noteShown(ctx: AppContext, date: DateRecord): Promise<void> {
  authorize(ctx.actor, 'event.show');
  if (date.event.state !== 'announced' || date.state !== 'planned' || date.endsAt <= ctx.now) return;
  await ctx.store.write(ctx, `event.shown ${date.id}`, async (tx) => {
    await tell(ctx, tx, [{ subject: subjectOf(date.id), reader: { personId: ctx.actor.id }, at: date.startsAt }]);
  });
}

function mustTakeAnswers(ctx: AppContext, date: DateRecord): void {
  const title = date.event.titles[ctx.locale] ?? date.event.titles[date.event.locale] ?? '';
  if (date.event.state === 'cancelled' || date.state === 'cancelled') throw new UserError('event.cancelled', { title });
  if (date.event.state !== 'announced') throw new UserError('event.not-found');
  if (date.startsAt <= ctx.clock.now()) throw new UserError('event.started', { title });
}
