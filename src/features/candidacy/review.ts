/** What the form's last card shows before a candidacy is sent in. Pure. */
import type { Block } from '../../chat/card.ts';
import { headingBlocks } from '../../chat/compose.ts';
import { moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import type { Intake } from '../call/intake/service.ts';
import type { Content } from './content.ts';
import type { Experience } from './queries.ts';
import { isTaking } from './rules.ts';
import { factsOf } from './words.ts';

export interface Reviewed {
  readonly call: Intake;
  readonly experience: Experience;
  readonly content: Content;
  /** Until when a late code lets this person send in. */
  readonly late: Date | undefined;
}

export function reviewBlocks({ t }: { readonly t: Translate }, { call, experience, content, late }: Reviewed): readonly Block[] {
  const answered = call.questions.filter(({ id }) => content.answers[id] !== undefined).map(({ label }) => label);
  const facts = factsOf(t, call, { ...content, country: experience.country });
  return [
    ...headingBlocks(experience.title),
    ...(facts.length === 0 ? [] : [{ type: 'fields', fields: facts } as const]),
    ...(content.summary === '' ? [] : [{ type: 'text', text: content.summary } as const]),
    ...(answered.length === 0
      ? []
      : [{ type: 'text', text: t('candidacy.review.answered', { questions: formatList(answered, t.locale) }) } as const]),
    { type: 'note', text: t('candidacy.review.language', { language: languageName(content.locale, t.locale) }) },
    { type: 'note', text: t('candidacy.review.contacts') },
    { type: 'text', text: untilWhen(t, call, late) },
  ];
}

/** How long there is to send it in. */
export function untilWhen(t: Translate, call: Pick<Intake, 'state' | 'opensAt' | 'closesAt'>, late: Date | undefined): Text {
  const { state, opensAt, closesAt } = call;
  if (state === 'grace' && closesAt !== undefined) return t.rich('candidacy.until.grace', { at: moment(closesAt) });
  if (isTaking(call) && closesAt !== undefined)
    return t.rich('candidacy.until.closes', { at: moment(closesAt), left: moment(closesAt, 'relative') });
  if (late !== undefined) return t.rich('candidacy.until.late', { at: moment(late), left: moment(late, 'relative') });
  if (state === 'later' && opensAt !== undefined) return t.rich('candidacy.until.opens', { at: moment(opensAt) });
  return state === 'past' && closesAt !== undefined
    ? t.rich('candidacy.until.closed', { at: moment(closesAt) })
    : t('candidacy.until.none');
}
