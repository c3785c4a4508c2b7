/** Forms that somebody has begun. */
import { definePersonal } from '../personal.ts';

export const draftRecords = definePersonal({
  name: 'draft',
  held: [{ model: 'Draft', column: 'personId', onErasure: 'deleted' }],
});
