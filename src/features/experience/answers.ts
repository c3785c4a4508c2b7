/** Between the form's answers and what a sheet says, both ways. Pure. */
import { linesOf, oneLine } from '../../chat/typed.ts';
import type { Vocabulary, VocabularyName } from '../../vocabulary.ts';
import { type Content, contentSchema } from './content.ts';
import { type Given, LONG } from './fields.ts';

/** Fields whose stored text can be longer than a form holds. */
const longTexts = ['description', 'results', 'evaluation'] as const;
const lists = {
  types: 'types',
  themes: 'themes',
  sdgs: 'sdgs',
  objectives: 'objectives',
  participants: 'participants',
  methods: 'methods',
} as const satisfies Partial<Record<keyof Content, VocabularyName>>;
const listFields = Object.keys(lists) as readonly (keyof typeof lists)[];

/** What the answers say; `locale` is the author's language where none was chosen. */
export function contentFrom(given: Given, locale: string): Content {
  const ongoing = given.ongoing ?? false;
  const imageUrl = given.imageUrl?.trim() ?? '';
  return contentSchema.parse({
    locale: given.language ?? locale,
    title: oneLine(given.title),
    summary: given.summary?.trim() ?? '',
    description: given.description?.trim() ?? '',
    country: given.country ?? '',
    city: oneLine(given.city),
    startsOn: given.startsOn ?? '',
    endsOn: ongoing ? '' : (given.endsOn ?? ''),
    ongoing,
    types: [...(given.types ?? [])],
    themes: [...(given.themes ?? [])],
    sdgs: [...(given.sdgs ?? [])],
    objectives: [...(given.objectives ?? [])],
    participants: [...(given.participants ?? [])],
    methods: [...(given.methods ?? [])],
    scale: given.scale ?? '',
    participantCount: given.participantCount ?? null,
    results: given.results?.trim() ?? '',
    evaluation: given.evaluation?.trim() ?? '',
    links: linesOf(given.links),
    imageUrl,
    imageAlt: imageUrl === '' ? '' : oneLine(given.imageAlt),
  } satisfies Content);
}

/** What the form cannot hold of the sheet as it was: texts over its length, values that are no longer offered. They stay. */
export function keepWhatTheFormCannotHold(before: Content, after: Content, vocabulary: Vocabulary): Content {
  const kept: Content = { ...after };
  for (const field of longTexts) if (before[field].length > LONG && after[field] === '') kept[field] = before[field];
  for (const field of listFields) {
    const offered = new Set(vocabulary.choices(lists[field], before.locale).map((choice) => choice.value));
    const unoffered = before[field].filter((key) => !offered.has(key));
    kept[field] = [...new Set([...after[field], ...unoffered])];
  }
  return kept;
}

export const tooLongForTheForm = (content: Content): readonly (typeof longTexts)[number][] =>
  longTexts.filter((field) => content[field].length > LONG);

/** A sheet as first values of the form: what a person would have given. */
export function answersFrom(content: Content, vocabulary: Vocabulary): Readonly<Record<string, readonly string[]>> {
  const one = (value: string): readonly string[] => (value === '' ? [] : [value]);
  const long = (value: string): readonly string[] => (value.length > LONG ? [] : one(value));
  const offered = (field: keyof typeof lists): readonly string[] => {
    const keys = new Set(vocabulary.choices(lists[field], content.locale).map((choice) => choice.value));
    return content[field].filter((key) => keys.has(key));
  };
  return {
    title: one(content.title),
    summary: one(content.summary),
    types: offered('types'),
    themes: offered('themes'),
    country: one(content.country),
    city: one(content.city),
    startsOn: one(content.startsOn),
    ongoing: content.ongoing ? ['true'] : [],
    endsOn: one(content.endsOn),
    objectives: offered('objectives'),
    sdgs: offered('sdgs'),
    scale: one(content.scale),
    participants: offered('participants'),
    participantCount: content.participantCount === null ? [] : [String(content.participantCount)],
    methods: offered('methods'),
    description: long(content.description),
    results: long(content.results),
    evaluation: long(content.evaluation),
    links: one(content.links.join('\n')),
    imageUrl: one(content.imageUrl),
    imageAlt: one(content.imageAlt),
    language: [content.locale],
  };
}
