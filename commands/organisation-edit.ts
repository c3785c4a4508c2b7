/** /organisation edit: what it says of itself in public, what it needs and offers. */
import { defineCommand } from '../src/features/context.ts';
import { completeOwn, findOwn, ORGANISATION_NAME } from '../src/features/organisation/own/find.ts';
import { editReply } from '../src/features/organisation/own/form.ts';

export const organisationEdit = defineCommand({
  name: 'organisation edit',
  answers: 'form',
  options: { organisation: { kind: 'text', required: false, max: ORGANISATION_NAME, complete: completeOwn } },
  run: async (ctx, { organisation }) => editReply(ctx, await findOwn(ctx, organisation)),
});
