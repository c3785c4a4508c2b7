/** /award mine: one's own candidacies, what is begun and what was sent in. */
import { mineReply } from '../src/features/candidacy/actions.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardMine = defineCommand({ name: 'award mine', answers: 'private', options: {}, run: (ctx) => mineReply(ctx) });
