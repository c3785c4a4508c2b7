/** A translator that says the key itself, for tests that are not about texts. */
import type { Translate } from '../../src/chat/translate.ts';

export const spoken = (locale: string): Translate =>
  Object.assign((key: string) => key, { locale, has: () => true, rich: (key: string) => key });
