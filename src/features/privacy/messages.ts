/** The last message to somebody who is nobody to us any more. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { farewellCard } from './erase-card.ts';

export const farewell = defineMessage({
  name: 'privacy.farewell',
  parse: (params) => z.object({ deleted: z.number(), kept: z.number(), asked: z.iso.datetime() }).parse(params),
  render: async ({ t }, params) => farewellCard(t, params),
});
