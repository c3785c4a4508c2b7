/** Which of many organisations may be one and the same: the same host, nearly the same name, or one government of a city twice. Pure. */
import { fold } from '../../../i18n/fold.ts';

export interface Candidate {
  readonly id: string;
  /** In whatever languages. */
  readonly names: readonly string[];
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly domain: string;
}

export interface Pair {
  /** `one` stands before `other` in the list that was given. */
  readonly one: string;
  readonly other: string;
  readonly because: 'domain' | 'name' | 'place';
  /** Of the likest two names: share of three-letter groups in common. */
  readonly likeness: number;
}

/** Share of three-letter groups of what a name says beyond its kind: "Ville de Grenoble" and "Grenoble" meet, "Ville de Lyon" does not. */
const ALIKE = 0.55;
/** A group that so many names of a country have tells nothing. */
const EVERYWHERE = 400;
const governments = new Set(['local-government', 'regional-government']);

/** The surest first. `usual`: words that many names have, such as "Ayuntamiento". */
export function alikePairs(candidates: readonly Candidate[], usual: ReadonlySet<string>): readonly Pair[] {
  const found = new Map<string, Pair>();
  const order = new Map(candidates.map(({ id }, at) => [id, at]));
  const add = (a: Candidate, b: Candidate, because: Pair['because'], likeness: number): void => {
    if (a.id === b.id) return;
    const [one, other] = (order.get(a.id) ?? 0) < (order.get(b.id) ?? 0) ? [a.id, b.id] : [b.id, a.id];
    const key = `${one} ${other}`;
    const known = found.get(key);
    if (!known) found.set(key, { one, other, because, likeness });
    else if (likeness > known.likeness) found.set(key, { ...known, likeness });
  };
  const together = (groups: Map<string, Candidate[]>, because: Pair['because'], fits: (a: Candidate, b: Candidate) => boolean): void => {
    for (const group of groups.values()) {
      // A host that so many share is a provider's.
      if (group.length > MOST_TOGETHER) continue;
      group.forEach((a, at) => {
        for (const b of group.slice(at + 1)) if (fits(a, b)) add(a, b, because, 0);
      });
    }
  };
  together(
    grouped(candidates, ({ domain }) => domain),
    'domain',
    agree,
  );
  byName(candidates, usual, add);
  const place = ({ kind, country, city }: Candidate): string =>
    governments.has(kind) && country !== '' && city !== '' ? `${kind} ${country} ${fold(city)}` : '';
  together(grouped(candidates, place), 'place', () => true);
  const rank = { domain: 0, name: 1, place: 2 } as const;
  return [...found.values()].sort(
    (a, b) => rank[a.because] - rank[b.because] || b.likeness - a.likeness || (order.get(a.one) ?? 0) - (order.get(b.one) ?? 0),
  );
}

const MOST_TOGETHER = 30;

const agree = (a: Candidate, b: Candidate): boolean => a.country === b.country || a.country === '' || b.country === '';

function grouped(candidates: readonly Candidate[], keyOf: (candidate: Candidate) => string): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return groups;
}

type Add = (a: Candidate, b: Candidate, because: 'name', likeness: number) => void;

/** Country by country; those whose country is unknown meet others by the same words only. */
function byName(candidates: readonly Candidate[], usual: ReadonlySet<string>, add: Add): void {
  const words = new Map<string, Candidate[]>();
  for (const [country, there] of grouped(candidates, ({ country }) => country || '–')) {
    const seen: { readonly candidate: Candidate; readonly size: number }[] = [];
    const having = new Map<string, number[]>();
    for (const candidate of there) {
      for (const core of new Set(candidate.names.map((name) => coreOf(name, usual)).filter((core) => core !== ''))) {
        words.set(core, [...(words.get(core) ?? []), candidate]);
        if (country === '–') continue;
        const groups = trigramsOf(core);
        const shared = new Map<number, number>();
        for (const group of groups) {
          for (const at of having.get(group) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
        }
        for (const [at, count] of shared) {
          const before = seen[at];
          if (!before || before.candidate.id === candidate.id) continue;
          const likeness = count / (groups.size + before.size - count);
          if (likeness >= ALIKE) add(before.candidate, candidate, 'name', likeness);
        }
        const at = seen.push({ candidate, size: groups.size }) - 1;
        for (const group of groups) {
          const list = having.get(group);
          if (!list) having.set(group, [at]);
          else if (list.length < EVERYWHERE) list.push(at);
        }
      }
    }
  }
  for (const same of words.values()) {
    const unknown = same.filter(({ country }) => country === '');
    if (unknown.length === 0 || same.length > MOST_TOGETHER) continue;
    for (const a of unknown) for (const b of same) add(a, b, 'name', 1);
  }
}

/** What a name says beyond the words that many names have; the whole name where nothing is left. */
export function coreOf(name: string, usual: ReadonlySet<string>): string {
  const words = fold(name)
    .split(' ')
    .filter((word) => word !== '');
  const own = words.filter((word) => !usual.has(word));
  return (own.length > 0 ? own : words).join(' ');
}

function trigramsOf(text: string): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const word of text.split(' ')) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) groups.add(padded.slice(at, at + 3));
  }
  return groups;
}
