/** /call list: every edition, drafts included. */
import { listReply } from '../src/features/call/actions.ts';
import { defineCommand } from '../src/features/context.ts';

export const callList = defineCommand({ name: 'call list', answers: 'private', options: {}, run: (ctx) => listReply(ctx) });
