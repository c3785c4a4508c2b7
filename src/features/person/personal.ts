/** Who somebody is to the bot: their accounts, language and zone. Last in the registry, since all else leads to it. */
import { definePersonal } from '../personal.ts';

export const personRecords = definePersonal({
  name: 'person',
  held: [
    { model: 'Identity', column: 'personId', onErasure: 'deleted' },
    { model: 'Person', column: 'mergedIntoId', onErasure: 'deleted' },
    { model: 'Person', column: 'id', onErasure: 'deleted' },
  ],
});
