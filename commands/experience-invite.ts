/** /experience invite: asks somebody to confirm that they wrote a sheet too. */

import { saying } from '../src/chat/compose.ts';
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { completeSheets, findSheet, SHEET_NAME } from '../src/features/experience/find.ts';
import { authorize } from '../src/features/experience/policy.ts';
import { inviteCoAuthor } from '../src/features/experience/service.ts';
import { completePeople, findPerson } from '../src/features/person/find/service.ts';

export const experienceInvite = defineCommand({
  name: 'experience invite',
  answers: 'private',
  options: {
    experience: { kind: 'text', required: true, max: SHEET_NAME, complete: (ctx, typed) => completeSheets(ctx, typed, 'own') },
    person: { kind: 'text', required: true, max: 100, complete: completePeople },
  },
  async run(ctx, { experience, person }) {
    authorize(ctx.actor, 'experience.invite');
    const sheet = await findSheet(ctx, experience, 'own');
    const invited = await findPerson(ctx, person);
    await inviteCoAuthor(ctx, sheet.id, invited.id);
    return show(saying(ctx.t('experience.invitation.sent', { who: invited.name, title: sheet.title })));
  },
});
