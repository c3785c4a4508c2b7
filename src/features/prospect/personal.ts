/** Organisations that somebody suggested or decided on. They stay, without them; a contact there is its own person's. */
import { definePersonal } from '../personal.ts';
import { eraseContacts } from './contact/service.ts';

const others = ['token', 'letter', 'contactName', 'contactEmail', 'bounceReason', 'notThese'] as const;

export const prospectRecords = definePersonal({
  name: 'prospect',
  held: [
    { model: 'Prospect', column: 'suggestedById', onErasure: 'kept', withheld: [...others] },
    { model: 'Prospect', column: 'decidedById', onErasure: 'kept', withheld: [...others, 'why'] },
  ],
  erase: (_ctx, tx, persons) => eraseContacts(tx, persons),
});
