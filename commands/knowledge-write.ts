/** /knowledge write: opens the form of a new entry. */
import { defineCommand } from '../src/features/context.ts';
import { writingEntry } from '../src/features/knowledge/form.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeWrite = defineCommand({
  name: 'knowledge write',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'knowledge.write'),
  options: {},
  run: async (ctx) => writingEntry(ctx),
});
