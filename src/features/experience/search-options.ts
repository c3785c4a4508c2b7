/** What somebody gave as filters, by key or by name in any language, as keys; and suggestions while they type. */

import type { Choice } from '../../chat/card.ts';
import { short } from '../../chat/compose.ts';
import { UserError } from '../../errors.ts';
import { codeOf, searchCountries } from '../../i18n/countries.ts';
import { fold } from '../../i18n/fold.ts';
import type { AppContext } from '../context.ts';
import { completeTerms, termOf } from '../vocabulary/service.ts';
import type { SearchQuery } from './search.ts';

/** As a command has them. */
export interface SearchOptions {
  readonly text?: string | undefined;
  readonly theme?: string | undefined;
  readonly type?: string | undefined;
  readonly country?: string | undefined;
  /** A number, or a name. */
  readonly sdg?: string | number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

type Words = Pick<AppContext, 'vocabulary' | 'locale'>;

const SUGGESTED = 25;
const LABEL = 75;

/** @throws UserError search.unknown for a theme, type, SDG or country that is none of ours */
export function queryOf(ctx: Words, options: SearchOptions): SearchQuery {
  const { text, theme, type, country, sdg, from, to } = options;
  const years = [from, to].filter((year) => year !== undefined).sort((a, b) => a - b);
  return {
    ...(given(text) && { text: text?.trim() }),
    ...(given(theme) && { theme: termOf(ctx, 'themes', theme) }),
    ...(given(type) && { type: termOf(ctx, 'types', type) }),
    ...(given(country) && { country: countryOf(country) }),
    ...(given(sdg) && { sdg: termOf(ctx, 'sdgs', /^\d+$/.test(String(sdg)) ? `sdg-${sdg}` : String(sdg)) }),
    ...(from !== undefined && { yearFrom: years[0] }),
    ...(to !== undefined && { yearTo: years.at(-1) }),
  };
}

export const completeThemes = async (ctx: Words, typed: string): Promise<readonly Choice[]> => completeTerms(ctx, 'themes', typed);
export const completeTypes = async (ctx: Words, typed: string): Promise<readonly Choice[]> => completeTerms(ctx, 'types', typed);
export const completeSdgs = async (ctx: Words, typed: string): Promise<readonly Choice[]> => completeTerms(ctx, 'sdgs', typed);
export const completeCountries = async (ctx: Words, typed: string): Promise<readonly Choice[]> =>
  searchCountries(ctx.locale, typed, SUGGESTED);

/** Titles for the free text: what is chosen is searched for, and found first. */
export async function completeTitles(ctx: Pick<AppContext, 'store'>, typed: string): Promise<readonly Choice[]> {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const rows = await ctx.store.db.$queryRaw<{ title: string }[]>`
    select e.title from (
      select "experienceId" from "ExperienceSearch" where title like ${`%${wanted}%`}
      order by title like ${`${wanted}%`} desc, "publishedAt" desc, "experienceId" limit ${SUGGESTED}) s
    join "Experience" e on e.id = s."experienceId"`;
  const titles = [...new Set(rows.map((row) => row.title))].map((title) => ({ value: short(title, 100), label: short(title, LABEL) }));
  return titles.sort((a, b) => Number(fold(b.label).startsWith(wanted)) - Number(fold(a.label).startsWith(wanted)));
}

function countryOf(name: string): string {
  const code = codeOf(name);
  if (code === undefined) throw new UserError('search.unknown', { given: name });
  return code;
}

const given = <T extends string | number>(value: T | undefined): value is T => value !== undefined && String(value).trim() !== '';
