/** What a newcomer is asked: every question may be skipped. */
import { choice, choices, lookup, type Partly, text } from '../../chat/form.ts';
import type { AppContext } from '../context.ts';
import { noticeFields } from '../subscription/newcomer/service.ts';
import { resolveOne, searchForOne } from './organisation.ts';

const REASONS = 5;
const NAME = 150;

export const fields = {
  language: choice({
    required: false,
    // Each by its own name: whoever cannot read the present language finds theirs.
    options: (ctx: AppContext) => ctx.locales.map((value) => ({ value, label: ctx.translator(value)('person.language.own') })),
  }),
  reasons: choices({ required: false, max: REASONS, options: (ctx: AppContext) => ctx.vocabulary.choices('reasons', ctx.locale) }),
  organisation: lookup({ required: false, search: searchForOne, resolve: resolveOne }),
  /** For one that is not in our records. */
  organisationName: text({ required: false, max: NAME }),
  position: text({ required: false, max: NAME }),
  ...noticeFields,
} as const;

export type Answers = Partly<typeof fields>;
