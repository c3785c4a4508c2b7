/** What somebody asked, in their own words. */
import { definePersonal } from '../personal.ts';

export const questionRecords = definePersonal({
  name: 'question',
  held: [{ model: 'Question', column: 'personId', onErasure: 'deleted', withheld: ['candidates', 'confidence'] }],
});
