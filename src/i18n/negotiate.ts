/** Which of our languages somebody reads, from what a platform says of them. */
import { LRUCache } from 'lru-cache';

/**
 * The first wish that there are texts for: the tag itself, else its language (`pt-BR` → `pt`, `es-419` → `es`).
 * Tags that are not BCP 47 are passed over: platforms send `en_US` and worse.
 */
export function negotiate(wished: readonly (string | null | undefined)[], available: readonly string[]): string | undefined {
  for (const wish of wished) {
    const found = wish ? match(wish.replaceAll('_', '-'), available) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function match(tag: string, available: readonly string[]): string | undefined {
  const same = available.find((locale) => locale.toLowerCase() === tag.toLowerCase());
  if (same !== undefined) return same;
  const language = languageOf(tag);
  return available.find((locale) => locale === language);
}

/** Reading a tag is slow, and the same few come all the time; the bound is for what strangers may send. */
const languages = new LRUCache<string, string>({ max: 1000 });

function languageOf(tag: string): string {
  const known = languages.get(tag);
  if (known !== undefined) return known;
  const language = readLanguage(tag);
  languages.set(tag, language);
  return language;
}

/** Empty for what is no tag. */
function readLanguage(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return '';
  }
}
