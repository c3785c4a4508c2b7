/** The one error boundary: an expected refusal is said plainly; anything else is logged under a reference that the person can pass on. */
import { customAlphabet } from 'nanoid';
import type { Card } from '../chat/card.ts';
import type { Envelope, Outcome } from '../chat/platform.ts';
import type { Translate } from '../chat/translate.ts';
import { UserError } from '../errors.ts';
import type { Log } from '../log.ts';

/** Without the letters and digits that are taken for one another. */
const reference = customAlphabet('3479ACDEFHJKMNPRTVWXY', 4);

/** Nobody reads an answer to these; a list of suggestions that stays empty is answer enough. */
const isSilent = ({ inbound }: Envelope): boolean => inbound.type === 'complete' || inbound.type === 'complete.field';

/** A word to somebody who asks faster than they can be answered. */
export const tooMany = (envelope: Envelope, t: Translate): Outcome =>
  isSilent(envelope) ? noChoices : privately({ blocks: [{ type: 'text', text: t('router.busy') }] });

export function troubled(error: unknown, envelope: Envelope, t: Translate, log: Log): Outcome {
  const silent = isSilent(envelope);
  if (error instanceof UserError)
    return silent ? noChoices : privately({ blocks: [{ type: 'text', text: t(`errors.${error.code}`, error.args) }] });
  const ref = reference();
  log.error(
    { err: error, envelope: envelope.id, ref, inbound: envelope.inbound.type, platform: envelope.from.platform },
    'a handler failed',
  );
  if (silent) return noChoices;
  return privately({ title: t('router.trouble.title', { ref }), blocks: [{ type: 'text', text: t('router.trouble.text') }] });
}

export const privately = (card: Card, replace = false): Outcome => ({ type: 'card', card, privately: true, replace });
const noChoices: Outcome = { type: 'choices', choices: [] };
