/** Which event somebody means: by its number, its title in any language, or a part of it. Reads only what this person may see. */

import type { Choice } from '../../chat/card.ts';
import { short } from '../../chat/compose.ts';
import { UserError } from '../../errors.ts';
import { localizedSchema } from '../../i18n/localized.ts';
import type { AppContext } from '../context.ts';
import { atLeast } from '../person/roles.ts';
import { comingDates, type DateRecord, getDate, nextDate } from './queries.ts';
import { titleOf } from './words.ts';

/** `coming`: what can still be answered. `own`: what this person manages. */
export type Scope = 'readable' | 'coming' | 'own';

export const EVENT_NAME = 200;
const MOST = 25;
const TITLE_IN_LIST = 60;

interface Found {
  readonly id: string;
  readonly number: number;
  readonly titles: unknown;
  readonly locale: string;
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly exact: boolean;
}

/** For autocompletion: the value is the event's number, which people may type as well. Titles repeat: the date stands beside them. */
export async function completeEvents(ctx: AppContext, typed: string, scope: Scope): Promise<readonly Choice[]> {
  return (await candidates(ctx, typed, scope)).map((one) => ({ value: String(one.number), label: labelOf(ctx, one) }));
}

/** The date that is meant: the next one of a series. @throws UserError unknown, or several where more than one is meant */
export async function findDate(ctx: AppContext, given: string, scope: Scope): Promise<DateRecord> {
  const found = await candidates(ctx, given.replace(/^#/, ''), scope);
  const exact = found.filter((one) => one.exact);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) throw new UserError('event.unknown', { given });
  if (others.length > 0) {
    const titles = [only, ...others].slice(0, 3).map((one) => `${labelOf(ctx, one)} (${one.number})`);
    throw new UserError('event.several', { given, titles: titles.join('; '), count: others.length + 1 });
  }
  return nextDate(ctx.store.db, only.id, ctx.now);
}

/** Coming dates of the event that has been given so far are not known while typing: dates of all that this person manages. */
export async function completeDates(ctx: AppContext, typed: string): Promise<readonly Choice[]> {
  const events = await candidates(ctx, '', 'own');
  const dates = await Promise.all(events.map(({ id }) => comingDates(ctx.store.db, id, ctx.now, MOST)));
  return dates
    .flat()
    .filter(({ event, state }) => event.rule !== '' && state === 'planned')
    .map((date) => ({ value: date.id, label: `${when(ctx, date.startsAt, date.event.timeZone)} · ${short(titleOf(ctx, date.event), 30)}` }))
    .filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, MOST);
}

/** One date of that event, as chosen from the suggestions. @throws UserError no-such-date */
export async function dateAmong(ctx: AppContext, event: DateRecord, given: string): Promise<DateRecord> {
  const suggested = (await completeDates(ctx, '')).find(({ value, label }) => value === given || label === given)?.value ?? given;
  const there = await ctx.store.db.occurrence.count({ where: { id: suggested, eventId: event.eventId } });
  if (there === 0) throw new UserError('event.no-such-date', { given: given.slice(0, 60), title: titleOf(ctx, event.event) });
  return getDate(ctx.store.db, suggested);
}

function candidates(ctx: AppContext, given: string, scope: Scope): Promise<readonly Found[]> {
  const typed = given.trim();
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : null;
  const editor = atLeast(ctx.actor.role, 'editor');
  const now = ctx.now;
  return ctx.store.db.$queryRaw<Found[]>`
    with titled as (
      select e.*, coalesce(bool_or(lower(unaccent(t.value)) = lower(unaccent(${typed}))), false) or coalesce(e.number = ${number}::int, false) as exact,
        (select min(o."startsAt") from "Occurrence" o where o."eventId" = e.id and o.state = 'planned' and o."endsAt" > ${now}) as next,
        (select max(o."startsAt") from "Occurrence" o where o."eventId" = e.id) as last
      from "Event" e cross join lateral jsonb_each_text(e.titles) t
      group by e.id
      having e.number = ${number}::int or bool_or(position(lower(unaccent(${typed})) in lower(unaccent(t.value))) > 0)
    )
    select id, number, titles, locale, coalesce(next, last) as "startsAt", "timeZone", exact from titled
    where (${editor} or "organiserId" = ${ctx.actor.id} or (${scope !== 'own'} and "announcedAt" is not null))
      and (${scope !== 'coming'} or (state = 'announced' and next is not null))
      and (${scope !== 'own'} or state <> 'cancelled')
    order by exact desc, next is null, next, last desc, number
    limit ${MOST}`;
}

const labelOf = (ctx: AppContext, { titles, locale, startsAt, timeZone }: Found): string =>
  `${short(titleOf(ctx, { titles: localizedSchema.parse(titles), locale }), TITLE_IN_LIST)} · ${when(ctx, startsAt, timeZone)}`;

const when = (ctx: AppContext, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(ctx.locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at);
