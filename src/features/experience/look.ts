/** Gathers what an editor needs to decide on a waiting revision. Reads only. */
import type { Database } from '../../store/store.ts';
import { viewOf } from './card.ts';
import { nearDuplicates } from './near.ts';
import { contentAt, reviewedBefore, type Sheet } from './queries.ts';
import type { UnderReview } from './review-card.ts';

export async function underReview(db: Database, sheet: Sheet, revision: number): Promise<UnderReview> {
  const content = await contentAt(db, sheet, revision);
  return {
    view: viewOf(sheet, revision, content),
    before: await reviewedBefore(db, sheet, revision),
    published: sheet.state === 'published',
    near: await nearDuplicates(db, content, sheet.id, true),
  };
}
