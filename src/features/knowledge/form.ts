/** The forms of an entry: a new one, one of its languages, and what holds for it in all of them. */
import type { Block } from '../../chat/card.ts';
import type { FormReply, Partly, Problem } from '../../chat/form.ts';
import { oneLine } from '../../chat/typed.ts';
import { type AppContext, defineForm } from '../context.ts';
import { answerBlocks } from './card.ts';
import { type KnowledgeWords, topics } from './content.ts';
import { deskOf } from './desk.ts';
import { factFields, newFields, wordFields } from './fields.ts';
import { entryRef, readRef } from './names.ts';
import { authorize } from './policy.ts';
import { dayOf, type Entry, getEntry, instantOf } from './record.ts';
import { brokenLink, brokenPhrasing, linksFrom, linksText, phrasingsFrom } from './rules.ts';
import { saveFacts, saveText, writeEntry } from './service.ts';

type Given = Partly<typeof wordFields>;

/** Subject: the question that it comes from, if any. */
export const entryForm = defineForm({
  id: 'knowledge',
  version: 1,
  fields: newFields,
  pages: [
    { id: 'what', fields: ['topic', 'language', 'title', 'answer', 'phrasings'] },
    { id: 'more', fields: ['links', 'handsOver'], optional: true },
  ],
  check: async (_ctx, given) => problemsOf(given),
  review: async (ctx, given) => reviewOf(ctx, given),
  async submit(ctx, values, draft) {
    const topic = topics.find((one) => one === values.topic) ?? 'network';
    const facts = { topic, handsOver: values.handsOver ?? false };
    return deskOf(ctx, await writeEntry(ctx, facts, values.language, wordsOf(values), draft.subject));
  },
});

/** Subject: `<entry>@<version>@<language>`. */
export const textForm = defineForm({
  id: 'knowledge-text',
  version: 1,
  fields: wordFields,
  pages: [{ id: 'words', fields: ['title', 'answer', 'phrasings', 'links'] }],
  check: async (_ctx, given) => problemsOf(given),
  review: async (ctx, given) => reviewOf(ctx, given),
  async submit(ctx, values, draft) {
    const { ref, locale } = readText(draft.subject);
    await saveText(ctx, ref, locale, wordsOf(values));
    return deskOf(ctx, ref.id);
  },
});

/** Subject: `<entry>@<version>`. */
export const factsForm = defineForm({
  id: 'knowledge-facts',
  version: 1,
  fields: factFields,
  pages: [{ id: 'facts', fields: ['topic', 'sourceTitle', 'sourceUrl', 'reviewBy', 'handsOver'] }],
  async check(_ctx, given) {
    const whole = given.reviewBy === undefined || /^\d{4}-\d\d-\d\d$/.test(given.reviewBy);
    const secure = given.sourceUrl === undefined || given.sourceUrl.startsWith('https://');
    return [
      ...(whole ? [] : [{ field: 'reviewBy', code: 'knowledge.day' }]),
      ...(secure ? [] : [{ field: 'sourceUrl', code: 'knowledge.https' }]),
    ];
  },
  review: async (ctx, given) => [
    {
      type: 'text',
      text:
        [given.sourceTitle ?? '', given.sourceUrl ?? '', given.reviewBy ?? ''].filter((part) => part !== '').join(' · ') ||
        ctx.t('knowledge.source.none'),
    },
  ],
  async submit(ctx, values, draft) {
    const ref = readRef(draft.subject ?? '');
    await saveFacts(ctx, ref, {
      topic: topics.find((one) => one === values.topic) ?? 'network',
      handsOver: values.handsOver ?? false,
      source: { title: oneLine(values.sourceTitle), url: values.sourceUrl ?? '' },
      reviewBy: instantOf(values.reviewBy),
    });
    return deskOf(ctx, ref.id);
  },
});

/** `question`: what somebody asked and nobody has answered. */
export function writingEntry(
  ctx: AppContext,
  question?: { readonly id: string; readonly text: string; readonly locale: string },
): FormReply {
  authorize(ctx.actor, 'knowledge.write');
  const initial = { language: [question?.locale ?? ctx.locale], ...(question && { phrasings: [oneLine(question.text)] }) };
  return { type: 'form', form: entryForm, ...(question && { subject: question.id }), initial };
}

export async function editingText(ctx: AppContext, id: string, locale: string): Promise<FormReply> {
  authorize(ctx.actor, 'knowledge.write');
  const entry = await getEntry(ctx.store.db, id);
  return { type: 'form', form: textForm, subject: `${entryRef(entry)}@${locale}`, initial: rawOf(entry.texts[locale]) };
}

export async function editingFacts(ctx: AppContext, id: string): Promise<FormReply> {
  authorize(ctx.actor, 'knowledge.write');
  const entry = await getEntry(ctx.store.db, id);
  return { type: 'form', form: factsForm, subject: entryRef(entry), initial: factsOf(entry) };
}

function problemsOf({ phrasings, links }: Given): readonly Problem[] {
  const phrasing = brokenPhrasing(phrasings);
  const link = brokenLink(links);
  return [
    ...(phrasing === undefined ? [] : [{ field: 'phrasings', code: 'knowledge.phrasing', args: { line: phrasing.slice(0, 80) } }]),
    ...(link === undefined ? [] : [{ field: 'links', code: 'knowledge.link', args: { line: link.slice(0, 80) } }]),
  ];
}

const reviewOf = (ctx: AppContext, given: Given): readonly Block[] => [
  ...answerBlocks(wordsOf(given)),
  { type: 'note', text: ctx.t('knowledge.ways', { count: phrasingsFrom(given.phrasings).length }) },
];

const wordsOf = (given: Given): KnowledgeWords => ({
  title: oneLine(given.title),
  answer: (given.answer ?? '').trim(),
  phrasings: [...phrasingsFrom(given.phrasings)],
  links: linksFrom(given.links),
});

const filled = (value: string): readonly string[] => (value === '' ? [] : [value]);

const rawOf = (words: KnowledgeWords | undefined) => ({
  title: filled(words?.title ?? ''),
  answer: filled(words?.answer ?? ''),
  phrasings: filled((words?.phrasings ?? []).join('\n')),
  links: filled(linksText(words?.links ?? [])),
});

const factsOf = ({ topic, handsOver, source, reviewBy }: Entry) => ({
  topic: [topic],
  handsOver: handsOver ? ['true'] : [],
  sourceTitle: filled(source.title),
  sourceUrl: filled(source.url),
  reviewBy: reviewBy === null ? [] : [dayOf(reviewBy)],
});

function readText(subject = ''): { readonly ref: ReturnType<typeof readRef>; readonly locale: string } {
  const at = subject.lastIndexOf('@');
  return { ref: readRef(subject.slice(0, at)), locale: subject.slice(at + 1) };
}
