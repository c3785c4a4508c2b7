/** The main form of a call: what it says, when candidacies are sent in, who may take part, what one chooses from. */

import { headingBlocks } from '../../../chat/compose.ts';
import type { DraftInfo, FormPage, Problem } from '../../../chat/form.ts';
import { beginning } from '../../../chat/pages.ts';
import { type AppContext, defineForm } from '../../context.ts';
import type { CallContent, Span } from '../content.ts';
import { misled } from '../notices.ts';
import { type Call, getCall, keyIsFree, submissionOf } from '../queries.ts';
import { readLike, readRef } from '../ref.ts';
import { savedReply } from '../reply.ts';
import { createCall, editCall } from '../service.ts';
import { contentFrom, missingTitles, problemsOf, spanFrom, zoneOf } from './answers.ts';
import { contradictions } from './contradictions.ts';
import { type CallGiven, callFields } from './fields.ts';
import { checkBlocks, languageBlocks, missingBlocks, spanBlocks, toldBlocks } from './review.ts';

const inOther = (language: string) => (given: CallGiven) => given.language !== language;

const pages: readonly FormPage<typeof callFields>[] = [
  { id: 'what', fields: ['title', 'text', 'kind', 'key', 'edition'] },
  { id: 'when', fields: ['timeZone', 'opens', 'closes', 'grace'] },
  { id: 'who', fields: ['eligibility', 'categories', 'sizes'] },
  { id: 'links', fields: ['links'], optional: true },
  { id: 'language', fields: ['language'], optional: true },
  { id: 'en', fields: ['titleEn', 'textEn', 'eligibilityEn', 'categoriesEn', 'sizesEn'], optional: true, when: inOther('en') },
  { id: 'es', fields: ['titleEs', 'textEs', 'eligibilityEs', 'categoriesEs', 'sizesEs'], optional: true, when: inOther('es') },
  { id: 'fr', fields: ['titleFr', 'textFr', 'eligibilityFr', 'categoriesFr', 'sizesFr'], optional: true, when: inOther('fr') },
  { id: 'pt', fields: ['titlePt', 'textPt', 'eligibilityPt', 'categoriesPt', 'sizesPt'], optional: true, when: inOther('pt') },
];

/** Subject: the call with its version for an edit, `like:<id>` for a new one that takes over another's questions, none for a new one. */
export const callForm = defineForm({
  id: 'call',
  version: 1,
  fields: callFields,
  pages,
  async check(ctx, given, draft) {
    const before = await beforeOf(ctx, draft);
    const problems = problemsOf(ctx, given, draft, (before && submissionOf(before)?.closesAt) ?? null);
    const content = contentFrom(ctx, given, before ?? (await likeOf(ctx, draft)) ?? nothing);
    const taken = given.key !== undefined && !(await keyIsFree(ctx.store.db, content.key, before?.id));
    return [
      ...problems,
      ...(taken ? [{ field: 'key', code: 'call.key-taken' } satisfies Problem] : []),
      ...(before && problems.length === 0
        ? contradictions(ctx.t, before, withSpan(before, content, spanFrom(ctx, given, draft)), 'closes')
        : []),
    ];
  },
  async review(ctx, given, draft) {
    const before = await beforeOf(ctx, draft);
    const content = contentFrom(ctx, given, before ?? (await likeOf(ctx, draft)) ?? nothing);
    const span = spanFrom(ctx, given, draft);
    const text = beginning(given.text ?? '', 300).text;
    return [
      ...(given.title === undefined ? [] : headingBlocks(given.title)),
      ...(text === '' ? [] : [{ type: 'text', text } as const]),
      ...languageBlocks(ctx.t, content.locale),
      ...spanBlocks(ctx.t, span, zoneOf(given)),
      { type: 'note', text: ctx.t('call.review.counts', { categories: content.categories.length, sizes: content.sizes.length }) },
      ...missingBlocks(ctx.t, missingTitles(content, ctx.locales), content.locale),
      ...(before ? checkBlocks(ctx.t, before, withSpan(before, content, span)) : []),
      ...(await telling(ctx, before, span)),
    ];
  },
  async submit(ctx, values, draft) {
    const before = await beforeOf(ctx, draft);
    const content = contentFrom(ctx, values, before ?? (await likeOf(ctx, draft)) ?? nothing);
    const span = spanFrom(ctx, values, draft);
    const saved =
      before === undefined
        ? await createCall(ctx, content, span, readLike(draft.subject))
        : await editCall(ctx, readRef(draft.subject ?? ''), content, span);
    return savedReply(ctx, saved);
  },
});

const nothing = { categories: [], sizes: [], links: [] } as const;

/** The call that an edit is about. */
async function beforeOf(ctx: AppContext, { subject }: DraftInfo): Promise<Call | undefined> {
  if (subject === undefined || readLike(subject) !== undefined) return undefined;
  return getCall(ctx.store.db, readRef(subject).id);
}

async function likeOf(ctx: AppContext, { subject }: DraftInfo): Promise<Call | undefined> {
  const id = readLike(subject);
  return id === undefined ? undefined : getCall(ctx.store.db, id);
}

/** The call as it would be. */
function withSpan(before: Call, content: CallContent, span: Span): Call {
  const submission = submissionOf(before);
  const phases = before.phases.map((phase) => (phase.key === submission?.key ? { ...phase, ...span } : phase));
  return { ...before, ...content, phases };
}

/** Who knows another closing, where the call is open and the closing becomes another one. */
async function telling(ctx: AppContext, before: Call | undefined, { closesAt }: Span) {
  const submission = before && submissionOf(before);
  if (before?.state !== 'open' || !submission || closesAt === null || closesAt.getTime() === submission.closesAt?.getTime()) return [];
  return toldBlocks(ctx.t, await misled(ctx, before, submission, closesAt));
}
