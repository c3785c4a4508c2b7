/** What buttons and drafts carry about an event: an id with its version, or with a page. Pure. */
import { UserError } from '../../errors.ts';

export interface EventRef {
  readonly id: string;
  /** What the person was looking at: a change of what has changed since is refused. */
  readonly version: number;
}

export const eventRef = (id: string, version: number): string => `${id}@${version}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRef(ref: string): EventRef {
  const { id, version } = /^(?<id>[^@/]+)@(?<version>\d{1,9})$/.exec(ref)?.groups ?? {};
  if (id === undefined || version === undefined) throw new UserError('event.not-found');
  return { id, version: Number(version) };
}

/** `<id>/<n>` */
export function readNumbered(ref: string): { readonly id: string; readonly n: number } {
  const at = ref.lastIndexOf('/');
  return at < 0 ? { id: ref, n: 0 } : { id: ref.slice(0, at), n: Number(ref.slice(at + 1)) || 0 };
}
