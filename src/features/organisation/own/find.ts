/** Which organisation somebody means: one of their own, or for the secretariat any. Reads only. */
import type { Choice } from '../../../chat/card.ts';
import { short } from '../../../chat/compose.ts';
import { UserError } from '../../../errors.ts';
import { fold } from '../../../i18n/fold.ts';
import type { AppContext } from '../../context.ts';
import { getOrganisation, type Organisation, organisationsOf, searchOrganisations } from '../find/service.ts';
import { nameFor, namesOf } from '../names.ts';
import { may } from '../policy.ts';

export const ORGANISATION_NAME = 200;
const LABEL = 75;
const NAMED = 4;

interface Candidate {
  readonly id: string;
  readonly number: number;
  readonly names: unknown;
  readonly locale: string;
}

/** For autocompletion: the value is its number, which people may type as well. */
export async function completeOwn(ctx: AppContext, typed: string): Promise<readonly Choice[]> {
  const found = await candidates(ctx, typed);
  return found.map((one) => ({ value: String(one.number), label: short(nameFor(one, ctx.locale), LABEL) }));
}

/** Without a name: the only one that they speak for. @throws UserError organisation.none, which, unknown */
export async function findOwn(ctx: AppContext, given = ''): Promise<Organisation> {
  const found = await candidates(ctx, given);
  const [only, ...others] = found;
  if (only === undefined) throw given.trim() === '' ? new UserError('organisation.none') : new UserError('organisation.unknown', { given });
  const exact = found.filter((one) => String(one.number) === number(given) || namedExactly(one, given));
  if (others.length > 0 && exact.length !== 1) {
    const names = found.slice(0, NAMED).map((one) => `${short(nameFor(one, ctx.locale), LABEL)} (${one.number})`);
    throw new UserError('organisation.which', { names: names.join('; ') });
  }
  return getOrganisation(ctx.store.db, (exact[0] ?? only).id);
}

async function candidates(ctx: AppContext, given: string): Promise<readonly Candidate[]> {
  const { db } = ctx.store;
  const wanted = fold(given);
  const own = await organisationsOf(db, ctx.actor.id);
  const meant = own.filter((one) => wanted === '' || String(one.number) === number(given) || namedLike(one, wanted));
  if (wanted === '' || meant.length > 0 || !may(ctx.actor, 'organisation.any')) return meant;
  const byNumber = /^\d{1,9}$/.test(number(given))
    ? await db.organisation.findMany({ where: { number: Number(number(given)), state: 'present' } })
    : [];
  return byNumber.length > 0 ? byNumber : searchOrganisations(db, given);
}

const number = (given: string): string => given.trim().replace(/^#/, '');
const namedLike = (one: Candidate, wanted: string): boolean => Object.values(namesOf(one)).some((name) => fold(name).includes(wanted));
const namedExactly = (one: Candidate, given: string): boolean => Object.values(namesOf(one)).some((name) => fold(name) === fold(given));
