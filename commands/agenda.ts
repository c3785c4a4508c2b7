/** /agenda: everything dated, month by month, in the reader's zone. */
import { UserError } from '../src/errors.ts';
import { agendaReply } from '../src/features/agenda/actions.ts';
import { kinds } from '../src/features/agenda/view.ts';
import { defineCommand } from '../src/features/context.ts';
import { completeCountries, completeThemes } from '../src/features/experience/search-options.ts';
import { termOf } from '../src/features/vocabulary/service.ts';
import { codeOf } from '../src/i18n/countries.ts';

const NAME = 100;

export const agenda = defineCommand({
  name: 'agenda',
  answers: 'private',
  options: {
    month: { kind: 'text', required: false, max: 40 },
    kind: { kind: 'choice', required: false, values: kinds },
    theme: { kind: 'text', required: false, max: NAME, complete: completeThemes },
    country: { kind: 'text', required: false, max: NAME, complete: completeCountries },
  },
  async run(ctx, { month, kind, theme, country }) {
    const code = country === undefined ? undefined : codeOf(country);
    if (country !== undefined && code === undefined) throw new UserError('search.unknown', { given: country });
    return agendaReply(ctx, { month, kind, theme: theme && termOf(ctx, 'themes', theme), country: code });
  },
});
