/** Which roles, groups and channels somebody is to have, and where. Pure. */
import type { Place, PlaceBinding } from '../../chat/platform.ts';

export interface Account {
  readonly platform: string;
  readonly workspace: string;
  readonly externalId: string;
}
/** One place of one account. */
export interface Due extends Account, Place {}

/** In a binding this stands for every category. */
export const EVERY = 'member';

/** `categories`: of the memberships that somebody speaks for now; empty for somebody who speaks for none. */
export function dueFor(
  accounts: readonly Account[],
  categories: readonly string[],
  bindingsOf: (platform: string) => readonly PlaceBinding[],
): readonly Due[] {
  const all = accounts.flatMap((account) =>
    bindingsOf(account.platform)
      .filter(({ category }) => categories.includes(category) || (category === EVERY && categories.length > 0))
      // A binding that names no workspace is for the one in which somebody was seen last.
      .map(({ workspace = account.workspace, kind, id }): Due => ({ ...account, workspace, kind, id })),
  );
  return [...new Map(all.map((due) => [keyOf(due), due])).values()];
}

export const keyOf = ({ platform, workspace, externalId, kind, id }: Due): string =>
  JSON.stringify([platform, workspace, externalId, kind, id]);
