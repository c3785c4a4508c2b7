/** The controlled vocabularies: loaded from their files, and read from the store into memory, so that forms and cards can label them at once. */
import { z } from 'zod';
import type { Choice } from '../../chat/card.ts';
import { UserError } from '../../errors.ts';
import { fold } from '../../i18n/fold.ts';
import { defineSeed } from '../../store/seed.ts';
import type { Database } from '../../store/store.ts';
import { type Vocabulary, type VocabularyName, type VocabularyTerm, vocabularies } from '../../vocabulary.ts';

const language = z.enum(['en', 'es', 'fr', 'pt']);

const vocabularyFile = z.strictObject({
  vocabulary: z.string().min(1),
  /** In the order in which they are offered. */
  terms: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
        labels: z.record(language, z.string().min(1)),
        aliases: z.partialRecord(language, z.array(z.string().min(1))).default({}),
      }),
    )
    .refine((terms) => new Set(terms.map((term) => term.key)).size === terms.length, 'two terms have the same key'),
});

/** A term that is no longer in its file is retired, not deleted, since records refer to it. */
export const vocabularySeed = defineSeed({
  kind: 'vocabulary',
  content: vocabularyFile,
  async load(tx, { vocabulary, terms }) {
    const rows = terms.map((term, position) => ({ ...term, vocabulary, position, retired: false }));
    await tx.$executeRaw`
      insert into "Term" (vocabulary, key, labels, aliases, position, retired)
      select vocabulary, key, labels, aliases, position, retired
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given(vocabulary text, key text, labels jsonb, aliases jsonb, position int, retired boolean)
      on conflict (vocabulary, key) do update
        set labels = excluded.labels, aliases = excluded.aliases, position = excluded.position, retired = false`;
    await tx.term.updateMany({ where: { vocabulary, key: { notIn: terms.map((term) => term.key) } }, data: { retired: true } });
  },
});

/** Call it once the seeds are loaded. */
export async function openVocabulary(db: Database): Promise<Vocabulary> {
  let lists = await read(db);
  const terms = (list: VocabularyName): readonly VocabularyTerm[] => lists.terms.get(list) ?? [];
  return {
    terms,
    choices: (list, locale) => offered(terms(list), locale),
    label: (list, key, locale) => {
      const term = lists.byKey.get(`${list}/${key}`);
      return term === undefined ? key : labelOf(term, locale);
    },
    reload: async () => {
      lists = await read(db);
    },
  };
}

interface Lists {
  readonly terms: ReadonlyMap<string, readonly VocabularyTerm[]>;
  readonly byKey: ReadonlyMap<string, VocabularyTerm>;
}

const labels = z.record(z.string(), z.string());
const aliases = z.record(z.string(), z.array(z.string()));

async function read(db: Database): Promise<Lists> {
  const rows = await db.term.findMany({
    where: { vocabulary: { in: [...vocabularies] } },
    orderBy: [{ vocabulary: 'asc' }, { position: 'asc' }],
  });
  const terms = new Map<string, VocabularyTerm[]>();
  const byKey = new Map<string, VocabularyTerm>();
  for (const row of rows) {
    const term = { key: row.key, labels: labels.parse(row.labels), aliases: aliases.parse(row.aliases), retired: row.retired };
    byKey.set(`${row.vocabulary}/${row.key}`, term);
    const list = terms.get(row.vocabulary);
    if (list) list.push(term);
    else terms.set(row.vocabulary, [term]);
  }
  return { terms, byKey };
}

const labelOf = (term: VocabularyTerm, locale: string): string => term.labels[locale] ?? term.labels.en ?? term.key;

const offered = (terms: readonly VocabularyTerm[], locale: string): readonly Choice[] =>
  terms.filter((term) => !term.retired).map((term) => ({ value: term.key, label: labelOf(term, locale) }));

interface Words {
  readonly vocabulary: Vocabulary;
  readonly locale: string;
}

const SUGGESTED = 25;

/** Names that begin so, then those that contain it, under any name in any language; labelled in the reader's. */
export function completeTerms({ vocabulary, locale }: Words, list: VocabularyName, typed: string): readonly Choice[] {
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
export function termOf({ vocabulary, locale }: Words, list: VocabularyName, name: string): string {
  const terms = vocabulary.terms(list);
  const wanted = fold(name);
  const term = terms.find((one) => one.key === name.trim()) ?? terms.find((one) => namesOf(one).some((called) => fold(called) === wanted));
  if (term) return term.key;
  const [only, ...others] = completeTerms({ vocabulary, locale }, list, name);
  if (only && others.length === 0) return only.value;
  throw new UserError('search.unknown', { given: name });
}

const namesOf = (term: {
  labels: Readonly<Record<string, string>>;
  aliases: Readonly<Record<string, readonly string[]>>;
}): readonly string[] => [...Object.values(term.labels), ...Object.values(term.aliases).flat()];
