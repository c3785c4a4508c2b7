/** /knowledge search: entries with these words in a title, an answer or a phrasing, in any language. */
import { defineCommand } from '../src/features/context.ts';
import { listed, SEARCHED } from '../src/features/knowledge/list.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeSearch = defineCommand({
  name: 'knowledge search',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'knowledge.read'),
  options: { text: { kind: 'text', required: true, max: SEARCHED } },
  run: (ctx, { text }) => listed(ctx, { page: 0, topic: '', text }),
});
