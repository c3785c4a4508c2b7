/** What the platform on which the code was shown is told. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { linkedCard, mailCodeCard, unlinkedCard } from './card.ts';

const Params = z.object({ platform: z.string() });

export const linked = defineMessage({
  name: 'link.made',
  parse: (params) => Params.parse(params),
  render: async (ctx, { platform }) => linkedCard(ctx.t, platform),
});

/** Both sides, once they are two again. */
export const unlinked = defineMessage({
  name: 'link.undone',
  parse: (params) => z.object({}).parse(params),
  render: async ({ t }) => unlinkedCard(t),
});

/** To an address that somebody says is theirs. */
export const mailedCode = defineMessage({
  name: 'link.code',
  parse: (params) => z.object({ code: z.string() }).parse(params),
  render: async ({ t }, { code }) => mailCodeCard(t, code),
});

export const linkMessages = [linked, unlinked, mailedCode];
