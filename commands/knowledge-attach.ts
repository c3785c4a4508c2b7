/** /knowledge attach: a question that was not answered becomes one more way to ask an entry. */
import { defineCommand } from '../src/features/context.ts';
import { attach } from '../src/features/knowledge/actions.ts';
import { questionByNumber } from '../src/features/knowledge/asked.ts';
import { completeEntries, ENTRY_NAME, findEntry } from '../src/features/knowledge/desk.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeAttach = defineCommand({
  name: 'knowledge attach',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'knowledge.attach'),
  options: {
    question: { kind: 'integer', required: true, min: 1, max: 2_000_000_000 },
    entry: { kind: 'text', required: true, max: ENTRY_NAME, complete: completeEntries },
  },
  async run(ctx, { question, entry }) {
    const id = await questionByNumber(ctx, question);
    return attach(ctx, id, (await findEntry(ctx, entry)).number);
  },
});
