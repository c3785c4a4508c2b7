/** What a change would make impossible, said beside the date that was typed, so that it can be put right there. Pure. */
import type { Problem } from '../../../chat/form.ts';
import type { Translate } from '../../../chat/translate.ts';
import { findingLine } from '../card.ts';
import type { Call } from '../queries.ts';
import { newFindings, refusals } from '../rules.ts';

/**
 * Of a call that is open everything that cannot be, apart from what was so before; a draft may contradict itself while
 * its dates are being moved one by one, and is checked as a whole when it is opened.
 */
export function contradictions(t: Translate, before: Call, after: Call, field: string): readonly Problem[] {
  if (before.state !== 'open') return [];
  return refusals(newFindings(before, after))
    .slice(0, 1)
    .map((finding) => ({ field, code: 'call.contradiction', args: { what: findingLine(t, after, finding) } }));
}
