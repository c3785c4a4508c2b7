/** How well what is known is looked after: what the base says of itself, what is missing, what people ask and do not get. */
import type { Database } from '../../store/store.ts';
import type { CalibrationFigures } from './live/figures.ts';
import { figuresOf } from './live/service.ts';
import { allEntries, type Entry } from './record.ts';
import { fewIn, missingIn, overdue } from './rules.ts';

/** What can be wrong with an entry. */
export const illnesses = ['weak', 'confusable', 'few', 'missing', 'overdue', 'unchecked', 'proposed', 'drafts', 'unhelpful'] as const;
export type Illness = (typeof illnesses)[number];

export interface LanguageHealth {
  readonly locale: string;
  readonly entries: number;
  /** Share of phrasings that find their entry when they are left out; undefined before the first calibration. */
  readonly first: number | undefined;
  readonly amongThree: number | undefined;
}
export interface Ill {
  readonly entry: Entry;
  /** In these languages, where it is a matter of language. */
  readonly locales: readonly string[];
  /** The entry that it is confused with. */
  readonly other?: Entry;
  /** Found of so many. */
  readonly found?: { readonly of: number; readonly count: number };
}
export interface Asked {
  readonly entry: Entry;
  readonly count: number;
  readonly helped: number;
}
export interface Health {
  readonly languages: readonly LanguageHealth[];
  readonly ill: Readonly<Record<Illness, readonly Ill[]>>;
  readonly asked: readonly Asked[];
  /** Questions that got no answer and were not dealt with. */
  readonly unanswered: number;
}

/** Below this share of its phrasings found, an entry is weak. */
const WEAK = 0.5;
const MOST_ASKED = 5;
/** Looked back on. */
const ASKED_DAYS = 90;
/** Said "not what I asked" at least so often, and more often than "that helped". */
const UNHELPFUL = 2;
const DAY_MS = 86_400_000;

/** Questions that an editor may learn from. */
export const openQuestions = { attachedId: null, OR: [{ state: 'refused' as const }, { state: 'waiting' as const }] };

export async function healthOf(db: Database, locales: readonly string[], now: Date): Promise<Health> {
  const entries = await allEntries(db);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const live = entries.filter(({ state }) => state === 'published');
  const figures = await figuresBy(db);
  const judged = await judgedEntries(db, now);
  const named = (list: readonly Entry[], in_: (entry: Entry) => readonly string[]): readonly Ill[] =>
    list.map((entry) => ({ entry, locales: in_(entry) })).filter(({ locales }) => locales.length > 0);
  const whole = (list: readonly Entry[]): readonly Ill[] => list.map((entry) => ({ entry, locales: [] }));
  return {
    languages: locales.map((locale) => ({
      locale,
      entries: live.filter(({ texts }) => texts[locale] !== undefined).length,
      first: figures.get(locale)?.first,
      amongThree: figures.get(locale)?.amongThree,
    })),
    ill: {
      weak: weakIn(figures, byId),
      confusable: confusedIn(figures, byId),
      few: named(live, fewIn),
      missing: named(live, (entry) => missingIn(entry, locales)),
      overdue: whole(live.filter((entry) => overdue(entry, now))),
      unchecked: whole(live.filter(({ checkedAt }) => checkedAt === null)),
      proposed: whole(entries.filter(({ proposed }) => proposed !== undefined)),
      drafts: whole(entries.filter(({ state }) => state !== 'published')),
      unhelpful: judged
        .filter(({ helped, not }) => not >= UNHELPFUL && not > helped)
        .flatMap(({ id }) => whole([byId.get(id)].filter((entry) => entry !== undefined))),
    },
    asked: judged
      .flatMap(({ id, count, helped }) => {
        const entry = byId.get(id);
        return entry ? [{ entry, count, helped }] : [];
      })
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_ASKED),
    unanswered: await db.question.count({ where: openQuestions }),
  };
}

type Calibrated = CalibrationFigures['letters'];

/** The better of the two ways to rank: the one that is used while the model is there. */
async function figuresBy(db: Database): Promise<ReadonlyMap<string, Calibrated>> {
  return new Map((await figuresOf(db)).map(({ locale, figures }) => [locale, figures.meaning ?? figures.letters]));
}

function weakIn(figures: ReadonlyMap<string, Calibrated>, byId: ReadonlyMap<string, Entry>): readonly Ill[] {
  return [...figures]
    .flatMap(([locale, { entries }]) => entries.map((one) => ({ locale, ...one })))
    .filter(({ phrasings, found }) => phrasings > 0 && found / phrasings < WEAK)
    .sort((a, b) => a.found / a.phrasings - b.found / b.phrasings)
    .flatMap(({ id, locale, phrasings, found }) => {
      const entry = byId.get(id);
      return entry ? [{ entry, locales: [locale], found: { of: phrasings, count: found } }] : [];
    });
}

function confusedIn(figures: ReadonlyMap<string, Calibrated>, byId: ReadonlyMap<string, Entry>): readonly Ill[] {
  return [...figures]
    .flatMap(([locale, { confusable }]) => confusable.map((pair) => ({ locale, ...pair })))
    .filter(({ times }) => times > 1)
    .sort((a, b) => b.times - a.times)
    .flatMap(({ one, other, locale }) => {
      const [entry, another] = [byId.get(one), byId.get(other)];
      return entry && another ? [{ entry, other: another, locales: [locale] }] : [];
    });
}

/** What was shown as an answer, how often, and what its askers said. */
async function judgedEntries(db: Database, now: Date) {
  const since = new Date(now.getTime() - ASKED_DAYS * DAY_MS);
  const rows = await db.question.groupBy({
    by: ['entryId', 'helped'],
    where: { entryId: { not: null }, createdAt: { gte: since } },
    _count: true,
  });
  const ids = [...new Set(rows.flatMap(({ entryId }) => (entryId === null ? [] : [entryId])))];
  const count = (id: string, is: (helped: boolean | null) => boolean): number =>
    rows.filter(({ entryId, helped }) => entryId === id && is(helped)).reduce((sum, { _count }) => sum + _count, 0);
  return ids.map((id) => ({
    id,
    count: count(id, () => true),
    helped: count(id, (helped) => helped === true),
    not: count(id, (helped) => helped === false),
  }));
}
