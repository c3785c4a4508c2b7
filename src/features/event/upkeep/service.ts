/** What happens to events by the clock alone: announced when it is time, begun, over, written down further ahead. */
import type { JobContext } from '../../job.ts';
import { announce, extend, lock } from '../dates/service.ts';
import * as notices from '../notices.ts';
import { getDate, getEvent, nextDate } from '../queries.ts';

/** More than this at once wait for the next minute. */
const BATCH = 100;

export async function keepUp(ctx: JobContext): Promise<void> {
  await announceDue(ctx);
  await drawBegun(ctx);
  await closeEnded(ctx);
}

/** Series without an end are always a year ahead. */
export async function extendSeries(ctx: JobContext): Promise<void> {
  const series = await ctx.store.db.event.findMany({ where: { rule: { not: '' }, state: { not: 'cancelled' } }, select: { id: true } });
  for (const { id } of series) {
    await ctx.store.write(ctx, `event.extend ${id}`, async (tx) => {
      await tx.$queryRaw`select id from "Event" where id = ${id} for update`;
      await extend(ctx, tx, await getEvent(tx, id));
    });
  }
}

/** Cards that changed lately, all at once. */
export async function drawCards(ctx: JobContext, occurrenceId: string): Promise<void> {
  await ctx.store.write(ctx, `event.draw ${occurrenceId}`, (tx) => drawn(ctx, tx, occurrenceId));
}

type Tx = Parameters<Parameters<JobContext['store']['write']>[2]>[0];

async function drawn(ctx: JobContext, tx: Tx, id: string): Promise<void> {
  await tx.occurrence.update({ where: { id }, data: { drawnAt: ctx.clock.now() } });
  await notices.redrawn(ctx, tx, id);
}

async function announceDue(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const due = await ctx.store.db.event.findMany({
    where: { state: 'scheduled', announceAt: { lte: now } },
    orderBy: { announceAt: 'asc' },
    select: { id: true },
    take: BATCH,
  });
  for (const { id } of due) {
    await ctx.store.write(ctx, `event.announceDue ${id}`, async (tx) => {
      await tx.$queryRaw`select id from "Event" where id = ${id} for update`;
      const event = await getEvent(tx, id);
      if (event.state !== 'scheduled' || event.announceAt === null || event.announceAt > now) return;
      // Over before anybody was told: it goes back to its organiser's drafts.
      if ((await nextDate(tx, id, now)).startsAt <= now)
        await tx.event.update({ where: { id }, data: { state: 'draft', announceAt: null } });
      else await announce(ctx, tx, id);
    });
  }
}

/** From now on the cards take no answers and lead to where it takes place. */
async function drawBegun(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const begun = await ctx.store.db.$queryRaw<{ id: string }[]>`
    select o.id from "Occurrence" o join "Event" e on e.id = o."eventId"
    where e.state = 'announced' and o.state = 'planned' and o."startsAt" <= ${now} and o."endsAt" > ${now}
      and (o."drawnAt" is null or o."drawnAt" < o."startsAt")
    order by o."startsAt" limit ${BATCH}`;
  for (const { id } of begun) await ctx.store.write(ctx, `event.begun ${id}`, (tx) => drawn(ctx, tx, id));
}

async function closeEnded(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const ended = await ctx.store.db.occurrence.findMany({
    where: { closedAt: null, state: 'planned', endsAt: { lte: now }, event: { state: 'announced' } },
    orderBy: { endsAt: 'asc' },
    select: { id: true },
    take: BATCH,
  });
  for (const { id } of ended) {
    await ctx.store.write(ctx, `event.close ${id}`, async (tx) => {
      await lock(tx, id);
      const date = await getDate(tx, id);
      if (date.closedAt !== null || date.endsAt > now) return;
      await tx.occurrence.update({ where: { id }, data: { closedAt: now } });
      await notices.closed(ctx, tx, date);
      await drawn(ctx, tx, id);
      const next = await nextDate(tx, date.eventId, now);
      if (next.id !== id && next.endsAt > now && next.state === 'planned') await notices.posted(ctx, tx, next);
    });
  }
}
