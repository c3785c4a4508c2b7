/** /knowledge show: one entry, with what can be done with it. */
import { defineCommand } from '../src/features/context.ts';
import { completeEntries, deskOf, ENTRY_NAME, findEntry } from '../src/features/knowledge/desk.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeShow = defineCommand({
  name: 'knowledge show',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'knowledge.read'),
  options: { entry: { kind: 'text', required: true, max: ENTRY_NAME, complete: completeEntries } },
  run: async (ctx, { entry }) => deskOf(ctx, (await findEntry(ctx, entry)).id),
});
