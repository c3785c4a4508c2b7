/** What changes a call apart from its phases: written, edited, asked, opened; and who has read which date. One transaction each. */
import { UserError } from '../../errors.ts';
import type { Localized } from '../../i18n/localized.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { changeCall, type Saved, titleIn } from './change/service.ts';
import { type CallContent, most, type PhaseContent, type PhaseKind, type Question, type Span } from './content.ts';
import { noteClosing } from './intake/service.ts';
import { putAt, writePhase } from './phases/service.ts';
import { authorize } from './policy.ts';
import { type Call, dateOf, getCall, keyIsFree, submissionOf } from './queries.ts';
import type { CallRef } from './ref.ts';

/** A draft, for the secretariat alone. `like`: questions and phases of that call are taken over, without its dates. @throws UserError key-taken */
export async function createCall(ctx: AppContext, content: CallContent, span: Span, like: string | undefined): Promise<Saved> {
  authorize(ctx.actor, 'call.create');
  return ctx.store.write(ctx, 'call.create', async (tx) => {
    await mustBeFree(tx, content.key, undefined);
    const model = like === undefined ? undefined : await getCall(tx, like);
    const id = ctx.newId();
    const now = ctx.clock.now();
    await tx.call.create({ data: { ...columns(content), id, questions: model ? [...model.questions] : [], createdAt: now } });
    for (const [position, { key, kind, audience, rules, titles }] of (model?.phases ?? []).entries()) {
      await tx.phase.create({
        data: { callId: id, key, kind, audience, titles: { ...titles }, rules: { ...rules }, position, changedAt: now },
      });
    }
    await writeSpan(ctx, tx, await getCall(tx, id), span);
    await audit(ctx, tx, 'call.create', `call:${id}`);
    return { id, state: 'draft' };
  });
}

/** @throws UserError changed-meanwhile, contradiction, key-taken, category-used */
export function editCall(ctx: AppContext, ref: CallRef, content: CallContent, span: Span): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.edit' }, async (tx, before) => {
    await mustBeFree(tx, content.key, before.id);
    await mustStay(ctx, tx, before, content);
    await writeSpan(ctx, tx, before, span);
    const isSame = asks(before.questions, before) === asks(before.questions, content);
    return { data: { ...columns(content), ...(isSame ? {} : { questionSet: { increment: 1 } }) } };
  });
}

/** A new one where the reference names none; undefined takes the one that it names out. `position` is counted from 1. */
export function saveQuestion(ctx: AppContext, ref: CallRef, question: Question | undefined, position: number): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.edit' }, async (_tx, before) => {
    const others = before.questions.filter(({ id }) => id !== ref.part);
    const questions = question === undefined ? others : others.toSpliced(Math.max(0, position - 1), 0, question);
    if (questions.length > most.questions) throw new UserError('call.too-many', { call: titleIn(ctx, before), max: most.questions });
    const isSame = asks(before.questions, before) === asks(questions, before);
    return { data: { questions: [...questions], ...(isSame ? {} : { questionSet: { increment: 1 } }) }, detail: { question: ref.part } };
  });
}

/** From draft to open: announced, and reminded of from now on. @throws UserError changed-meanwhile, contradiction, not-draft */
export function openCall(ctx: AppContext, ref: CallRef): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.open' }, async (_tx, before) => {
    if (before.state !== 'draft') throw new UserError('call.not-draft', { call: titleIn(ctx, before) });
    return { data: { state: 'open', openedAt: ctx.clock.now() } };
  });
}

/** They have just read when submission closes: should it change, they are to hear of it. */
export async function readDates(ctx: AppContext, call: Call): Promise<void> {
  authorize(ctx.actor, 'call.show');
  const submission = submissionOf(call);
  const closesAt = submission?.closesAt;
  if (call.state !== 'open' || !submission || !closesAt || closesAt <= ctx.now) return;
  const closing = { callState: call.state, subject: dateOf(call.id, submission.key), closesAt };
  await ctx.store.write(ctx, 'call.readDates', (tx) => noteClosing(ctx, tx, closing));
}

/** The phase for candidacies, which every call has once there is a date for it. */
async function writeSpan(ctx: AppContext, tx: Transaction, call: Call, span: Span): Promise<void> {
  const there = submissionOf(call);
  if (!there && span.opensAt === null && span.closesAt === null) return;
  const content: PhaseContent = there
    ? { ...there, ...span }
    : { kind: 'submission', audience: 'candidates', titles: usualTitles(ctx, 'submission'), place: '', rules: {}, ...span };
  await writePhase(tx, call, there?.key ?? 'submission', content, ctx.clock.now());
  if (!there) await putAt(tx, call, 'submission', 1);
}

/** What a phase of a kind is called where nobody gave it another name, in every language. */
export function usualTitles({ locales, translator }: Pick<AppContext, 'locales' | 'translator'>, kind: PhaseKind): Localized {
  return Object.fromEntries(locales.map((locale) => [locale, translator(locale)(`call.phases.${kind}`)]));
}

async function mustBeFree(tx: Transaction, key: string, own: string | undefined): Promise<void> {
  if (!(await keyIsFree(tx, key, own))) throw new UserError('call.key-taken', { key });
}

/** What candidacies have chosen stays to be chosen. */
async function mustStay(ctx: AppContext, tx: Transaction, before: Call, { categories, sizes }: CallContent): Promise<void> {
  const [category, size] = [keysOf(categories), keysOf(sizes)];
  const where = { callId: before.id, OR: [{ category: { notIn: category } }, { size: { notIn: size } }] };
  if ((await tx.candidacy.count({ where })) > 0) throw new UserError('call.category-used', { call: titleIn(ctx, before) });
}

const keysOf = (options: CallContent['categories']): string[] => options.map(({ key }) => key);

/** What candidates are asked, to see whether it has changed. The store sorts the keys of JSON. */
const asks = (questions: readonly Question[], { categories, sizes }: Pick<CallContent, 'categories' | 'sizes'>): string =>
  JSON.stringify([questions, categories, sizes], (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted()) : value,
  );

const columns = (content: CallContent) => ({
  ...content,
  titles: { ...content.titles },
  texts: { ...content.texts },
  eligibility: { ...content.eligibility },
  links: content.links.map(({ url, labels }) => ({ url, labels: { ...labels } })),
  categories: content.categories.map(({ key, labels }) => ({ key, labels: { ...labels } })),
  sizes: content.sizes.map(({ key, labels }) => ({ key, labels: { ...labels } })),
});
