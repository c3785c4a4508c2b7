/** What the network says of itself: its name and a few words, from its own seed file, so that another network has others. */
import { z } from 'zod';
import { inLanguage, localizedSchema } from '../../i18n/localized.ts';
import { defineSeed } from '../../store/seed.ts';
import type { Database } from '../../store/store.ts';

const words = z.strictObject({ names: localizedSchema, abouts: localizedSchema });
const ONLY = 'network';

export const networkSeed = defineSeed({
  kind: 'network',
  content: words,
  async load(tx, content) {
    await tx.network.upsert({ where: { id: ONLY }, create: { id: ONLY, ...content }, update: content });
  },
});

export interface NetworkWords {
  readonly name: string;
  readonly about: string;
}

/** In a language, else in English, else in any; empty where there is no such file. */
export async function networkWords(db: Pick<Database, 'network'>, locale: string): Promise<NetworkWords> {
  const row = await db.network.findUnique({ where: { id: ONLY } });
  if (!row) return { name: '', about: '' };
  const say = (texts: unknown): string => inLanguage(localizedSchema.parse(texts), locale, 'en').text;
  return { name: say(row.names), about: say(row.abouts) };
}
