/** The page's own words, in the language of the window. */
import type { ChromeKey } from '../../../platforms/playground/chrome.ts';

let words: Readonly<Record<string, string>> = {};
let current = 'en';

export function speak(locale: string, texts: Readonly<Record<string, string>>): void {
  words = texts;
  current = locale;
}

export const locale = (): string => current;

export function say(key: ChromeKey, args: Readonly<Record<string, string>> = {}): string {
  return sayMaybe(key, args) ?? key;
}

/** For keys that are made of an id: undefined when there is no such text. */
export function sayMaybe(key: string, args: Readonly<Record<string, string>> = {}): string | undefined {
  return words[key]?.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}

export const channelName = (id: string): string => sayMaybe(`playground.channels.${id}`) ?? id;
