/** /experience search: published sheets by words, theme, type, country, SDG and years. */
import { defineCommand } from '../src/features/context.ts';
import { searchReply } from '../src/features/experience/search-actions.ts';
import {
  completeCountries,
  completeSdgs,
  completeThemes,
  completeTitles,
  completeTypes,
} from '../src/features/experience/search-options.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
const NAME = 100;

export const experienceSearch = defineCommand({
  name: 'experience search',
  answers: 'private',
  options: {
    text: { kind: 'text', required: false, max: 200, complete: completeTitles },
    theme: { kind: 'text', required: false, max: NAME, complete: completeThemes },
    type: { kind: 'text', required: false, max: NAME, complete: completeTypes },
    country: { kind: 'text', required: false, max: NAME, complete: completeCountries },
    sdg: { kind: 'text', required: false, max: NAME, complete: completeSdgs },
    from: { kind: 'integer', required: false, min: FIRST_YEAR, max: LAST_YEAR },
    to: { kind: 'integer', required: false, min: FIRST_YEAR, max: LAST_YEAR },
  },
  run: (ctx, options) => searchReply(ctx, options),
});
