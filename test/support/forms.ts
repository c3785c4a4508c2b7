/** Translations for forms that only tests have: every key says its last part. */
import type { Translate } from '../../src/chat/translate.ts';

/** The real texts, and for keys under `forms.` that there are none of, the key's own words. */
export function withFormTexts(t: Translate): Translate {
  const own = (key: string): boolean => key.startsWith('forms.') && !t.has(key);
  const words = (key: string): string => key.split('.').slice(2).join(' ') || key;
  return Object.assign((key: string, args?: Parameters<Translate>[1]) => (own(key) ? words(key) : t(key, args)), {
    locale: t.locale,
    has: (key: string) => (own(key) ? /\.(title|label)$|\.pages\./.test(key) : t.has(key)),
    rich: (key: string, args?: Parameters<Translate['rich']>[1]) => (own(key) ? words(key) : t.rich(key, args)),
  });
}
