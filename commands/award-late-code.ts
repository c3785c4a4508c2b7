/** /award late-code: the code that an organiser gave, to send in a candidacy after the closing. */
import { lateCodeReply } from '../src/features/candidacy/small-forms.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardLateCode = defineCommand({
  name: 'award late-code',
  answers: 'private',
  options: { code: { kind: 'text', required: true, max: 40 } },
  run: (ctx, { code }) => lateCodeReply(ctx, code),
});
