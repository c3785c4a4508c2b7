/** The button under what looked like a question: now it is asked. */
import { defineAction } from '../../context.ts';
import { ask } from '../ask.ts';
import { ANSWER_OFFER } from './card.ts';
import { offeredText } from './service.ts';

export const answerOffer = defineAction({
  name: ANSWER_OFFER,
  answers: 'private',
  typed: 'ask',
  run: async (ctx, id) => ask(ctx, await offeredText(ctx, id)),
});
