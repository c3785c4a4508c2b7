/** Copies and erasures that somebody asked for. */
import { definePersonal } from '../personal.ts';

export const privacyRecords = definePersonal({
  name: 'privacy',
  held: [
    { model: 'DataExport', column: 'personId', onErasure: 'deleted', withheld: ['hash'] },
    { model: 'Erasure', column: 'personId', onErasure: 'remembered' },
  ],
});
