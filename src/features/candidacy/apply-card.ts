/** Where a candidacy begins: which experience, or why not now. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Intake } from '../call/intake/service.ts';
import { actionNames, button } from './names.ts';
import type { Experience } from './queries.ts';
import { untilWhen } from './review.ts';

interface Words {
  readonly t: Translate;
}

/** As many as a select holds on every platform. */
export const CHOICES = 25;
/** A select's option on every platform. */
const OPTION = 70;

export const chooseCard = ({ t }: Words, call: Intake, experiences: readonly Experience[], late: Date | undefined): Card => ({
  title: t('candidacy.choose.title'),
  blocks: [
    { type: 'text', text: call.title },
    { type: 'text', text: untilWhen(t, call, late) },
    { type: 'text', text: t(experiences.length === 0 ? 'candidacy.choose.none' : 'candidacy.choose.text') },
    ...(experiences.length === 0
      ? []
      : actions([
          {
            type: 'select',
            placeholder: t('candidacy.choose.select'),
            action: { name: actionNames.begin, id: call.id },
            options: experiences
              .slice(0, CHOICES)
              .map(({ id, number, title }) => ({ value: id, label: `${short(title, OPTION - 8)} (${number})` })),
          },
        ])),
    ...actions([{ type: 'button', label: t('candidacy.buttons.describe'), action: commandAction('experience submit') }]),
    ...(experiences.length > CHOICES ? [{ type: 'note', text: t('candidacy.choose.more', { shown: CHOICES }) } as const] : []),
  ],
});

/** Nothing that was begun is lost; a late code opens the door again. */
export const closedCard = ({ t }: Words, call: Intake): Card => ({
  title: call.title,
  blocks: [
    { type: 'text', text: untilWhen(t, call, undefined) },
    ...(call.state === 'past' ? [{ type: 'text', text: t('candidacy.closed.kept') } as const] : []),
    ...actions([
      ...(call.state === 'past' ? [button(t('candidacy.buttons.lateCode'), 'useLateCode', '')] : []),
      button(t('candidacy.buttons.mine'), 'mine', ''),
    ]),
  ],
});
