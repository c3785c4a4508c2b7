/** /experience withdraw: asks once more, then takes a sheet of one's own back. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { withdrawCard } from '../src/features/experience/card.ts';
import { completeSheets, findSheet, SHEET_NAME } from '../src/features/experience/find.ts';
import { authorizeOwn, may } from '../src/features/experience/policy.ts';

export const experienceWithdraw = defineCommand({
  name: 'experience withdraw',
  answers: 'private',
  options: {
    experience: { kind: 'text', required: true, max: SHEET_NAME, complete: (ctx, typed) => completeSheets(ctx, typed, 'own') },
  },
  async run(ctx, { experience }) {
    const sheet = await findSheet(ctx, experience, may(ctx.actor, 'experience.reviewOwn') ? 'readable' : 'own');
    authorizeOwn(ctx.actor, 'experience.withdraw', sheet);
    return show(withdrawCard(ctx, sheet.id, sheet.title));
  },
});
