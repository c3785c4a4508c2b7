/** Codes with which somebody linked their accounts. */
import { definePersonal } from '../personal.ts';

export const linkRecords = definePersonal({
  name: 'link',
  held: [
    { model: 'LinkCode', column: 'personId', onErasure: 'deleted', withheld: ['hash'], onLink: 'stays' },
    { model: 'PersonMerge', column: 'toId', onErasure: 'deleted', withheld: ['moved'] },
    { model: 'PersonMerge', column: 'fromId', onErasure: 'deleted', withheld: ['moved'], onLink: 'stays' },
  ],
});
