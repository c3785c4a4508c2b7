/** A request to belong to an organisation, for whoever answers it, and its answer for whoever asked. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, named, saying } from '../../chat/compose.ts';
import type { Translate } from '../../chat/translate.ts';
import { button, requestRef } from './request-names.ts';

export interface Request {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  /** What they do there, in their words; empty where they did not say. */
  readonly title: string;
  readonly state: 'asked' | 'active' | 'declined' | 'left';
}

interface Words {
  readonly t: Translate;
}

export function requestCard({ t }: Words, { organisation, person, title, state }: Request): Card {
  const names = { who: person.name, organisation: organisation.name };
  const ref = requestRef(organisation.id, person.id);
  return named(t('organisation.request.title'), [
    { type: 'text', text: t(state === 'asked' ? 'organisation.request.text' : `organisation.request.${state}`, names) },
    ...(title === '' ? [] : [{ type: 'quote', text: title } as const]),
    ...(state === 'asked'
      ? [
          { type: 'note', text: t('organisation.request.means') } as const,
          ...actions([
            button(t('organisation.buttons.letIn'), 'letIn', ref, { style: 'primary' }),
            button(t('organisation.buttons.keepOut'), 'keepOut', ref),
          ]),
        ]
      : []),
  ]);
}

export const answerCard = ({ t }: Words, organisation: string, yes: boolean): Card =>
  saying(t(yes ? 'organisation.answer.yes' : 'organisation.answer.no', { organisation }));
