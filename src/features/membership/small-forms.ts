/** The two small forms of the secretariat: what more is needed, and why an application is declined. Subject: the application as it was looked at. */
import { choice, text } from '../../chat/form.ts';
import { type AppContext, defineForm } from '../context.ts';
import { checkedReply } from './check.ts';
import { formPages } from './form.ts';
import { readRef } from './ref.ts';
import { decideApplication } from './service.ts';

const COMMENT = 1500;

export const moreForm = defineForm({
  id: 'application-more',
  version: 1,
  direct: true,
  fields: {
    reason: text({ lines: 'many', min: 10, max: COMMENT }),
    page: choice({
      required: false,
      options: ({ t }: AppContext) => formPages.map((page) => ({ value: page, label: t(`forms.application.pages.${page}`) })),
    }),
  },
  pages: [{ id: 'reason', fields: ['reason', 'page'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
  submit: (ctx, { reason, page }, draft) => decide(ctx, draft.subject, 'more', { reason, page: page ?? '' }),
});

/** A promoter's request has one page: nothing to point at. */
export const moreOfPromoterForm = defineForm({
  id: 'promoter-more',
  version: 1,
  direct: true,
  fields: { reason: text({ lines: 'many', min: 10, max: COMMENT }) },
  pages: [{ id: 'reason', fields: ['reason'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
  submit: (ctx, { reason }, draft) => decide(ctx, draft.subject, 'more', { reason, page: '' }),
});

export const declineForm = defineForm({
  id: 'application-decline',
  version: 1,
  direct: true,
  fields: { reason: text({ lines: 'many', min: 10, max: COMMENT }) },
  pages: [{ id: 'reason', fields: ['reason'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
  submit: (ctx, { reason }, draft) => decide(ctx, draft.subject, 'declined', { reason, page: '' }),
});

async function decide(ctx: AppContext, subject: string | undefined, verdict: 'more' | 'declined', why: { reason: string; page: string }) {
  const { id, version } = readRef(subject ?? '');
  await decideApplication(ctx, id, version, verdict, { ...why, reason: why.reason.trim() });
  return checkedReply(ctx, id);
}
