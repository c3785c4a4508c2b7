/** What a newcomer is asked: every question may be skipped. */
import { choice, choices, lookup, type Partly, text } from '../../chat/form.ts';
import type { AppContext } from '../context.ts';
import { findByName, suggest } from '../organisation/find/service.ts';
import { noticeFields } from '../subscription/newcomer/service.ts';

const REASONS = 5;
const NAME = 150;

export const fields = {
  language: choice({
    required: false,
    // Each by its own name: whoever cannot read the present language finds theirs.
    options: (ctx: AppContext) => ctx.locales.map((value) => ({ value, label: ctx.translator(value)('person.language.own') })),
  }),
  reasons: choices({ required: false, max: REASONS, options: (ctx: AppContext) => ctx.vocabulary.choices('reasons', ctx.locale) }),
  organisation: lookup({
    required: false,
    search: (ctx: AppContext, typed, limit) => suggest(ctx.store.db, ctx.locale, typed, limit),
    resolve: (ctx: AppContext, given) => findByName(ctx.store.db, ctx.locale, given),
  }),
  /** For one that is not in our records. */
  organisationName: text({ required: false, max: NAME }),
  position: text({ required: false, max: NAME }),
  ...noticeFields,
} as const;

export type Answers = Partly<typeof fields>;
