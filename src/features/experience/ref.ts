/** What buttons and drafts carry about a sheet: its id, the revision that was looked at, and a page of its text. Pure. */
import { UserError } from '../../errors.ts';

export interface SheetRef {
  readonly id: string;
  /** What the person was looking at: a decision on a text that has changed since is refused. */
  readonly revision: number;
  readonly page: number;
}

export const sheetRef = (id: string, revision: number, page = 0): string =>
  page === 0 ? `${id}@${revision}` : `${id}@${revision}/${page}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRef(ref: string): SheetRef {
  const match = /^(?<id>[^@/]+)@(?<revision>\d{1,9})(?:\/(?<page>\d{1,4}))?$/.exec(ref);
  const { id, revision, page } = match?.groups ?? {};
  if (id === undefined || revision === undefined) throw new UserError('experience.not-found');
  return { id, revision: Number(revision), page: Number(page ?? 0) };
}
