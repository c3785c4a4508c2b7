/** /privacy: what is held about whoever asks and why; a copy of it, consents, who looked, how long it is kept, erasure. */
import { defineCommand } from '../src/features/context.ts';
import { overview } from '../src/features/privacy/actions.ts';

export const privacy = defineCommand({ name: 'privacy', answers: 'private', options: {}, run: (ctx) => overview(ctx) });
