/** Two records side by side: in which fields they differ, and what they become together. Pure. */
import { type Localized, localizedSchema } from '../../../i18n/localized.ts';

/** What a record says, as far as two can differ in it. */
export interface Side {
  readonly names: unknown;
  readonly locale: string;
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly sizeBand: string;
  readonly languages: readonly string[];
  readonly themes: readonly string[];
  readonly website: string;
  readonly domain: string;
  readonly needs: string;
  readonly offers: string;
  readonly membership: { readonly category: string; readonly state: string; readonly since: Date | null } | null;
}

const plain = ['locale', 'kind', 'country', 'city', 'sizeBand', 'website', 'needs', 'offers'] as const;
const lists = ['languages', 'themes'] as const;
const ofMembership = ['category', 'state'] as const;
const NAME = 'name_';

/** `name_fr` for a name in French, else a field. */
export interface Difference {
  readonly field: string;
  readonly one: string | readonly string[];
  readonly other: string | readonly string[];
}
export type Choice = 'one' | 'other' | 'both';
export type Choices = Readonly<Record<string, Choice>>;

/** Only where both say something, and not the same: where one is silent, the other counts. */
export function differencesOf(one: Side, other: Side): readonly Difference[] {
  const [a, b] = [namesIn(one), namesIn(other)];
  const names = Object.keys(a).flatMap((language) => differing(`${NAME}${language}`, a[language] ?? '', b[language] ?? ''));
  return [
    ...names,
    ...plain.flatMap((field) => differing(field, one[field], other[field])),
    ...lists.flatMap((field) =>
      one[field].length > 0 && other[field].length > 0 && !sameList(one[field], other[field])
        ? [{ field, one: one[field], other: other[field] }]
        : [],
    ),
    ...ofMembership.flatMap((field) => differing(field, one.membership?.[field] ?? '', other.membership?.[field] ?? '')),
  ];
}

/** What is first proposed: lists together, an active membership before another, else the record that stays. */
export function proposed({ field, one, other }: Difference): Choice {
  if (Array.isArray(one)) return 'both';
  return field === 'state' && one !== 'active' && other === 'active' ? 'other' : 'one';
}

/** The columns of the record that stays. */
export function together(one: Side, other: Side, choices: Choices) {
  const pick = (field: string, a: string, b: string): string => {
    if (a === '' || b === '') return a || b;
    return choices[field] === 'other' ? b : a;
  };
  const [a, b] = [namesIn(one), namesIn(other)];
  const names: Record<string, string> = {};
  for (const language of new Set([...Object.keys(a), ...Object.keys(b)])) {
    names[language] = pick(`${NAME}${language}`, a[language] ?? '', b[language] ?? '');
  }
  const list = (field: (typeof lists)[number]): string[] => {
    if (choices[field] === 'one' && one[field].length > 0) return [...one[field]];
    if (choices[field] === 'other' && other[field].length > 0) return [...other[field]];
    return [...new Set([...one[field], ...other[field]])];
  };
  const website = pick('website', one.website, other.website);
  return {
    names,
    locale: pick('locale', one.locale, other.locale),
    kind: pick('kind', one.kind, other.kind),
    country: pick('country', one.country, other.country),
    city: pick('city', one.city, other.city),
    sizeBand: pick('sizeBand', one.sizeBand, other.sizeBand),
    languages: list('languages'),
    themes: list('themes'),
    website,
    domain: website === one.website ? one.domain || other.domain : other.domain,
    needs: pick('needs', one.needs, other.needs),
    offers: pick('offers', one.offers, other.offers),
  };
}

const differing = (field: string, one: string, other: string): readonly Difference[] =>
  one !== '' && other !== '' && one !== other ? [{ field, one, other }] : [];
const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value) => b.includes(value));
const namesIn = ({ names }: Side): Localized => localizedSchema.parse(names);
