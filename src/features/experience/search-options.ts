/** What somebody gave as filters, by key or by name in any language, as keys; and suggestions while they type. */
import type { Choice } from '../../chat/card.ts';
import { UserError } from '../../errors.ts';
import { codeOf, searchCountries } from '../../i18n/countries.ts';
import { fold } from '../../i18n/fold.ts';
import type { VocabularyName } from '../../vocabulary.ts';
import type { AppContext } from '../context.ts';
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

/** Names that begin so, then those that contain it, under any name in any language; labelled in the reader's. */
function completeTerms({ vocabulary, locale }: Words, list: VocabularyName, typed: string): readonly Choice[] {
  const wanted = fold(typed);
  const all = vocabulary.choices(list, locale);
  if (wanted === '') return all.slice(0, SUGGESTED);
  const names = new Map(vocabulary.terms(list).map((term) => [term.key, namesOf(term).map(fold)]));
  const rank = ({ value, label }: Choice): number => {
    if (fold(label).startsWith(wanted)) return 0;
    const called = names.get(value) ?? [];
    if (called.some((name) => name.startsWith(wanted))) return 1;
    return called.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  return all
    .map((choice, at) => ({ choice, at, rank: rank(choice) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, SUGGESTED)
    .map((one) => one.choice);
}

/** A key, or exactly one term's name in any language. @throws UserError search.unknown */
function termOf({ vocabulary, locale }: Words, list: VocabularyName, name: string): string {
  const terms = vocabulary.terms(list);
  const wanted = fold(name);
  const term = terms.find((one) => one.key === name.trim()) ?? terms.find((one) => namesOf(one).some((called) => fold(called) === wanted));
  if (term) return term.key;
  const [only, ...others] = completeTerms({ vocabulary, locale }, list, name);
  if (only && others.length === 0) return only.value;
  throw new UserError('search.unknown', { given: name });
}

function countryOf(name: string): string {
  const code = codeOf(name);
  if (code === undefined) throw new UserError('search.unknown', { given: name });
  return code;
}

const namesOf = (term: {
  labels: Readonly<Record<string, string>>;
  aliases: Readonly<Record<string, readonly string[]>>;
}): readonly string[] => [...Object.values(term.labels), ...Object.values(term.aliases).flat()];
const given = <T extends string | number>(value: T | undefined): value is T => value !== undefined && String(value).trim() !== '';
const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
