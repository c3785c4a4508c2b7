/** What buttons and drafts carry about an application: its id, the version that was looked at, and a page or a record. Pure. */
import { UserError } from '../../errors.ts';

export interface ApplicationRef {
  readonly id: string;
  /** A decision on what has changed since is refused. */
  readonly version: number;
  /** A page of its text, or the id of an organisation. */
  readonly more: string;
}

export const applicationRef = (id: string, version: number, more: string | number = ''): string => `${id}@${version}/${more}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRef(ref: string): ApplicationRef {
  const { id, version, more } = /^(?<id>[^@/]+)@(?<version>\d{1,9})\/(?<more>[^@/]*)$/.exec(ref)?.groups ?? {};
  if (id === undefined || version === undefined) throw new UserError('application.not-found');
  return { id, version: Number(version), more: more ?? '' };
}

/** What a form's draft is about: an organisation that is there, or an application that was sent in. */
export const organisationSubject = (id: string): string => `organisation:${id}`;
export const applicationSubject = (id: string): string => `application:${id}`;

export function readSubject(subject: string | undefined): { readonly organisation?: string; readonly application?: string } {
  const [what, id] = (subject ?? '').split(':');
  if (!id) return {};
  return what === 'application' ? { application: id } : what === 'organisation' ? { organisation: id } : {};
}
