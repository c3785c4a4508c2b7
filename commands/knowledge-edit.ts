/** /knowledge edit: opens the form of an entry in one language, one that it does not stand in yet included. */
import { defineCommand } from '../src/features/context.ts';
import { completeEntries, ENTRY_NAME, findEntry } from '../src/features/knowledge/desk.ts';
import { editingText } from '../src/features/knowledge/form.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeEdit = defineCommand({
  name: 'knowledge edit',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'knowledge.write'),
  options: {
    entry: { kind: 'text', required: true, max: ENTRY_NAME, complete: completeEntries },
    language: { kind: 'choice', required: false, values: ['en', 'es', 'fr', 'pt'] },
  },
  run: async (ctx, { entry, language }) => editingText(ctx, (await findEntry(ctx, entry)).id, language ?? ctx.locale),
});
