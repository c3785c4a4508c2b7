/** Before a call is opened: what contradicts itself, the dates as they will be told, what goes where. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { findingBlocks, sayIn, timetable } from './card.ts';
import { missingBlocks, spanBlocks } from './form/review.ts';
import { button } from './names.ts';
import type { Reach } from './notices.ts';
import { type Call, submissionOf } from './queries.ts';
import { callRef } from './ref.ts';
import { type Finding, refusals } from './rules.ts';

export function openingCard(
  t: Translate,
  call: Call,
  findings: readonly Finding[],
  reach: Reach,
  missing: readonly string[],
  now: Date,
): Card {
  const impossible = refusals(findings).length > 0;
  const submission = submissionOf(call);
  const leaving: readonly Block[] = impossible
    ? [{ type: 'text', text: t('call.opening.not') }, ...actions([button(t('call.buttons.fix'), 'desk', call.id, { style: 'primary' })])]
    : [
        { type: 'text', text: t('call.opening.leaving', { ...reach }) },
        ...actions([
          button(t('call.buttons.openNow'), 'openNow', callRef(call.id, call.version), { style: 'primary' }),
          button(t('call.buttons.fix'), 'desk', call.id),
        ]),
      ];
  return named(t('call.opening.title'), [
    { type: 'text', text: strong(sayIn(t, call)(call.titles)) },
    ...findingBlocks(t, call, findings, t('call.check.nothing'), 6),
    ...(submission ? spanBlocks(t, submission, call.timeZone) : []),
    ...timetable(t, call, now),
    ...missingBlocks(t, missing, call.locale),
    ...leaving,
  ]);
}
