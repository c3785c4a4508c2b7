/** /questions: what people asked the secretariat, and what of it waits. */
import { defineCommand } from '../src/features/context.ts';
import { queueReply } from '../src/features/conversation/actions.ts';
import { may } from '../src/features/conversation/policy.ts';
import { filters } from '../src/features/conversation/queries.ts';

export const questions = defineCommand({
  name: 'questions',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'conversation.read'),
  options: { show: { kind: 'choice', required: false, values: filters } },
  run: (ctx, { show = 'waiting' }) => queueReply(ctx, show, 0),
});
