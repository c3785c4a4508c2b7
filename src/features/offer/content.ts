/** What an offer or a need says, and which of them fit each other. Pure. */
import type { ListingRow, MatchRow } from './record.ts';

export const kinds = ['offer', 'need'] as const;
export type Kind = (typeof kinds)[number];
export const other = (kind: Kind): Kind => (kind === 'offer' ? 'need' : 'offer');

export interface Content {
  readonly title: string;
  readonly text: string;
  readonly forms: readonly string[];
  readonly themes: readonly string[];
  readonly languages: readonly string[];
  readonly regions: readonly string[];
  readonly contact: string;
  readonly until: Date;
}

export const results = ['happened', 'planned', 'nothing'] as const;
export type Result = (typeof results)[number];

/** How a match stands for the side that reads it. */
export type Standing = 'asked' | 'waiting' | 'shared' | 'declined' | 'over';

export const sayOf = (match: Pick<MatchRow, 'offerSays' | 'needSays'>, side: Kind): boolean | null =>
  side === 'offer' ? match.offerSays : match.needSays;

export function standingOf(match: MatchRow, side: Kind): Standing {
  if (match.sharedAt !== null) return 'shared';
  if (match.offerSays === false || match.needSays === false) return 'declined';
  if (match.offer.state !== 'open' || match.need.state !== 'open') return 'over';
  return sayOf(match, side) === true ? 'waiting' : 'asked';
}

export const own = (match: MatchRow, side: Kind): ListingRow => (side === 'offer' ? match.offer : match.need);
export const counterpart = (match: MatchRow, side: Kind): ListingRow => own(match, other(side));

/** A button carries the match and the side that presses it. */
export const matchRef = (id: string, side: Kind): string => `${side}/${id}`;
export function readMatchRef(ref: string): { readonly side: Kind; readonly id: string } {
  const [side, ...rest] = ref.split('/');
  return { side: side === 'need' ? 'need' : 'offer', id: rest.join('/') };
}
