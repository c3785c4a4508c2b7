/** /award apply: puts an experience of one's own to the current edition, page by page. */
import { completeCalls } from '../src/features/call/actions.ts';
import { applyReply, callFor } from '../src/features/candidacy/apply.ts';
import { authorize } from '../src/features/candidacy/policy.ts';
import { defineCommand } from '../src/features/context.ts';
import { completeSheets, findSheet, SHEET_NAME } from '../src/features/experience/find.ts';

export const awardApply = defineCommand({
  name: 'award apply',
  answers: 'form',
  options: {
    experience: { kind: 'text', required: false, max: SHEET_NAME, complete: (ctx, typed) => completeSheets(ctx, typed, 'own') },
    call: { kind: 'text', required: false, max: 60, complete: completeCalls },
  },
  async run(ctx, { experience, call }) {
    authorize(ctx.actor, 'candidacy.apply');
    const found = await callFor(ctx, call);
    return applyReply(ctx, found, experience === undefined ? undefined : (await findSheet(ctx, experience, 'own')).id);
  },
});
