/** Entries of the knowledge base that somebody looks after. */
import { definePersonal } from '../personal.ts';

export const knowledgeRecords = definePersonal({
  name: 'knowledge',
  held: [{ model: 'KnowledgeEntry', column: 'ownerId', onErasure: 'kept', withheld: ['seedHash'] }],
});
