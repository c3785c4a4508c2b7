/** Who may look at the agenda: everybody. */
import { defineRights } from '../rights.ts';

export const { table, authorize } = defineRights({ 'agenda.show': 'guest' });
