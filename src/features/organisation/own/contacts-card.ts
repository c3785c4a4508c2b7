/** Whom to reach at an organisation: for its own people and for the secretariat. Pure. */
import type { Card } from '../../../chat/card.ts';
import { named, short } from '../../../chat/compose.ts';
import { strong } from '../../../chat/text.ts';
import type { Translate } from '../../../chat/translate.ts';
import type { ContactContent } from '../content.ts';

const SHOWN = 8;
const TEXT = 80;

export function contactsCard({ t }: { readonly t: Translate }, organisation: string, contacts: readonly ContactContent[]): Card {
  const more = contacts.length - SHOWN;
  return named(t('organisation.contacts.title', { organisation }), [
    ...(contacts.length === 0
      ? [{ type: 'text', text: t('organisation.contacts.nobody') } as const]
      : [{ type: 'list', items: contacts.slice(0, SHOWN).map(lineOf) } as const]),
    ...(more > 0 ? [{ type: 'note', text: t('organisation.contacts.more', { count: more }) } as const] : []),
    { type: 'note', text: t('organisation.contacts.private') },
  ]);
}

function lineOf({ name, role, email, phone }: ContactContent) {
  const [first = '', ...rest] = [name, role, email, phone].filter((part) => part !== '').map((part) => short(part, TEXT));
  return [strong(first), rest.map((part) => ` · ${part}`).join('')];
}
