/** /organisation leave: no longer to speak for it; asked once more first. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { nameFor } from '../src/features/organisation/names.ts';
import { leaveCard } from '../src/features/organisation/own/card.ts';
import { completeOwn, findOwn, ORGANISATION_NAME } from '../src/features/organisation/own/find.ts';

export const organisationLeave = defineCommand({
  name: 'organisation leave',
  answers: 'private',
  options: { organisation: { kind: 'text', required: false, max: ORGANISATION_NAME, complete: completeOwn } },
  async run(ctx, { organisation }) {
    const own = await findOwn(ctx, organisation);
    return show(leaveCard(ctx, own.id, nameFor(own, ctx.locale)));
  },
});
