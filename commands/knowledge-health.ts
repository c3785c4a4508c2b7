/** /knowledge health: how good the answers are, what is missing, what people ask and do not get. */
import { defineCommand } from '../src/features/context.ts';
import { healthReply } from '../src/features/knowledge/actions.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeHealth = defineCommand({
  name: 'knowledge health',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'knowledge.read'),
  options: {},
  run: (ctx) => healthReply(ctx),
});
