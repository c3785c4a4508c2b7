/** Roles, groups and channels that follow a membership: given and taken back by jobs, written down, and told where a hand is needed. */
import { z } from 'zod';
import { type PlaceKind, PostError, placeKinds, placeTroubles } from '../../chat/platform.ts';
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import { toPurpose } from '../../delivery/readers.ts';
import { defineJob, type Queue, type Run } from '../../queue/queue.ts';
import type { Transaction } from '../../store/store.ts';
import type { JobContext } from '../job.ts';
import { type Due, dueFor, EVERY, keyOf } from './due.ts';
import { placesByHand } from './messages.ts';

const placeSchema = z.object({
  platform: z.string(),
  workspace: z.string(),
  externalId: z.string(),
  kind: z.enum(placeKinds),
  id: z.string(),
});

/** One person's places. One at a time over all replicas: a group's members are read and written back as a whole. */
export const personJob = defineJob({
  name: 'places.person',
  retries: 8,
  grouped: true,
  parse: (data) => z.object({ person: z.string() }).parse(data),
});
/** One place of an account whose person is not in our records any more. */
export const takeBackJob = defineJob({ name: 'places.takeBack', retries: 8, grouped: true, parse: (data) => placeSchema.parse(data) });
/** Whatever is not as it should be: a permission that was given since, a membership that has ended, a place that was configured. */
export const checkJob = defineJob({ name: 'places.check', retries: 1, parse: (data) => z.null().parse(data) });

const GROUP = 'places';

/** To be called in every transaction that changes for whom somebody speaks, which membership that is, or which accounts are theirs. */
export async function syncPlaces(ctx: { readonly queue: Queue }, tx: Transaction, persons: readonly string[]): Promise<void> {
  for (const person of new Set(persons)) await ctx.queue.enqueue(tx, personJob, { person }, { group: GROUP });
}

/** Somebody is erased: what they were given is taken back, while it is still known. */
export async function takeBackPlaces(ctx: { readonly queue: Queue }, tx: Transaction, persons: readonly string[]): Promise<void> {
  const rows = await tx.placement.findMany({ where: { personId: { in: [...persons] } } });
  for (const { platform, workspace, externalId, kind, place } of rows)
    await ctx.queue.enqueue(tx, takeBackJob, { platform, workspace, externalId, kind: kindOf(kind), id: place }, { group: GROUP });
}

/** Makes one person's places what they should be, whatever happened before. Only what we gave is taken back. */
export async function placePerson(ctx: JobContext, { person }: { readonly person: string }, run: Run): Promise<void> {
  const { db } = ctx.store;
  const accounts = await db.identity.findMany({ where: { personId: person } });
  const rows = await db.placement.findMany({
    where: { OR: [{ personId: person }, { externalId: { in: accounts.map((one) => one.externalId) } }] },
  });
  const own = new Set(accounts.map(({ platform, externalId }) => `${platform}/${externalId}`));
  const known = new Map(
    rows
      .filter(({ personId, platform, externalId }) => personId === person || own.has(`${platform}/${externalId}`))
      .map(({ kind, place, ...row }) => [keyOf({ ...row, kind: kindOf(kind), id: place }), { ...row, kind: kindOf(kind), id: place }]),
  );
  const due = dueFor(accounts, await categoriesOf(ctx, person), (platform) => ctx.placesOf(platform)?.bindings ?? []);
  const wanted = new Set(due.map(keyOf));
  let failed: unknown;
  for (const one of due) {
    if (known.get(keyOf(one))?.state === 'given') continue;
    failed = (await settle(ctx, person, one, 'give', run)) ?? failed;
  }
  for (const [key, row] of known) if (!wanted.has(key)) failed = (await settle(ctx, person, row, 'take', run)) ?? failed;
  // Tried again as a whole: what is done already is left alone.
  if (failed !== undefined) throw failed;
}

export async function takeBack(ctx: JobContext, due: Due): Promise<void> {
  try {
    await ctx.placesOf(due.platform)?.part?.take(due.workspace, due.externalId, due);
  } catch (error) {
    if (!(error instanceof PostError) || !error.permanent) throw error;
    ctx.log.warn(
      { platform: due.platform, place: due.id, reason: error.code },
      'a place of somebody who was erased could not be taken back',
    );
  }
}

/** How many are looked after in one check. */
const AT_ONCE = 500;

