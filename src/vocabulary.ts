/** The controlled vocabularies (themes, types, SDGs, …) as everyone reads them: keys in records, labels for people. */
import type { Choice } from './chat/card.ts';

/** The lists under prisma/seed; the name is `Term.vocabulary`. */
export const vocabularies = [
  'themes',
  'types',
  'sdgs',
  'objectives',
  'scales',
  'sizes',
  'participants',
  'methods',
  'organisationKinds',
  'membershipCategories',
  'reasons',
  'regions',
  'cooperationForms',
] as const;
export type VocabularyName = (typeof vocabularies)[number];

export interface VocabularyTerm {
  readonly key: string;
  /** Label per language. */
  readonly labels: Readonly<Record<string, string>>;
  /** Other names that people use, per language. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** No longer offered, still shown where it was used. */
  readonly retired: boolean;
}

export interface Vocabulary {
  /** Every term, retired ones too, in the list's own order. */
  terms(list: VocabularyName): readonly VocabularyTerm[];
  /** What is offered, labelled in a language, in the list's own order. */
  choices(list: VocabularyName, locale: string): readonly Choice[];
  /** The label in a language, else in English, else the key itself. */
  label(list: VocabularyName, key: string, locale: string): string;
  /** Reads the lists again, after seeds have changed. */
  reload(): Promise<void>;
}
