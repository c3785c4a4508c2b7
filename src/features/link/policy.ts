/** Who may join their accounts. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({ 'link.start': 'guest', 'link.use': 'guest', 'link.undo': 'guest' });
