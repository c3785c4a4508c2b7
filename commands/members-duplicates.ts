/** /members duplicates: organisations that may be in the records twice. */
import { defineCommand } from '../src/features/context.ts';
import { listDuplicates } from '../src/features/organisation/merge/actions.ts';
import { may } from '../src/features/organisation/merge/policy.ts';

export const membersDuplicates = defineCommand({
  name: 'members duplicates',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'organisation.duplicates'),
  options: { text: { kind: 'text', required: false, max: 60 } },
  run: (ctx, { text }) => listDuplicates(ctx, text ?? '', 0),
});
