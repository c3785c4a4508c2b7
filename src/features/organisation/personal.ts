/** Organisations that somebody works in, and how to reach them there. The organisation stays without them. */
import { definePersonal } from '../personal.ts';
import { absorbSeats, eraseContacts } from './seats/service.ts';

export const organisationRecords = definePersonal({
  name: 'organisation',
  held: [
    { model: 'OrganisationPerson', column: 'personId', onErasure: 'deleted' },
    { model: 'OrganisationPerson', column: 'decidedBy', onErasure: 'kept', emptied: { decidedBy: '' }, withheld: ['title'] },
    { model: 'OrganisationOffer', column: 'personId', onErasure: 'deleted' },
    { model: 'OrganisationOffer', column: 'byId', onErasure: 'kept' },
    { model: 'Contact', column: 'personId', onErasure: 'deleted' },
  ],
  absorb: (_ctx, tx, from, to) => absorbSeats(tx, from, to),
  erase: (_ctx, tx, persons) => eraseContacts(tx, persons),
});
