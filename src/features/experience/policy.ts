/** Who may do what with experiences: by role, and by what they are to the sheet. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { atLeast } from '../person/roles.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'experience.search': 'guest',
  'experience.show': 'guest',
  'experience.submit': 'member',
  'experience.mine': 'member',
  'experience.revise': 'member',
  'experience.withdraw': 'member',
  'experience.invite': 'member',
  'experience.answerInvitation': 'guest',
  'experience.queue': 'editor',
  'experience.publish': 'editor',
  'experience.requestChanges': 'editor',
  'experience.decline': 'editor',
  'experience.reviewOwn': 'secretariat',
});

/** What the rules below need to know of a sheet. */
export interface Authored {
  readonly ownerId: string | null;
  readonly coAuthors: readonly { readonly personId: string; readonly state: string }[];
}

/** The owner and everyone who confirmed that they wrote it too. */
export const authorsOf = (sheet: Authored): readonly string[] => [
  ...(sheet.ownerId === null ? [] : [sheet.ownerId]),
  ...sheet.coAuthors.filter((author) => author.state === 'confirmed').map((author) => author.personId),
];

export const isAuthor = (actor: Pick<Actor, 'id'>, sheet: Authored): boolean => authorsOf(sheet).includes(actor.id);

/** Four eyes: an editor does not decide alone on a sheet of their own. The secretariat answers for the whole and may. */
export const mayReview = (actor: Actor, sheet: Authored): boolean =>
  may(actor, 'experience.publish') && (!isAuthor(actor, sheet) || may(actor, 'experience.reviewOwn'));

export const mayEdit = (actor: Actor, sheet: Authored): boolean =>
  may(actor, 'experience.revise') && (isAuthor(actor, sheet) || atLeast(actor.role, 'editor'));

/** Published sheets are for everyone; what is not published is for those who wrote it and those who review it. */
export const maySee = (actor: Actor, sheet: Authored & { readonly state: string }): boolean =>
  sheet.state === 'published' || isAuthor(actor, sheet) || may(actor, 'experience.queue');

/** @throws UserError not-yours, or own-review where it is the reviewer's own */
export function authorizeReview(
  actor: Actor,
  action: 'experience.publish' | 'experience.requestChanges' | 'experience.decline',
  sheet: Authored,
): void {
  authorize(actor, action);
  if (!mayReview(actor, sheet)) throw new UserError('experience.own-review');
}

/** @throws UserError not-yours */
export function authorizeEdit(actor: Actor, sheet: Authored): void {
  authorize(actor, 'experience.revise');
  if (!mayEdit(actor, sheet)) throw new UserError('experience.not-yours');
}

/** Withdrawing and inviting are the authors' own; the secretariat may do it for them. */
export const mayDispose = (actor: Actor, sheet: Authored): boolean => isAuthor(actor, sheet) || atLeast(actor.role, 'secretariat');

/** @throws UserError not-yours */
export function authorizeOwn(actor: Actor, action: 'experience.withdraw' | 'experience.invite', sheet: Authored): void {
  authorize(actor, action);
  if (!mayDispose(actor, sheet)) throw new UserError('experience.not-yours');
}
