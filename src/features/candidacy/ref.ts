/** What buttons and drafts carry about a candidacy: its id, the version that was looked at, a page of its text, its call. Pure. */
import { UserError } from '../../errors.ts';

export interface CandidacyRef {
  readonly id: string;
  /** A decision on what has changed since is refused. */
  readonly version: number;
  readonly page: number;
}

export const candidacyRef = (id: string, version: number, page = 0): string => `${id}@${version}/${page}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRef(ref: string): CandidacyRef {
  const { id, version, page } = /^(?<id>[^@/]+)@(?<version>\d{1,9})\/(?<page>\d{1,4})$/.exec(ref)?.groups ?? {};
  if (id === undefined || version === undefined) throw new UserError('candidacy.not-found');
  return { id, version: Number(version), page: Number(page ?? 0) };
}

/** The family of the forms that are made of calls. */
export const FAMILY = 'candidacy';
export const formIdOf = (callId: string): string => `${FAMILY}/${callId}`;
/** The call that a draft of this family is for. */
export const callIdOf = (form: string): string => form.slice(FAMILY.length + 1);
