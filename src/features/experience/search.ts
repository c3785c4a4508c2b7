/** Finds published sheets: text in any of the languages, theme, type, country, SDG, years; ranked, with the matching passage. */
import { z } from 'zod';
import type { Text } from '../../chat/text.ts';
import type { Database } from '../../store/store.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';
import { buildLexicon, type Lexicon } from './search-lexicon.ts';
import { marked } from './search-passage.ts';
import { wordsOf } from './search-phrase.ts';
import { allButOne, anyOf, every, type Group, type GroupQueries, groupQueries, groupsOf, tag } from './search-query.ts';
import { formsOf, repaired } from './search-words.ts';

/** Also what a button's saved search holds. */
export const searchQuery = z.object({
  text: z.string().trim().max(500).optional(),
  theme: z.string().optional(),
  type: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().optional(),
  sdg: z.string().optional(),
  yearFrom: z.number().int().optional(),
  yearTo: z.number().int().optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export interface Hit {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly passage: Text;
  readonly city: string;
  readonly country: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly ongoing: boolean;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** At most `most`; `more` when there are more than that. */
  readonly total: number;
  readonly more: boolean;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Whether every word was found, only some, or none and the titles are merely alike. */
  readonly how: 'all' | 'some' | 'alike';
  /** What the words were repaired to, where they were. */
  readonly repaired?: string;
}

export const pageSize = 5;
/** Nobody turns more pages than this. */
export const most = 100;
/** Fewer hits than this, and looser ways are tried as well. */
const enough = 3;
/** How many of the matching sheets are ranked: with a word that nearly all have, any of them will do. */
const candidates = 200;
const candidatesPerWord = 100;
/** A shorter word is like half the repository. */
const shortestAlike = 4;

type Seeker = Pick<AppContext, 'store' | 'vocabulary' | 'locales' | 'actor'>;

/** @throws UserError forbidden */
export async function searchExperiences(ctx: Seeker, query: SearchQuery, page = 1): Promise<Found> {
  authorize(ctx.actor, 'experience.search');
  const { db } = ctx.store;
  const filter = filterOf(query);
  const words = wordsOf(query.text ?? '');
  const ranked = words.length === 0 ? await newest(db, filter) : await byText(db, lexiconOf(ctx), words, filter);
  const ids = ranked.ids.slice(0, most);
  const pages = Math.max(1, Math.ceil(ids.length / pageSize));
  const at = Math.min(Math.max(1, page), pages);
  const hits = await hitsOf(db, ids.slice((at - 1) * pageSize, at * pageSize), ranked.show);
  const { how, repaired } = ranked;
  return { hits, total: ids.length, more: ranked.ids.length > most, page: at, pages, how, ...(repaired !== undefined && { repaired }) };
}

interface Ranked {
  readonly ids: readonly string[];
  readonly how: Found['how'];
  /** The tsquery whose words the passages show. */
  readonly show: string;
  readonly repaired?: string;
}

/** All the words first; with their slips repaired; then some of the words; then titles that look alike. */
async function byText(db: Database, lexicon: Lexicon, words: readonly string[], filter: Filter): Promise<Ranked> {
  const groups = groupsOf(words, lexicon);
  const { queries, smallWordsOnly } = await queriesOf(db, groups);
  if (queries.length === 0) return alike(db, words, filter);
  const exact = await ranking(db, every(queries), filter);
  if (exact.length >= enough || smallWordsOnly) return { ids: exact, how: 'all', show: anyOf(queries) };

  const better = await repaired(db, words);
  if (better.size > 0) {
    const mended = words.map((word) => better.get(word) ?? word);
    const mendedQueries = (await queriesOf(db, groupsOf(mended, lexicon))).queries;
    const ids = await ranking(db, every(mendedQueries), filter);
    if (ids.length > 0)
      return { ids: unique([...exact, ...ids]), how: 'all', show: anyOf([...queries, ...mendedQueries]), repaired: mended.join(' ') };
  }
  const some = queries.length > 1 ? await someOf(db, queries, filter) : [];
  const ids = unique([...exact, ...some]);
  if (ids.length > 0) return { ids, how: exact.length > 0 ? 'all' : 'some', show: anyOf(queries) };
  return alike(db, words, filter);
}

async function queriesOf(db: Database, groups: readonly Group[]): Promise<GroupQueries> {
  return groupQueries(
    groups,
    await formsOf(
      db,
      groups.flatMap((group) => group.phrases),
    ),
  );
}

interface Filter {
  /** A tsquery over the tags; empty for none. */
  readonly tags: string;
  readonly from: number | null;
  readonly to: number | null;
}

const filterOf = ({ theme, type, country, sdg, yearFrom, yearTo }: SearchQuery): Filter => ({
  tags: [
    ...(theme ? [tag('themes', theme)] : []),
    ...(type ? [tag('types', type)] : []),
    ...(country ? [tag('countries', country)] : []),
    ...(sdg ? [tag('sdgs', sdg)] : []),
  ].join(' & '),
  from: yearFrom ?? null,
  to: yearTo ?? null,
});

const together = (text: string, tags: string): string => [text === '' ? '' : `(${text})`, tags].filter((part) => part !== '').join(' & ');

const idRow = z.object({ id: z.string() });
const idsOf = (rows: unknown): readonly string[] =>
  z
    .array(idRow)
    .parse(rows)
    .map((row) => row.id);

/**
 * Best first: those with the words in title, summary or tags, ranked on these; then, where these do not fill the pages,
 * those that say them further down. One statement: the second part is not begun where the first is enough.
 */
async function ranking(db: Database, text: string, { tags, from, to }: Filter): Promise<readonly string[]> {
  const match = together(text, tags);
  const ids = idsOf(
    await db.$queryRaw`
      with found as materialized (
        select "experienceId" as id, short, "publishedAt" from "ExperienceSearch"
        where short @@ ${match}::tsquery and (${from}::int is null or "lastYear" >= ${from}::int) and (${to}::int is null or "firstYear" <= ${to}::int)
        limit ${candidates}),
      best as materialized (
        select 1 as tier, id, ts_rank(short, ${text}::tsquery) as rank, "publishedAt" from found order by rank desc, "publishedAt" desc, id limit ${most + 1}),
      further as materialized (
        select "experienceId" as id, "full", "publishedAt" from "ExperienceText"
        where (select count(*) from best) <= ${most} and "full" @@ ${match}::tsquery
          and (${from}::int is null or "lastYear" >= ${from}::int) and (${to}::int is null or "firstYear" <= ${to}::int)
        limit ${2 * most + 1})
      select id from (
        select * from best
        union all select 2, id, ts_rank("full", ${text}::tsquery), "publishedAt" from further) every_one
      order by tier, rank desc, "publishedAt" desc, id`,
  );
  return unique(ids);
}

/** Everything but one word counts more than a single one; of each word some candidates, so that a frequent one leaves room. */
async function someOf(db: Database, queries: readonly string[], { tags, from, to }: Filter): Promise<readonly string[]> {
  const parts = [allButOne(queries), ...queries].filter((part) => part !== '');
  const matches = parts.map((part) => together(part, tags));
  return idsOf(
    await db.$queryRaw`
      with asked as materialized (select q::tsquery as q from unnest(${[...queries]}::text[]) q),
      found as materialized (
        select distinct on (f.id) f.id, f.short, f."publishedAt" from unnest(${matches}::text[]) m
        cross join lateral (
          select "experienceId" as id, short, "publishedAt" from "ExperienceSearch"
          where short @@ m::tsquery and (${from}::int is null or "lastYear" >= ${from}::int) and (${to}::int is null or "firstYear" <= ${to}::int)
          limit ${candidatesPerWord}) f)
      select id from found
      order by (select count(*) from asked where short @@ q) desc,
        ts_rank(short, ${anyOf(queries)}::tsquery) desc, "publishedAt" desc, id limit ${most + 1}`,
  );
}

/** The last resort: titles with a part like what was typed. */
async function alike(db: Database, words: readonly string[], { tags, from, to }: Filter): Promise<Ranked> {
  const typed = words.filter((word) => word.length >= shortestAlike).join(' ');
  if (typed === '') return { ids: [], how: 'alike', show: '' };
  const ids = idsOf(
    await db.$queryRaw`
      with found as materialized (
        select "experienceId" as id, title, "publishedAt" from "ExperienceSearch"
        where lower(unaccent(${typed})) <% title and (${tags} = '' or short @@ ${tags}::tsquery)
          and (${from}::int is null or "lastYear" >= ${from}::int) and (${to}::int is null or "firstYear" <= ${to}::int)
        limit ${candidates})
      select id from found order by word_similarity(lower(unaccent(${typed})), title) desc, "publishedAt" desc, id limit ${pageSize * 2}`,
  );
  return { ids, how: 'alike', show: '' };
}

/** Without words: the newest. */
async function newest(db: Database, { tags, from, to }: Filter): Promise<Ranked> {
  const ids = idsOf(
    await db.$queryRaw`
      select "experienceId" as id from "ExperienceSearch"
      where (${tags} = '' or short @@ ${tags}::tsquery)
        and (${from}::int is null or "lastYear" >= ${from}::int) and (${to}::int is null or "firstYear" <= ${to}::int)
      order by "publishedAt" desc, "experienceId" limit ${most + 1}`,
  );
  return { ids, how: 'all', show: '' };
}

const hitRow = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  city: z.string(),
  country: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  ongoing: z.boolean(),
  passage: z.string(),
});

