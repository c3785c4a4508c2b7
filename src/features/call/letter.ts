/** What channels and people are told of a call, as cards: it is open, it closes at another time. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { beginning } from '../../chat/pages.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatMoment } from '../../i18n/format.ts';
import { linkButtons, sayIn, standing } from './card.ts';
import { button } from './names.ts';
import { type Call, type Phase, submissionOf } from './queries.ts';

/** A channel stays readable; the rest of a long text is a press away. */
const SHORT = 700;
const RULES = 400;

/** In every channel for awards. */
export const postedCard = (t: Translate, call: Call, now: Date): Card => ({
  ...named(sayIn(t, call)(call.titles), body(t, call, now)),
  fallback: t('call.opened.fallback', { call: sayIn(t, call)(call.titles) }),
});

export const openedCard = (t: Translate, call: Call, now: Date): Card => ({
  title: t('call.opened.title'),
  blocks: [{ type: 'text', text: strong(sayIn(t, call)(call.titles)) }, ...body(t, call, now)],
  fallback: t('call.opened.fallback', { call: sayIn(t, call)(call.titles) }),
});

function body(t: Translate, call: Call, now: Date): readonly Block[] {
  const say = sayIn(t, call);
  const [text, rules] = [beginning(say(call.texts), SHORT).text, beginning(say(call.eligibility), RULES).text];
  return [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    { type: 'text', text: standing(t, call, now) },
    ...closingInItsZone(t, call),
    ...(rules === '' ? [] : [{ type: 'note', text: `${t('call.eligibility')} ${rules}` } as const]),
    ...actions([button(t('call.buttons.details'), 'show', call.id, { style: 'primary' }), ...linkButtons(t, call)]),
  ];
}

/** As the clocks of the call's zone show it, so that nobody has to work it out. */
function closingInItsZone(t: Translate, call: Call): readonly Block[] {
  const closesAt = submissionOf(call)?.closesAt ?? null;
  if (closesAt === null || call.state !== 'open') return [];
  return [{ type: 'note', text: t('call.zone', { when: formatMoment(closesAt, t.locale, call.timeZone) }) }];
}

export interface Moved {
  /** What this reader knew. */
  readonly from: Date;
  readonly to: Date;
  /** In the secretariat's words; empty for none. */
  readonly reason: string;
}

export function movedCard(t: Translate, call: Call, phase: Phase, { from, to, reason }: Moved): Card {
  const say = sayIn(t, call);
  const args = { call: say(call.titles), phase: say(phase.titles) };
  const what = to > from ? 'later' : 'earlier';
  return {
    title: t(`call.moved.${what}`),
    blocks: [
      { type: 'text', text: t.rich('call.moved.text', { call: strong(args.call), phase: args.phase }) },
      {
        type: 'fields',
        fields: [
          { label: t('call.moved.before'), value: moment(from) },
          { label: t('call.moved.now'), value: moment(to) },
        ],
      },
      { type: 'note', text: t('call.zone', { when: formatMoment(to, t.locale, call.timeZone) }) },
      ...(reason === '' ? [] : [{ type: 'quote', text: reason } as const]),
      ...actions([button(t('call.buttons.details'), 'show', call.id)]),
    ],
    fallback: `${t(`call.moved.${what}`)}: ${args.call}`,
  };
}
