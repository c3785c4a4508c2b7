/** What buttons and drafts carry about a call: its id with the version that the person was looking at, and a part of it. Pure. */
import { UserError } from '../../errors.ts';

export interface CallRef {
  readonly id: string;
  /** A change of what has changed since is refused. */
  readonly version: number;
  /** Key of a phase or id of a question; empty for the call itself, or for a new one. */
  readonly part: string;
}

export const callRef = (id: string, version: number, part = ''): string => `${id}@${version}/${part}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRef(ref: string): CallRef {
  const { id, version, part } = /^(?<id>[^@/]+)@(?<version>\d{1,9})\/(?<part>[a-z0-9-]*)$/.exec(ref)?.groups ?? {};
  if (id === undefined || version === undefined || part === undefined) throw new UserError('call.not-found', { given: ref.slice(0, 60) });
  return { id, version: Number(version), part };
}

/** A new call that takes over what another one asks. */
const LIKE = 'like:';
export const likeRef = (id: string): string => `${LIKE}${id}`;
export const readLike = (ref: string | undefined): string | undefined =>
  ref?.startsWith(LIKE) === true ? ref.slice(LIKE.length) : undefined;
