/** A newcomer's organisation: found by typing its name in any language, by what its choices show of it. */
import type { Choice } from '../../chat/card.ts';
import { short } from '../../chat/compose.ts';
import { countryName } from '../../i18n/countries.ts';
import { fold } from '../../i18n/fold.ts';
import type { AppContext } from '../context.ts';
import { type Found, findOrganisation, searchOrganisations } from '../organisation/find/service.ts';
import { nameFor, namesOf } from '../organisation/names.ts';

/** What every platform shows of an option. */
const LABEL = 75;

export async function searchForOne(ctx: AppContext, typed: string, limit: number): Promise<readonly Choice[]> {
  return (await searchOrganisations(ctx.store.db, typed, limit)).map((found) => choiceOf(found, ctx.locale));
}

/** An id, or a name that fits one alone. */
export async function resolveOne(ctx: AppContext, given: string): Promise<Choice | undefined> {
  const known = await findOrganisation(ctx.store.db, given.trim());
  if (known) return choiceOf(known, ctx.locale);
  const found = await searchOrganisations(ctx.store.db, given);
  const wanted = fold(given);
  const called = found.filter((one) =>
    [...Object.values(namesOf(one)), choiceOf(one, ctx.locale).label].some((name) => fold(name) === wanted),
  );
  const [only, ...others] = called.length > 0 ? called : found;
  return only && others.length === 0 ? choiceOf(only, ctx.locale) : undefined;
}

function choiceOf(found: Pick<Found, 'id' | 'names' | 'locale' | 'country' | 'city'>, locale: string): Choice {
  const name = nameFor(found, locale);
  const place = [found.city, found.country === '' ? '' : countryName(found.country, locale)].filter((part) => part !== '').join(', ');
  return { value: found.id, label: short(place === '' || fold(name).includes(fold(place)) ? name : `${name}, ${place}`, LABEL) };
}
