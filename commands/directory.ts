/** /directory: the network's members, as far as they agreed to stand there. */
import { defineCommand } from '../src/features/context.ts';
import { directoryReply } from '../src/features/organisation/directory/actions.ts';
import { completeCountries, completeKinds, completeThemes, queryOf, TEXT } from '../src/features/organisation/directory/query.ts';
import { completeEntries } from '../src/features/organisation/directory/search.ts';

const NAME = 100;

export const directory = defineCommand({
  name: 'directory',
  answers: 'private',
  options: {
    text: { kind: 'text', required: false, max: TEXT, complete: completeEntries },
    country: { kind: 'text', required: false, max: NAME, complete: completeCountries },
    kind: { kind: 'text', required: false, max: NAME, complete: completeKinds },
    theme: { kind: 'text', required: false, max: NAME, complete: completeThemes },
    need: { kind: 'text', required: false, max: TEXT },
  },
  run: (ctx, { text, country, kind, theme, need }) => directoryReply(ctx, queryOf(ctx, { text, country, kind, theme, need })),
});
