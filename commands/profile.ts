/** /profile: who somebody is here, where they are linked, and what others see. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { profileOf } from '../src/features/person/profile.ts';
import { profileCard } from '../src/features/person/profile-card.ts';

export const profile = defineCommand({
  name: 'profile',
  answers: 'private',
  options: {},
  run: async (ctx) => show(profileCard(ctx, await profileOf(ctx))),
});
