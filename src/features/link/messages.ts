/** What the platform on which the code was shown is told. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { linkedCard } from './card.ts';

const Params = z.object({ platform: z.string() });

export const linked = defineMessage({
  name: 'link.made',
  parse: (params) => Params.parse(params),
  render: async (ctx, { platform }) => linkedCard(ctx.t, platform),
});
