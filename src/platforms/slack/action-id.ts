/** What a control carries through Slack and back: unique in its view, and readable after a restart. */
import { type ActionRef, decodeRef, encodeRef } from '../../chat/card.ts';

export type Pressed =
  | { readonly type: 'action'; readonly ref: ActionRef }
  | { readonly type: 'back' }
  | { readonly type: 'resume'; readonly draft: string; readonly sheet: string | undefined }
  /** A link opens by itself; Slack tells us all the same. */
  | { readonly type: 'link' };

/** `at` is the control's number in its card: two controls may do the same thing, but not have the same id. */
export const actionId = (at: number, ref: ActionRef): string => `${at}|${encodeRef(ref)}`;
export const linkId = (at: number): string => `link|${at}`;
export const backId = 'back|';
export const resumeId = (draft: string, sheet: string): string => `resume|${draft}|${sheet}`;

export function readActionId(id: string): Pressed {
  const at = id.indexOf('|');
  const kind = at < 0 ? '' : id.slice(0, at);
  const rest = id.slice(at + 1);
  if (kind === 'link') return { type: 'link' };
  if (kind === 'back') return { type: 'back' };
  if (kind === 'resume') {
    const [draft = '', sheet] = rest.split('|');
    return { type: 'resume', draft, sheet: sheet === '' ? undefined : sheet };
  }
  return { type: 'action', ref: decodeRef(rest) };
}
