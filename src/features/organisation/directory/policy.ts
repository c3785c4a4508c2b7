/** Who may look into the directory: everybody, since only what was agreed to stands in it. */
import { defineRights } from '../../rights.ts';

export const { table, authorize } = defineRights({ 'directory.search': 'guest' });
