/** What somebody did, and what was done about them. What was done stays on record; who they were does not. */
import { definePersonal } from '../personal.ts';
import { forgetInAudit } from './service.ts';

export const auditRecords = definePersonal({
  name: 'audit',
  held: [{ model: 'AuditEntry', column: 'actor', onErasure: 'kept', emptied: { actor: 'erased' }, onLink: 'stays' }],
  erase: (_ctx, tx, persons) => forgetInAudit(tx, persons),
});
