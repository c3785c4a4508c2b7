/** Applications that somebody sent in or decided on. They stay with the organisation, without them and without the contacts in it. */
import { definePersonal } from '../personal.ts';
import { withdrawApplications } from './applicant/service.ts';

export const membershipRecords = definePersonal({
  name: 'membership',
  held: [
    { model: 'Application', column: 'applicantId', onErasure: 'kept', emptied: { contacts: [] } },
    { model: 'Application', column: 'decidedById', onErasure: 'kept', withheld: ['contacts', 'answers'] },
  ],
  erase: (ctx, tx, persons) => withdrawApplications(ctx, tx, persons),
});
