/** Finds members in the directory: by words in any language, country, kind, theme and need. Only what was agreed to stands in it. */
import type { Choice } from '../../../chat/card.ts';
import { short } from '../../../chat/compose.ts';
import { UserError } from '../../../errors.ts';
import { fold } from '../../../i18n/fold.ts';
import type { Database } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import { nameFor } from '../names.ts';
import { authorize } from './policy.ts';
import type { DirectoryQuery } from './query.ts';
import { groupsOf, queryFor, tag, type WordForms } from './words.ts';

/** What the consent to the directory names, and nothing beside it. */
export interface Entry {
  readonly id: string;
  readonly names: unknown;
  readonly locale: string;
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly sizeBand: string;
  readonly languages: readonly string[];
  readonly themes: readonly string[];
  readonly website: string;
  readonly needs: string;
  readonly offers: string;
  readonly category: string;
}

export interface Found {
  readonly entries: readonly Entry[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Nothing has the words; these names are like them. */
  readonly alike: boolean;
}

export const pageSize = 5;
/** Nobody turns more pages than this. */
const PAGES = 20;
const SUGGESTED = 25;
const LABEL = 75;

type Seeker = Pick<AppContext, 'store' | 'vocabulary' | 'actor'>;

export async function searchDirectory(ctx: Seeker, query: DirectoryQuery, page: number): Promise<Found> {
  authorize(ctx.actor, 'directory.search');
  const { db } = ctx.store;
  const { all, named } = await tsqueryOf(ctx, query);
  const at = Math.min(Math.max(page, 1), PAGES);
  const rows = await db.$queryRaw<{ id: string; total: number }[]>`
    with matching as materialized (
      select "organisationId" as id, sort, ${named} <> '' and document @@ ${named}::tsquery as named
      from "DirectoryEntry" where ${all} = '' or document @@ ${all}::tsquery
    )
    select id, (select count(*)::int from matching) as total from matching
    order by named desc, sort, id limit ${pageSize} offset ${(at - 1) * pageSize}`;
  const total = rows[0]?.total ?? 0;
  if (total > 0) {
    const pages = Math.min(Math.ceil(total / pageSize), PAGES);
    return { entries: await entriesOf(db, rows), total, page: at, pages, alike: false };
  }
  const alike = query.text === undefined || Object.keys(query).length > 1 || at > 1 ? [] : await namedAlike(db, query.text);
  return { entries: await entriesOf(db, alike), total: alike.length, page: 1, pages: 1, alike: alike.length > 0 };
}

/** @throws UserError directory.gone: consent was withdrawn, or it is no member any more */
export async function directoryEntry(ctx: AppContext, id: string): Promise<Entry> {
  authorize(ctx.actor, 'directory.search');
  const listed = await ctx.store.db.directoryEntry.findUnique({ where: { organisationId: id }, select: { organisationId: true } });
  const [entry] = listed === null ? [] : await entriesOf(ctx.store.db, [{ id }]);
  if (entry === undefined) throw new UserError('directory.gone');
  return entry;
}

/** Names for the free text: what is chosen is searched for, and found first. */
export async function completeEntries(ctx: Pick<AppContext, 'store' | 'locale'>, typed: string): Promise<readonly Choice[]> {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const { db } = ctx.store;
  const pattern = `%${wanted.replaceAll(' ', '%')}%`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    select n."organisationId" as id from "OrganisationName" n join "DirectoryEntry" d on d."organisationId" = n."organisationId"
    where n.name like ${pattern} group by 1 order by bool_or(n.name like ${`${wanted}%`}) desc, min(n.name) limit ${SUGGESTED}`;
  const names = (await entriesOf(db, rows)).map((entry) => nameFor(entry, ctx.locale));
  return [...new Set(names)].map((name) => ({ value: short(name, 100), label: short(name, LABEL) }));
}

interface Tsqueries {
  /** Empty: everybody. */
  readonly all: string;
  /** What puts an entry first: the words stand in its name. */
  readonly named: string;
}

async function tsqueryOf(ctx: Seeker, { text = '', country, kind, theme, need = '' }: DirectoryQuery): Promise<Tsqueries> {
  const [groups, needed] = [groupsOf(text, ctx.vocabulary), groupsOf(need, ctx.vocabulary)];
  const words = [...new Set([...groups, ...needed].flatMap((group) => group.words))];
  const forms = words.length === 0 ? new Map<string, WordForms>() : await formsOf(ctx.store.db, words);
  const parts = [
    queryFor(groups, forms, 'ABC'),
    queryFor(needed, forms, 'B'),
    ...(country === undefined ? [] : [tag('countries', country)]),
    ...(kind === undefined ? [] : [tag('organisationKinds', kind)]),
    ...(theme === undefined ? [] : [tag('themes', theme)]),
  ].filter((part) => part !== '');
  return { all: parts.join(' & '), named: queryFor(groups, forms, 'A') };
}

async function formsOf(db: Database, words: readonly string[]): Promise<ReadonlyMap<string, WordForms>> {
  const rows = await db.$queryRaw<WordForms[]>`select word, lexemes, stopped from agora_lexemes(${[...words]}::text[], '')`;
  return new Map(rows.map((row) => [row.word, row]));
}

/** "Nortport" and "City of Northport" meet: share of the three-letter groups of what was typed. */
const ALIKE = 0.5;

/** Names that are a letter or two off; the trigrams' index finds them. */
async function namedAlike(db: Database, text: string): Promise<readonly { id: string }[]> {
  const typed = fold(text);
  const [, found] = await db.$transaction([
    // Left alone, the planner compares all names one by one, which takes ten times as long.
    db.$queryRaw`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true), set_config('enable_seqscan', 'off', true)`,
    db.$queryRaw<{ id: string }[]>`
      select n."organisationId" as id from "OrganisationName" n join "DirectoryEntry" d on d."organisationId" = n."organisationId"
      where ${typed} <% n.name group by 1 order by max(word_similarity(${typed}, n.name)) desc, 1 limit ${pageSize}`,
  ]);
  return found;
}

async function entriesOf(db: Database, rows: readonly { readonly id: string }[]): Promise<readonly Entry[]> {
  if (rows.length === 0) return [];
  const found = await db.organisation.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: { membership: { select: { category: true } } },
  });
  const byId = new Map(found.map(({ membership, ...entry }) => [entry.id, { ...entry, category: membership?.category ?? '' }]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}
