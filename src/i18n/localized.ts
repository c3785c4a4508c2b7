/** A text that people wrote in several languages, and which of them a reader is given. */
import { z } from 'zod';
import { negotiate } from './negotiate.ts';

/** Language to text; languages that nobody wrote in are absent. */
export type Localized = Readonly<Record<string, string>>;

export const localizedSchema: z.ZodType<Localized> = z.record(z.string(), z.string());

export interface InLanguage {
  readonly text: string;
  /** Language of the text; empty when there is none at all. */
  readonly locale: string;
}

/** The reader's own language, else that of the record, else English, else any: in this order, whatever is there. */
export function inLanguage(texts: Localized, reader: string, own: string): InLanguage {
  const there = Object.keys(texts).filter((locale) => texts[locale]?.trim() !== '');
  for (const wished of [reader, own, 'en']) {
    const locale = negotiate([wished], there);
    if (locale !== undefined) return { text: texts[locale] ?? '', locale };
  }
  const [any] = there.toSorted();
  return any === undefined ? { text: '', locale: '' } : { text: texts[any] ?? '', locale: any };
}
