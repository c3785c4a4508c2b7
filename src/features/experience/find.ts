/** Which sheet somebody means: by its number, its title or a part of it. Reads only, and only what this person may see. */

import type { Choice } from '../../chat/card.ts';
import { short } from '../../chat/compose.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../context.ts';
import { may } from './policy.ts';
import { getSheet, type Sheet } from './queries.ts';

/** `readable`: everything that this person may read. `own`: what they wrote. */
export type Scope = 'readable' | 'own';

interface Found {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly exact: boolean;
}

/** What a title, or enough of one to find it, may be as an option of a command. */
export const SHEET_NAME = 200;
const MOST = 25;
const TITLE_IN_LIST = 70;

/** For autocompletion: the value is the sheet's number, which people may type as well. */
export async function completeSheets(ctx: AppContext, typed: string, scope: Scope): Promise<readonly Choice[]> {
  const found = await candidates(ctx, typed, scope);
  return found.map(({ number, title }) => ({ value: String(number), label: short(title, TITLE_IN_LIST) }));
}

/** @throws UserError unknown, or several where more than one is meant */
export async function findSheet(ctx: AppContext, given: string, scope: Scope): Promise<Sheet> {
  const found = await candidates(ctx, given.replace(/^#/, ''), scope);
  const exact = found.filter((one) => one.exact);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) throw new UserError('experience.unknown', { given });
  if (others.length > 0) {
    const titles = [only, ...others].slice(0, 3).map((one) => `${short(one.title, TITLE_IN_LIST)} (${one.number})`);
    throw new UserError('experience.several', { given, titles: titles.join('; '), count: others.length + 1 });
  }
  return getSheet(ctx.store.db, only.id);
}

function candidates(ctx: AppContext, given: string, scope: Scope): Promise<readonly Found[]> {
  const typed = given.trim();
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : null;
  const everything = scope === 'readable' && may(ctx.actor, 'experience.queue');
  // Published titles stand folded in the search's own table, under an index; the others are few.
  return ctx.store.db.$queryRaw<Found[]>`
    with mine as (
      select id from "Experience" where "ownerId" = ${ctx.actor.id}
      union select "experienceId" from "CoAuthor" where "personId" = ${ctx.actor.id} and state = 'confirmed'
    ), matching as (
      select "experienceId" as id from "ExperienceSearch" where title like '%' || lower(unaccent(${likeness(typed)})) || '%'
      union select id from "Experience"
        where state in ('submitted', 'changesRequested', 'declined', 'withdrawn')
          and position(lower(unaccent(${typed})) in lower(unaccent(title))) > 0
      union select id from "Experience" where number = ${number}::int
    )
    select e.id, e.number, e.title,
      coalesce(e.number = ${number}::int, false) or lower(unaccent(e.title)) = lower(unaccent(${typed})) as exact
    from matching m join "Experience" e on e.id = m.id
    where ${everything} or e.id in (select id from mine) or (${scope === 'readable'} and e.state = 'published')
    order by exact desc, position(lower(unaccent(${typed})) in lower(unaccent(e.title))), e."updatedAt" desc, e.number
    limit ${MOST}`;
}

/** A percent sign in what was typed is a percent sign. */
const likeness = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');
