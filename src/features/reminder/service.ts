/** One's own reminders: what comes next, put off, or not wanted. The only writer of mutes. */

import { preferencesOf } from '../../delivery/preferences.ts';
import { replanPerson } from '../../delivery/reminder.ts';
import { SNOOZED } from '../../delivery/reminders/plan.ts';
import type { Snooze } from '../../delivery/reminders/when.ts';
import { snoozedUntil } from '../../delivery/reminders/when.ts';
import { absorbTold } from '../../delivery/told.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';

/** @throws UserError `reminder.gone`, `reminder.late` where the date would have passed by then */
export async function snooze(ctx: AppContext, bundle: string, how: Snooze): Promise<Date> {
  authorize(ctx.actor, 'reminder.snooze');
  const until = await ctx.store.write(ctx, `reminder.snooze ${bundle}`, async (tx) => {
    const rows = await ownBundle(ctx, tx, bundle);
    const row = await tx.preference.findUnique({ where: { personId: ctx.actor.id } });
    const dueAt = snoozedUntil(ctx.now, how, { timeZone: ctx.timeZone, preferences: preferencesOf(row) });
    const later = rows.filter(({ about }) => about > dueAt);
    if (later.length === 0) throw new UserError('reminder.late');
    for (const { source, subject, about } of later) {
      const key = `${source}:${subject}:${SNOOZED}:${ctx.actor.id}`;
      const put = { dueAt, about, state: 'planned', bundle: null } as const;
      await tx.reminder.upsert({
        where: { key },
        create: { ...put, id: ctx.newId(), key, source, subject, offset: SNOOZED, personId: ctx.actor.id, createdAt: ctx.now },
        update: put,
      });
    }
    return dueAt.toISOString();
  });
  return new Date(until);
}

/** No more about this one. `reminder`: one of the bundle; undefined: its only one. @throws UserError `reminder.gone` */
export async function muteOne(ctx: AppContext, bundle: string, reminder: string | undefined): Promise<void> {
  authorize(ctx.actor, 'reminder.mute');
  await ctx.store.write(ctx, `reminder.muteOne ${bundle}`, async (tx) => {
    const rows = await ownBundle(ctx, tx, bundle);
    const row = reminder === undefined ? rows[0] : rows.find(({ id }) => id === reminder);
    if (!row) throw new UserError('reminder.gone');
    await mute(ctx, tx, [`subject:${row.source}:${row.subject}`], { source: row.source, subject: row.subject });
  });
}

/** No more of these kinds. @throws UserError `reminder.gone` */
export async function muteAll(ctx: AppContext, bundle: string): Promise<void> {
  authorize(ctx.actor, 'reminder.mute');
  await ctx.store.write(ctx, `reminder.muteAll ${bundle}`, async (tx) => {
    const sources = [...new Set((await ownBundle(ctx, tx, bundle)).map(({ source }) => source))];
    for (const source of sources) await mute(ctx, tx, [`source:${source}`], { source });
  });
}

/** Wanted again, from now on. @throws UserError `reminder.gone` */
export async function unmute(ctx: AppContext, what: string): Promise<void> {
  authorize(ctx.actor, 'reminder.mute');
  await ctx.store.write(ctx, `reminder.unmute ${what}`, async (tx) => {
    const { count } = await tx.mute.deleteMany({ where: { personId: ctx.actor.id, what } });
    if (count === 0) throw new UserError('reminder.gone');
    await replanPerson(ctx, tx, ctx.actor.id);
    await audit(ctx, tx, 'reminder.unmuted', `person:${ctx.actor.id}`, { what });
  });
}

export interface Ahead {
  readonly source: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly about: Date;
}

export interface Own {
  readonly rows: readonly Ahead[];
  readonly page: number;
  readonly pages: number;
  /** `source:<source>` or `subject:<source>:<subject>`. */
  readonly mutes: readonly string[];
}

/** On one page; each mute has a button of its own. */
export const ROWS = 10;
export const MUTES = 6;

/** `page` from 0; past the end it is the last one. */
export async function ownReminders(ctx: AppContext, page = 0): Promise<Own> {
  authorize(ctx.actor, 'reminder.read');
  const { db } = ctx.store;
  const where = { personId: ctx.actor.id, state: 'planned' } as const;
  const [total, muted] = await Promise.all([db.reminder.count({ where }), db.mute.count({ where: { personId: ctx.actor.id } })]);
  const pages = Math.max(1, Math.ceil(total / ROWS), Math.ceil(muted / MUTES));
  const at = Math.min(page, pages - 1);
  const [rows, mutes] = await Promise.all([
    db.reminder.findMany({ where, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }], skip: at * ROWS, take: ROWS }),
    db.mute.findMany({ where: { personId: ctx.actor.id }, orderBy: [{ at: 'desc' }, { what: 'asc' }], skip: at * MUTES, take: MUTES }),
  ]);
  return { rows, page: at, pages, mutes: mutes.map(({ what }) => what) };
}

/** Two persons are one: what either does not want is not sent. */
export async function absorbReminders(ctx: Pick<AppContext, 'queue'>, tx: Transaction, from: string, to: string): Promise<void> {
  const mutes = await tx.mute.findMany({ where: { personId: from } });
  await tx.mute.createMany({ data: mutes.map((row) => ({ ...row, personId: to })), skipDuplicates: true });
  await tx.mute.deleteMany({ where: { personId: from } });
  // What was planned for either is planned anew for the one that they are.
  await tx.reminder.deleteMany({ where: { personId: from } });
  await absorbTold(tx, from, to);
  await replanPerson(ctx, tx, to);
}

async function ownBundle(ctx: AppContext, tx: Transaction, bundle: string) {
  const rows = await tx.reminder.findMany({ where: { bundle, personId: ctx.actor.id }, orderBy: { about: 'asc' } });
  if (rows.length === 0) throw new UserError('reminder.gone');
  return rows;
}

async function mute(
  ctx: AppContext,
  tx: Transaction,
  whats: readonly string[],
  of: { readonly source: string; readonly subject?: string },
): Promise<void> {
  const { id: personId } = ctx.actor;
  await tx.mute.createMany({ data: whats.map((what) => ({ personId, what, at: ctx.now })), skipDuplicates: true });
  await tx.reminder.deleteMany({ where: { ...of, personId, state: 'planned' } });
  await audit(ctx, tx, 'reminder.muted', `person:${personId}`, { what: whats.join(', ') });
}
