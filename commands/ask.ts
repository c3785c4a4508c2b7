/** /ask: a question in one's own words, answered with its source, or handed to a person. */
import { defineCommand } from '../src/features/context.ts';
import { ask as answer, LONGEST } from '../src/features/question/ask.ts';

export const ask = defineCommand({
  name: 'ask',
  answers: 'private',
  options: { question: { kind: 'text', required: true, max: LONGEST } },
  run: (ctx, { question }) => answer(ctx, question),
});
