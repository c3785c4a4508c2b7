/** /knowledge list: what is known, by topic. */
import { defineCommand } from '../src/features/context.ts';
import { topics } from '../src/features/knowledge/content.ts';
import { listed } from '../src/features/knowledge/list.ts';
import { may } from '../src/features/knowledge/policy.ts';

export const knowledgeList = defineCommand({
  name: 'knowledge list',
  answers: 'private',
  byDefault: true,
  shownTo: ({ actor }) => may(actor, 'knowledge.read'),
  options: { topic: { kind: 'choice', required: false, values: topics } },
  run: (ctx, { topic }) => listed(ctx, { page: 0, topic: topics.find((one) => one === topic) ?? '', text: '' }),
});
