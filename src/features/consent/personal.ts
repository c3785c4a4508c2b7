/** What somebody agreed to, for themselves or for their organisation. */
import { definePersonal } from '../personal.ts';

export const consentRecords = definePersonal({
  name: 'consent',
  held: [
    { model: 'Consent', column: 'personId', onErasure: 'deleted' },
    { model: 'Consent', column: 'givenById', onErasure: 'kept' },
  ],
});
