/** Published sheets in a store, and somebody who looks for them. */
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { AppContext } from '../../src/features/context.ts';
import type { Content } from '../../src/features/experience/content.ts';
import { contentSchema } from '../../src/features/experience/content.ts';
import { completeness, years } from '../../src/features/experience/rules.ts';
import type { Role } from '../../src/features/person/roles.ts';
import { seeds } from '../../src/features/registry.ts';
import { openVocabulary } from '../../src/features/vocabulary/service.ts';
import { loadSeeds } from '../../src/store/seed.ts';
import type { Store } from '../../src/store/store.ts';
import { root } from './sources.ts';
import { spoken } from './translator.ts';

/** What services need of a context; nothing of a platform. */
export type Somebody = Pick<AppContext, 'store' | 'vocabulary' | 'locales' | 'locale' | 't' | 'actor' | 'clock' | 'envelope' | 'newId'>;

export async function somebody(
  store: Store,
  role: Role = 'guest',
  { clock = systemClock, locale = 'en' }: { clock?: Clock; locale?: string } = {},
): Promise<Somebody> {
  await loadSeeds(store, join(root, 'prisma/seed'), clock, seeds);
  const vocabulary = await openVocabulary(store.db);
  const actor = { id: 'somebody', name: 'Somebody', role };
  return {
    store,
    vocabulary,
    locales: ['en', 'es', 'fr', 'pt'],
    locale,
    t: spoken(locale),
    actor,
    clock,
    envelope: nanoid(),
    newId: nanoid,
  };
}

/** @returns the ids, in the order given */
export async function publish(store: Store, sheets: readonly (Partial<Content> & { title: string })[]): Promise<readonly string[]> {
  const rows = sheets.map((sheet) => {
    const content = contentSchema.parse(sheet);
    return {
      ...content,
      ...years(content),
      completeness: completeness(content).level,
      id: nanoid(),
      state: 'published' as const,
      publishedAt: new Date(),
    };
  });
  await store.db.experience.createMany({ data: rows });
  return rows.map(({ id }) => id);
}
