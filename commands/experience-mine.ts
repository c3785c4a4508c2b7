/** /experience mine: the sheets that somebody wrote, and how they stand. */
import { defineCommand } from '../src/features/context.ts';
import { listMine } from '../src/features/experience/actions.ts';

export const experienceMine = defineCommand({
  name: 'experience mine',
  answers: 'private',
  options: {},
  run: (ctx) => listMine(ctx, 0),
});
