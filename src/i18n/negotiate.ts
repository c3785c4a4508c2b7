/** Which of our languages somebody reads, from what a platform says of them. */

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
  let language: string;
  try {
    language = new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
  return available.find((locale) => locale.toLowerCase() === tag.toLowerCase()) ?? available.find((locale) => locale === language);
}
