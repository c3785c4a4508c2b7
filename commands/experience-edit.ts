/** /experience edit: opens the form on a sheet of one's own. */
import { defineCommand } from '../src/features/context.ts';
import { editExperience } from '../src/features/experience/edit.ts';
import { completeSheets, findSheet, SHEET_NAME } from '../src/features/experience/find.ts';
import { authorize, may } from '../src/features/experience/policy.ts';

export const experienceEdit = defineCommand({
  name: 'experience edit',
  answers: 'form',
  options: {
    experience: { kind: 'text', required: true, max: SHEET_NAME, complete: (ctx, typed) => completeSheets(ctx, typed, 'own') },
  },
  async run(ctx, { experience }) {
    authorize(ctx.actor, 'experience.revise');
    const scope = may(ctx.actor, 'experience.queue') ? 'readable' : 'own';
    return editExperience(ctx, (await findSheet(ctx, experience, scope)).id);
  },
});
