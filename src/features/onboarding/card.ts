/** The greeting, the card that stands in the welcome channel, and what is said once the first steps are done. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, named, saying } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { NetworkWords } from '../network/service.ts';
import { button, ONESELF } from './names.ts';

/** What the network is, what Agora does, three things to do. */
export const welcomeCard = (t: Translate, network: NetworkWords): Card =>
  named(t('onboarding.welcome.title'), [
    ...about(network),
    { type: 'text', text: t('onboarding.welcome.agora') },
    ...actions([
      button(t('onboarding.buttons.begin'), 'begin', ONESELF, { style: 'primary' }),
      { type: 'button', label: t('onboarding.buttons.search'), action: commandAction('experience search') },
      { type: 'button', label: t('onboarding.buttons.agenda'), action: commandAction('agenda') },
    ]),
    // In all the languages, for whoever cannot read this one.
    ...actions([{ type: 'button', label: t('onboarding.buttons.language'), action: commandAction('language') }]),
    { type: 'note', text: t('onboarding.welcome.again') },
  ]);

/** For everybody who comes by, in the channel's language. */
export const doorCard = (t: Translate, network: NetworkWords): Card =>
  named(t('onboarding.door.title'), [
    ...about(network),
    { type: 'text', text: t('onboarding.door.text') },
    ...actions([button(t('onboarding.buttons.open'), 'open', ONESELF, { style: 'primary' })]),
  ]);

export interface Finished {
  /** The address to which a mail to confirm it has just left. */
  readonly confirmation: string | undefined;
  /** Their organisation is not in the records yet. */
  readonly apply: boolean;
}

export const finishedCard = (t: Translate, said: readonly Text[], { confirmation, apply }: Finished): Card => ({
  title: t('onboarding.finished.title'),
  blocks: [
    ...(confirmation === undefined
      ? []
      : [{ type: 'text', text: t.rich('subscription.mailSent', { address: strong(confirmation) }) } as const]),
    { type: 'list', items: said },
    ...actions([
      ...(apply
        ? [{ type: 'button', label: t('onboarding.buttons.apply'), action: commandAction('join'), style: 'primary' } as const]
        : []),
      { type: 'button', label: t('onboarding.buttons.search'), action: commandAction('experience search') },
      { type: 'button', label: t('onboarding.buttons.agenda'), action: commandAction('agenda') },
      { type: 'button', label: t('onboarding.buttons.change'), action: commandAction('subscribe') },
    ]),
  ],
});

export const stoppedCard = (t: Translate): Card => saying(t('onboarding.stopped'));

const about = ({ name, about: words }: NetworkWords) =>
  name === '' ? [] : [{ type: 'text', text: words === '' ? strong(name) : [strong(name), `. ${words}`] } as const];
