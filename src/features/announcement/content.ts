/** What the form gives, as the store keeps it, and the way back for editing. Pure. */
import type { Partly } from '../../chat/form.ts';
import type { RawValues } from '../../chat/platform.ts';
import type { Localized } from '../../i18n/localized.ts';
import type { fields } from './fields.ts';
import { type Kind, languages, type Targets } from './record.ts';

export type Given = Partly<typeof fields>;

export interface Content {
  readonly kind: Kind;
  readonly locale: string;
  readonly titles: Localized;
  readonly texts: Localized;
  readonly linkUrl: string;
  readonly imageUrl: string;
  readonly imageAlt: string;
  readonly targets: Targets;
}

export function contentOf(given: Given, reader: string): Content {
  const locale = given.language ?? reader;
  const own = (own: string | undefined, field: 'title' | 'text'): Localized =>
    Object.fromEntries(
      [[locale, own] as const, ...languages.filter((one) => one !== locale).map((one) => [one, given[`${field}_${one}`]] as const)]
        .map(([language, text]) => [language, text?.trim() ?? ''] as const)
        .filter(([, text]) => text !== ''),
    );
  return {
    kind: (given.kind ?? 'news') as Kind,
    locale,
    titles: own(given.title, 'title'),
    texts: own(given.text, 'text'),
    linkUrl: given.linkUrl ?? '',
    imageUrl: given.imageUrl ?? '',
    imageAlt: given.imageAlt ?? '',
    targets: {
      purposes: [...(given.purposes ?? [])],
      workspaces: [...(given.workspaces ?? [])],
      persons: given.persons ?? false,
      themes: [...(given.themes ?? [])],
      countries: [...(given.countries ?? [])],
    },
  };
}

/** Languages in which nothing is written yet, though there are readers of them. */
export const missingLanguages = (content: Pick<Content, 'texts'>, locales: readonly string[]): readonly string[] =>
  locales.filter((locale) => content.texts[locale] === undefined);

/** As a person would have typed it. `when` as the form reads it again. */
export function rawOf(about: Omit<Content, 'kind'> & { readonly kind: string }, when: string): RawValues {
  const { targets } = about;
  const others = languages.filter((one) => one !== about.locale);
  const one = (value: string): readonly string[] => (value === '' ? [] : [value]);
  return {
    kind: [about.kind],
    language: [about.locale],
    title: one(about.titles[about.locale] ?? ''),
    text: one(about.texts[about.locale] ?? ''),
    linkUrl: one(about.linkUrl),
    imageUrl: one(about.imageUrl),
    imageAlt: one(about.imageAlt),
    purposes: targets.purposes,
    workspaces: targets.workspaces,
    persons: targets.persons ? ['true'] : [],
    themes: targets.themes,
    countries: targets.countries,
    when: one(when),
    ...Object.fromEntries(others.map((locale) => [`title_${locale}`, one(about.titles[locale] ?? '')])),
    ...Object.fromEntries(others.map((locale) => [`text_${locale}`, one(about.texts[locale] ?? '')])),
  };
}
