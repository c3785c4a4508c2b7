/** Announced dates of events in the calendars that platforms keep for their workspaces: put there, moved, cancelled, once each. */
import { z } from 'zod';
import { type CalendarEntry, calendarTroubles, PostError } from '../../../chat/platform.ts';
import { placeOf } from '../../../delivery/address.ts';
import { deliver } from '../../../delivery/outbox.ts';
import { toPurpose } from '../../../delivery/readers.ts';
import { negotiate } from '../../../i18n/negotiate.ts';
import { defineJob, type Queue, type Run } from '../../../queue/queue.ts';
import type { Database, Transaction } from '../../../store/store.ts';
import type { JobContext } from '../../job.ts';
import { entryOf, fingerprint, hasMark } from './entry.ts';
import { mirrorTrouble } from './messages.ts';

const placeSchema = z.object({ occurrence: z.string(), workspace: z.string() });

/** One date in every calendar. */
export const mirrorJob = defineJob({ name: 'event.mirror', retries: 5, parse: (data) => z.object({ occurrence: z.string() }).parse(data) });
/** One date in one workspace: one at a time there, so that none is put there twice. */
export const placeJob = defineJob({ name: 'event.mirror.place', retries: 8, grouped: true, parse: (data) => placeSchema.parse(data) });
/** Whatever is not as it should be: a workspace that is new, a permission that was given, room that came free. */
export const checkJob = defineJob({ name: 'event.mirror.check', retries: 1, parse: (data) => z.null().parse(data) });

/** To be called in every transaction that changes what is seen of a date: announced, moved, told in other words, cancelled. */
export const mirrorDate = (ctx: { readonly queue: Queue }, tx: Transaction, occurrence: string): Promise<void> =>
  ctx.queue.enqueue(tx, mirrorJob, { occurrence }, { singletonKey: occurrence });

export async function mirrorEverywhere(ctx: JobContext, occurrence: string): Promise<void> {
  const workspaces = await workspacesWithCalendar(ctx);
  await ctx.store.write(ctx, 'everywhere', async (tx) => {
    for (const { id } of workspaces) await ctx.queue.enqueue(tx, placeJob, { occurrence, workspace: id }, { group: id });
  });
}

/** As many of the nearest dates; the rest of a calendar is for the workspace's own. */
const NEAREST = 50;

/** The nearest dates first. Of a workspace in trouble one is tried: when that goes well, the others follow. */
export async function checkMirrors(ctx: JobContext): Promise<void> {
  const workspaces = await workspacesWithCalendar(ctx);
  if (workspaces.length === 0) return;
  const now = ctx.clock.now();
  const dates = await ctx.store.db.occurrence.findMany({ where: { startsAt: { gt: now } }, orderBy: { startsAt: 'asc' }, ...withAll });
  const wrong = workspaces.flatMap((workspace) => {
    const t = textsOf(ctx, workspace.locale);
    let nearest = 0;
    const due = dates.filter((date) => {
      const row = date.mirrors.find(({ workspaceId }) => workspaceId === workspace.id);
      const entry = entryOf(date, t, workspace.calendar.limits, now);
      if (entry === undefined) return mayStand(row);
      nearest += 1;
      return row?.shown !== fingerprint(entry) && (nearest <= NEAREST || mayStand(row));
    });
    const tried = workspace.calendarTrouble === '' ? due : due.slice(0, 1);
    return [{ workspace, tried }];
  });
  await ctx.store.write(ctx, 'check', async (tx) => {
    for (const { workspace, tried } of wrong) {
      for (const { id } of tried)
        await ctx.queue.enqueue(tx, placeJob, { occurrence: id, workspace: workspace.id }, { group: workspace.id });
      if (tried.length === 0 && workspace.calendarTrouble !== '')
        await tx.workspace.update({ where: { id: workspace.id }, data: wellAgain });
    }
  });
}

/** Makes one workspace's calendar show one date as it is now, whatever happened before. */
export async function placeDate(ctx: JobContext, { occurrence, workspace }: z.infer<typeof placeSchema>, run: Run): Promise<void> {
  const place = (await workspacesWithCalendar(ctx)).find(({ id }) => id === workspace);
  const date = await ctx.store.db.occurrence.findUnique({ where: { id: occurrence }, ...withAll });
  if (place === undefined || date === null) return;
  const { calendar } = place;
  const entry = entryOf(date, textsOf(ctx, place.locale), calendar.limits, ctx.clock.now());
  const row = date.mirrors.find(({ workspaceId }) => workspaceId === workspace);
  if (entry !== undefined && !mayStand(row) && (await nearer(ctx, date.startsAt)) >= NEAREST) return;
  const at = { ctx, place, occurrence, row };
  try {
    if (entry !== undefined) await show(at, entry);
    // What has begun or is over stays as it stands.
    else if (mayStand(row) && date.startsAt > ctx.clock.now()) await takeAway(at);
    if (place.calendarTrouble !== '') await goesOn(ctx, place);
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    const trouble = troubleOf(error);
    if (trouble !== undefined) return report(ctx, place, trouble);
    if (error.retryAfterSeconds === undefined) {
      if (run.last || error.permanent)
        ctx.log.error({ occurrence, workspace, reason: error.code }, 'an event could not be put into a calendar');
      if (error.permanent) return;
      throw error;
    }
    const startAfter = new Date(ctx.clock.now().getTime() + error.retryAfterSeconds * 1000);
    await ctx.store.write(ctx, 'later', (tx) =>
      ctx.queue.enqueue(tx, placeJob, { occurrence, workspace }, { group: workspace, startAfter }),
    );
  }
}

