/** Codes with which somebody linked their accounts. */
import { definePersonal } from '../personal.ts';

export const linkRecords = definePersonal({
  name: 'link',
  held: [{ model: 'LinkCode', column: 'personId', onErasure: 'deleted', withheld: ['hash'] }],
});
