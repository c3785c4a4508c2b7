/** /start: what the network is, what Agora does, and the first steps, whenever somebody wants them again. */
import { defineCommand } from '../src/features/context.ts';
import { greeting } from '../src/features/onboarding/actions.ts';

export const start = defineCommand({ name: 'start', answers: 'private', options: {}, run: (ctx) => greeting(ctx) });
