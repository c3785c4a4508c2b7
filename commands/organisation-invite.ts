/** /organisation invite: asks somebody to speak for it too. */
import { saying } from '../src/chat/compose.ts';
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { nameFor } from '../src/features/organisation/names.ts';
import { completeOwn, findOwn, ORGANISATION_NAME } from '../src/features/organisation/own/find.ts';
import { inviteTo } from '../src/features/organisation/own/service.ts';
import { completePeople, findPerson } from '../src/features/person/find/service.ts';

export const organisationInvite = defineCommand({
  name: 'organisation invite',
  answers: 'private',
  options: {
    person: { kind: 'text', required: true, max: 100, complete: completePeople },
    organisation: { kind: 'text', required: false, max: ORGANISATION_NAME, complete: completeOwn },
  },
  async run(ctx, { person, organisation }) {
    const own = await findOwn(ctx, organisation);
    const { id, name } = await findPerson(ctx, person);
    await inviteTo(ctx, own.id, id);
    return show(saying(ctx.t('organisation.offer.seat.sent', { who: name, organisation: nameFor(own, ctx.locale) })));
  },
});