/** Control characters mark the words: no text of a person holds them. */
const marks = 'StartSel=\u0002, StopSel=\u0003, MaxWords=32, MinWords=14, ShortWord=2, MaxFragments=1, FragmentDelimiter=…';
/** How much of a long text is looked through for a passage, in characters. */
const lookedThrough = 8_000;

async function hitsOf(db: Database, ids: readonly string[], show: string): Promise<readonly Hit[]> {
  if (ids.length === 0) return [];
  const rows = z.array(hitRow).parse(
    await db.$queryRaw`
      select e.id, e.number, e.title, e.city, e.country, e."startsOn", e."endsOn", e.ongoing,
        ts_headline(agora_words_of(e.locale), left(concat_ws(' ', case when left(e.description, 60) = left(e.summary, 60) then null else e.summary end, e.description, e.results, e.evaluation), ${lookedThrough}), ${show}::tsquery, ${marks}) as passage
      from unnest(${ids}::text[]) with ordinality o(id, at) join "Experience" e on e.id = o.id order by o.at`,
  );
  return rows.map(({ passage, ...row }) => ({ ...row, passage: marked(passage) }));
}

const lexicons = new WeakMap<Vocabulary, { readonly lexicon: Lexicon; readonly terms: readonly unknown[] }>();

/** Built once for a vocabulary, and again after it was reloaded. */
function lexiconOf({ vocabulary, locales }: Pick<AppContext, 'vocabulary' | 'locales'>): Lexicon {
  const terms = vocabulary.terms('types');
  const known = lexicons.get(vocabulary);
  if (known && known.terms === terms) return known.lexicon;
  const lexicon = buildLexicon(vocabulary, locales);
  lexicons.set(vocabulary, { lexicon, terms });
  return lexicon;
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
