/** The receipt: number, when it came by our clock, and what was sent in. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, headingBlocks, short } from '../../chat/compose.ts';
import { moment } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { languageName } from '../../i18n/format.ts';
import { button } from './names.ts';
import type { WithCall } from './queries.ts';
import { candidacyRef } from './ref.ts';
import { factsOf } from './words.ts';

export const receiptCard = ({ t }: { readonly t: Translate }, { candidacy, call }: WithCall): Card => ({
  title: t('candidacy.receipt.title', { number: String(candidacy.number) }),
  blocks: [
    { type: 'text', text: t('candidacy.receipt.text', { call: call.title }) },
    ...sentBlocks(t, { candidacy, call }),
    ...actions([
      button(t('candidacy.buttons.read'), 'read', candidacyRef(candidacy.id, candidacy.version, 1)),
      button(t('candidacy.buttons.mine'), 'mine', ''),
    ]),
  ],
  fallback: t('candidacy.receipt.fallback', { number: String(candidacy.number), title: candidacy.experience.title }),
});

/** Of the summary, beside the secretariat's words; the whole of it is among what can be read. */
const EXCERPT = 400;

/** What was sent in, at a glance; the rest is a press away. */
export function sentBlocks(t: Translate, { candidacy, call }: WithCall): readonly Block[] {
  const { submittedAt, sentAt, late } = candidacy;
  const notes = [
    t('candidacy.sent.language', { language: languageName(candidacy.locale, t.locale) }),
    ...(late ? [t('candidacy.sent.late')] : []),
  ];
  return [
    ...headingBlocks(candidacy.experience.title),
    { type: 'text', text: t.rich('candidacy.sent.at', { at: moment(submittedAt) }) },
    ...(sentAt > submittedAt ? [{ type: 'text', text: t.rich('candidacy.sent.again', { at: moment(sentAt) }) } as const] : []),
    { type: 'fields', fields: factsOf(t, call, candidacy) },
    { type: 'text', text: short(candidacy.summary, EXCERPT) },
    { type: 'note', text: notes.join(' · ') },
  ];
}