export async function checkPlaces(ctx: JobContext): Promise<void> {
  const { db } = ctx.store;
  const left = await db.$queryRaw<{ person: string }[]>`
    select distinct p."personId" as person from "Placement" p
    where p.state <> 'given' or not exists (
      select from "OrganisationPerson" s join "Membership" m on m."organisationId" = s."organisationId"
      where s."personId" = p."personId" and s.state = 'active' and m.state = 'active' and p.category in (${EVERY}, m.category))
    limit ${AT_ONCE}`;
  const lacking: string[] = [];
  for (const platform of ['slack', 'discord']) {
    for (const { category, kind, id, workspace = '' } of ctx.placesOf(platform)?.bindings ?? []) {
      const rows = await db.$queryRaw<{ person: string }[]>`
        select distinct s."personId" as person from "OrganisationPerson" s
        join "Membership" m on m."organisationId" = s."organisationId" and m.state = 'active'
        join "Identity" i on i."personId" = s."personId" and i.platform = ${platform}
        where s.state = 'active' and (${category} = ${EVERY} or m.category = ${category}) and not exists (
          select from "Placement" p where p.platform = ${platform} and p."externalId" = i."externalId" and p.kind = ${kind} and p.place = ${id}
            and (${workspace} = '' or p.workspace = ${workspace}))
        limit ${AT_ONCE}`;
      lacking.push(...rows.map(({ person }) => person));
    }
  }
  const persons = [...left.map(({ person }) => person), ...lacking];
  if (persons.length > 0) await ctx.store.write(ctx, 'check', (tx) => syncPlaces(ctx, tx, persons));
}

async function categoriesOf(ctx: JobContext, personId: string): Promise<readonly string[]> {
  const memberships = await ctx.store.db.membership.findMany({
    where: { state: 'active', organisation: { state: 'present', persons: { some: { personId, state: 'active' } } } },
    select: { category: true },
  });
  return [...new Set(memberships.map(({ category }) => category))];
}

/** Gives or takes one place and writes down what came of it. Returns what is to be tried again later. */
async function settle(ctx: JobContext, person: string, due: Due, way: 'give' | 'take', run: Run): Promise<unknown> {
  const part = ctx.placesOf(due.platform)?.part;
  // The platform is not connected, or has none.
  if (part === undefined) return undefined;
  try {
    const outcome = await part[way](due.workspace, due.externalId, due);
    await noted(ctx, person, due, way, outcome === 'absent' ? 'absent' : '');
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    if (!error.permanent && !run.last) return error;
    const trouble = Object.entries(placeTroubles).find(([, code]) => code === error.code)?.[0] ?? 'other';
    ctx.log.warn(
      { platform: due.platform, workspace: due.workspace, place: due.id, reason: error.code },
      'a place could not be given or taken',
    );
    await noted(ctx, person, due, way, trouble);
  }
  return undefined;
}

/** Somebody who is not in a workspace needs no hand there: they are given it once they come. */
async function noted(ctx: JobContext, personId: string, due: Due, way: 'give' | 'take', trouble: string): Promise<void> {
  const { platform, workspace, externalId, kind, id: place } = due;
  const where = { platform_workspace_externalId_kind_place: { platform, workspace, externalId, kind, place } };
  const gone = way === 'take' && (trouble === '' || trouble === 'absent');
  const state = way === 'take' ? ('leaving' as const) : trouble === '' ? ('given' as const) : ('waiting' as const);
  const now = ctx.clock.now();
  await ctx.store.write(ctx, `${way} ${keyOf(due)}`, async (tx) => {
    const before = await tx.placement.findUnique({ where });
    const category =
      ctx.placesOf(platform)?.bindings.find((one) => one.kind === kind && one.id === place)?.category ?? before?.category ?? EVERY;
    if (gone) await tx.placement.deleteMany({ where: { platform, workspace, externalId, kind, place } });
    else {
      const data = { personId, state, trouble, category, updatedAt: now };
      await tx.placement.upsert({ where, create: { platform, workspace, externalId, kind, place, ...data }, update: data });
    }
    const needsHand = trouble !== '' && trouble !== 'absent';
    const changed = before?.trouble !== trouble || before.state !== state;
    if (!changed && !gone) return;
    const params = { platform, workspace, kind, place };
    const cause = `places.byHand:${platform}/${workspace}/${kind}/${place}`;
    const secretariat = await toPurpose(tx, 'secretariat');
    // One note for a place and a day, however many they are; it shows who waits when it is read.
    const today = `${cause}/${now.toISOString().slice(0, 10)}`;
    if (needsHand) await deliverEach(ctx, tx, secretariat, today, placesByHand, params);
    await redrawEach(ctx, tx, secretariat, today);
  });
}

function kindOf(stored: string): PlaceKind {
  const kind = placeKinds.find((one) => one === stored);
  if (kind === undefined) throw new Error(`no kind of place: ${stored}`);
  return kind;
}
