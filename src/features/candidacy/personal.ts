/** What somebody put to a call, and what they decided on others'. A candidacy that was sent in stays in its edition, without its contacts. */
import { definePersonal } from '../personal.ts';

export const candidacyRecords = definePersonal({
  name: 'candidacy',
  held: [
    { model: 'Candidacy', column: 'ownerId', onErasure: 'kept', emptied: { contacts: '' } },
    { model: 'Candidacy', column: 'decidedBy', onErasure: 'kept', emptied: { decidedBy: '' }, withheld: ['contacts', 'answers'] },
    { model: 'LateCode', column: 'personId', onErasure: 'deleted', withheld: ['hash'] },
  ],
});
