/** /suggest: an organisation that the network should invite. */
import { defineCommand } from '../src/features/context.ts';
import { suggesting } from '../src/features/prospect/actions.ts';
import { may } from '../src/features/prospect/policy.ts';

export const suggest = defineCommand({
  name: 'suggest',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'prospect.suggest'),
  options: {},
  run: async (ctx) => suggesting(ctx),
});
