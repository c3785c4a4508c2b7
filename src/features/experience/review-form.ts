/** The two small forms of an editor: what the author should change, and why a sheet is declined. */
import { choice, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { type AppContext, defineForm } from '../context.ts';
import { viewOf } from './card.ts';
import { formPages } from './form.ts';
import { contentAt, getSheet, lastDecision } from './queries.ts';
import { readRef } from './ref.ts';
import { decidedCard } from './review-card.ts';
import { declineExperience, requestChanges } from './service.ts';

const COMMENT = 1500;

export const changesForm = defineForm({
  id: 'experience-changes',
  version: 1,
  direct: true,
  fields: {
    comment: text({ lines: 'many', min: 10, max: COMMENT }),
    page: choice({
      required: false,
      options: (ctx: AppContext) => formPages.map((page) => ({ value: page, label: ctx.t(`forms.experience.pages.${page}`) })),
    }),
  },
  pages: [{ id: 'comment', fields: ['comment', 'page'] }],
  review: async (ctx, given) => [
    { type: 'quote', text: given.comment ?? '' },
    { type: 'note', text: ctx.t('experience.review.authorReads') },
  ],
  async submit(ctx, values, draft) {
    const { id, revision } = readRef(draft.subject ?? '');
    await requestChanges(ctx, id, revision, { comment: values.comment, page: values.page ?? '' });
    return decidedReply(ctx, id, revision);
  },
});

export const declineForm = defineForm({
  id: 'experience-decline',
  version: 1,
  direct: true,
  fields: { reason: text({ lines: 'many', min: 10, max: COMMENT }) },
  pages: [{ id: 'reason', fields: ['reason'] }],
  review: async (ctx, given) => [
    { type: 'quote', text: given.reason ?? '' },
    { type: 'note', text: ctx.t('experience.review.authorReads') },
  ],
  async submit(ctx, values, draft) {
    const { id, revision } = readRef(draft.subject ?? '');
    await declineExperience(ctx, id, revision, values.reason);
    return decidedReply(ctx, id, revision);
  },
});

/** The same card that everyone sees in the queue now. */
export async function decidedReply(ctx: AppContext, id: string, revision: number) {
  const { db } = ctx.store;
  const sheet = await getSheet(db, id);
  const view = viewOf(sheet, revision, await contentAt(db, sheet, revision));
  const decision = await lastDecision(db, id, revision);
  if (!decision) throw new Error(`no decision on revision ${revision} of ${id} after it was made`);
  return show(decidedCard(ctx, view, decision));
}
