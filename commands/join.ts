/** /join: whom membership is for, where one stands, and the application of an organisation. */
import { defineCommand } from '../src/features/context.ts';
import { joinReply } from '../src/features/membership/join.ts';
import { suggest } from '../src/features/organisation/find/service.ts';

export const join = defineCommand({
  name: 'join',
  answers: 'private',
  options: {
    organisation: {
      kind: 'text',
      required: false,
      max: 120,
      complete: (ctx, typed) => suggest(ctx.store.db, ctx.locale, typed),
    },
  },
  run: (ctx, { organisation }) => joinReply(ctx, organisation),
});
