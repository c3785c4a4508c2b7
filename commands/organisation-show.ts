/** /organisation show: one's own organisation, what it says and how it stands. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { completeOwn, findOwn, ORGANISATION_NAME } from '../src/features/organisation/own/find.ts';
import { ownCard } from '../src/features/organisation/own/look.ts';

export const organisationShow = defineCommand({
  name: 'organisation show',
  answers: 'private',
  byDefault: true,
  options: { organisation: { kind: 'text', required: false, max: ORGANISATION_NAME, complete: completeOwn } },
  run: async (ctx, { organisation }) => show(await ownCard(ctx, await findOwn(ctx, organisation))),
});
