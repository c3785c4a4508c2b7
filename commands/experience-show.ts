/** /experience show: one sheet, by its title or number. */
import { defineCommand } from '../src/features/context.ts';
import { showing } from '../src/features/experience/actions.ts';
import { completeSheets, findSheet, SHEET_NAME } from '../src/features/experience/find.ts';
import { authorize } from '../src/features/experience/policy.ts';

export const experienceShow = defineCommand({
  name: 'experience show',
  answers: 'private',
  options: {
    experience: { kind: 'text', required: true, max: SHEET_NAME, complete: (ctx, typed) => completeSheets(ctx, typed, 'readable') },
  },
  async run(ctx, { experience }) {
    authorize(ctx.actor, 'experience.show');
    return showing(ctx, await findSheet(ctx, experience, 'readable'));
  },
});