type Workspace = Awaited<ReturnType<typeof workspacesWithCalendar>>[number];
type Row = NonNullable<Awaited<ReturnType<Database['eventMirror']['findFirst']>>>;
interface At {
  readonly ctx: JobContext;
  readonly place: Workspace;
  readonly occurrence: string;
  readonly row: Row | undefined;
}

const withAll = { include: { event: true, mirrors: true } } as const;

/** It stands there, or may do so without our having heard. */
const mayStand = (row: Row | undefined): boolean => row !== undefined && (row.externalId !== '' || row.attemptedAt !== null);

async function show({ ctx, place, occurrence, row }: At, entry: CalendarEntry): Promise<void> {
  const { calendar, externalId: server } = place;
  const shown = fingerprint(entry);
  if (row?.shown === shown) return;
  const note = (step: string, data: Partial<Row>) => noted({ ctx, place, occurrence, row }, step, data);
  const known = row?.externalId ?? '';
  if (known !== '') {
    const outcome = await calendar.change(server, known, entry);
    // Taken away by hand: it stays away until there is something new to say.
    await note('changed', { shown, externalId: outcome === 'gone' ? '' : known, attemptedAt: null });
    return;
  }
  // An earlier try may have arrived, in this process or in one that was killed: ours is looked for before another is put there.
  await note('attempt', { attemptedAt: ctx.clock.now() });
  const there = await calendar.list(server);
  const ours = there.find(({ own, text }) => own && hasMark(text, occurrence));
  if (ours !== undefined) {
    await calendar.change(server, ours.id, entry);
    await note('found', { shown, externalId: ours.id, attemptedAt: null });
    return;
  }
  if (there.length >= calendar.limits.entries) throw new PostError(calendarTroubles.full, true, { about: 'workspace' });
  const id = await calendar.create(server, entry);
  await note('created', { shown, externalId: id, attemptedAt: null });
}

async function takeAway({ ctx, place, occurrence, row }: At): Promise<void> {
  const { calendar, externalId: server } = place;
  const known = row?.externalId ?? '';
  const ids =
    known === '' ? (await calendar.list(server)).filter(({ own, text }) => own && hasMark(text, occurrence)).map(({ id }) => id) : [known];
  for (const id of ids) await calendar.cancel(server, id);
  await noted({ ctx, place, occurrence, row }, 'cancelled', { shown: '', externalId: '', attemptedAt: null });
}

async function noted({ ctx, place, occurrence }: At, step: string, data: Partial<Row>): Promise<void> {
  const key = { occurrenceId: occurrence, workspaceId: place.id };
  await ctx.store.write(ctx, step, async (tx) => {
    await tx.eventMirror.upsert({ where: { occurrenceId_workspaceId: key }, create: { ...key, ...data }, update: data });
  });
}

const troubleOf = ({ code }: PostError): 'permission' | 'full' | undefined => {
  if (code === calendarTroubles.permission) return 'permission';
  return code === calendarTroubles.full ? 'full' : undefined;
};

/** Once for as long as it lasts: to the secretariat, in words, with what to do. */
async function report(ctx: JobContext, { id, calendarTrouble }: Workspace, trouble: 'permission' | 'full'): Promise<void> {
  if (calendarTrouble === trouble) return;
  ctx.log.warn({ workspace: id, trouble }, 'events cannot be put into a calendar');
  const now = ctx.clock.now();
  await ctx.store.write(ctx, 'trouble', async (tx) => {
    await tx.workspace.update({ where: { id }, data: { calendarTrouble: trouble, calendarTroubleAt: now } });
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      const key = `event.mirrorTrouble:${id}/${now.getTime()}:${placeOf(recipient.to)}`;
      await deliver(ctx, tx, { ...recipient, key, message: mirrorTrouble, params: { workspace: id, trouble } });
    }
  });
}

const wellAgain = { calendarTrouble: '', calendarTroubleAt: null };

/** A permission is there or not; a full calendar may have had room for just this one, and is well once nothing is left. */
async function goesOn(ctx: JobContext, { id, calendarTrouble }: Workspace): Promise<void> {
  await ctx.store.write(ctx, 'well', async (tx) => {
    if (calendarTrouble === 'permission') await tx.workspace.update({ where: { id }, data: wellAgain });
    await ctx.queue.enqueue(tx, checkJob, null);
  });
}

const nearer = (ctx: JobContext, startsAt: Date): Promise<number> =>
  ctx.store.db.occurrence.count({
    where: { state: 'planned', event: { state: 'announced' }, startsAt: { gt: ctx.clock.now(), lt: startsAt } },
  });

async function workspacesWithCalendar(ctx: JobContext) {
  const workspaces = await ctx.store.db.workspace.findMany({ where: { state: { not: 'disconnected' } } });
  return workspaces.flatMap((workspace) => {
    const calendar = ctx.calendarOf(workspace.platform);
    return calendar === undefined ? [] : [{ ...workspace, calendar }];
  });
}

const textsOf = (ctx: JobContext, locale: string) => ctx.translator(negotiate([locale], ctx.locales) ?? ctx.locales[0] ?? 'en');
