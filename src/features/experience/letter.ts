/** What authors are told, as cards: received, published, asked for changes, declined, invited. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { overview, type View } from './card.ts';
import { button } from './names.ts';
import type { Decision } from './queries.ts';
import { completeness } from './rules.ts';
import { completenessOf, type Words } from './words.ts';

export const receivedCard = (words: Words, { id, content }: View): Card => ({
  title: words.t('experience.received.title'),
  blocks: [
    { type: 'text', text: words.t('experience.received.text', { title: content.title }) },
    { type: 'note', text: completenessOf(words, completeness(content)) },
    ...actions([button(words.t('experience.buttons.show'), 'show', id), button(words.t('experience.buttons.edit'), 'edit', id)]),
  ],
});

export const yoursPublishedCard = ({ t }: Words, { id, number, content }: View): Card => ({
  title: t('experience.yours.title'),
  blocks: [
    { type: 'text', text: t('experience.yours.text', { title: content.title, number: String(number) }) },
    ...actions([button(t('experience.buttons.show'), 'show', id)]),
  ],
});

/** The editor's words as they wrote them, and the way straight to the part that they mean. */
export const changesCard = ({ t }: Words, { content }: View, decision: Decision): Card => ({
  title: t('experience.changes.title'),
  blocks: [
    { type: 'text', text: t('experience.changes.text', { title: content.title, who: decision.by?.name ?? t('experience.someone') }) },
    { type: 'quote', text: decision.comment },
    ...(decision.page === ''
      ? []
      : [{ type: 'note', text: t('experience.changes.part', { part: t(`forms.experience.pages.${decision.page}`) }) } as const]),
    ...actions([button(t('experience.buttons.fix'), 'fix', decision.id, { style: 'primary' })]),
  ],
});

export const declinedCard = ({ t }: Words, { id, content }: View, decision: Decision, staysPublished: boolean): Card => ({
  title: t('experience.declined.title'),
  blocks: [
    {
      type: 'text',
      text: t(staysPublished ? 'experience.declined.revision' : 'experience.declined.text', {
        title: content.title,
        who: decision.by?.name ?? t('experience.someone'),
      }),
    },
    { type: 'quote', text: decision.comment },
    ...actions([button(t('experience.buttons.show'), 'show', id)]),
  ],
});

export const invitationCard = (words: Words, { id, content }: View, by: string): Card => ({
  title: words.t('experience.invitation.title'),
  blocks: [
    { type: 'text', text: words.t('experience.invitation.text', { by, title: content.title }) },
    ...overview(words, content),
    ...actions([
      button(words.t('experience.invitation.yes'), 'accept', id, { style: 'primary' }),
      button(words.t('experience.invitation.no'), 'refuse', id),
    ]),
  ],
});
