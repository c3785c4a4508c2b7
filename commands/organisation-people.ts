/** /organisation people: who speaks for it, who asks to, and who was asked. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { completeOwn, findOwn, ORGANISATION_NAME } from '../src/features/organisation/own/find.ts';
import { peopleCardOf } from '../src/features/organisation/own/look.ts';

export const organisationPeople = defineCommand({
  name: 'organisation people',
  answers: 'private',
  options: { organisation: { kind: 'text', required: false, max: ORGANISATION_NAME, complete: completeOwn } },
  run: async (ctx, { organisation }) => show(await peopleCardOf(ctx, await findOwn(ctx, organisation))),
});
