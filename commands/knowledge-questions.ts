/** /knowledge questions: what nobody could answer, to be put to an entry with one press. */
import { defineCommand } from '../src/features/context.ts';
import { askedReply } from '../src/features/knowledge/asked.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeQuestions = defineCommand({
  name: 'knowledge questions',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'knowledge.attach'),
  options: {},
  run: (ctx) => askedReply(ctx, 0),
});
