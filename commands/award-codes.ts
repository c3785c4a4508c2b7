/** /award codes: late codes that were given out, with a way to make and to revoke one. */
import { completeCalls } from '../src/features/call/actions.ts';
import { codesReply } from '../src/features/candidacy/actions.ts';
import { may } from '../src/features/candidacy/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardCodes = defineCommand({
  name: 'award codes',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'candidacy.lateCodes'),
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  run: (ctx, { call }) => codesReply(ctx, call),
});
