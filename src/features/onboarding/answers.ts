/** What a newcomer is asked: every question may be skipped. */
import { choice, choices, type Partly } from '../../chat/form.ts';
import type { AppContext } from '../context.ts';
import { noticeFields } from '../subscription/newcomer/service.ts';

const REASONS = 5;

export const fields = {
  language: choice({
    required: false,
    // Each by its own name: whoever cannot read the present language finds theirs.
    options: (ctx: AppContext) => ctx.locales.map((value) => ({ value, label: ctx.translator(value)('person.language.own') })),
  }),
  reasons: choices({ required: false, max: REASONS, options: (ctx: AppContext) => ctx.vocabulary.choices('reasons', ctx.locale) }),
  ...noticeFields,
} as const;

export type Answers = Partly<typeof fields>;
