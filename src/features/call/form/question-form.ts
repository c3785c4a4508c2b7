/** One question that a call asks its candidates, in every language; or that it is not asked any more. */
import type { DraftInfo, FormPage, Problem } from '../../../chat/form.ts';
import { linesOf, oneLine } from '../../../chat/typed.ts';
import { UserError } from '../../../errors.ts';
import { type AppContext, defineForm } from '../../context.ts';
import { OPTION, type Question } from '../content.ts';
import { freshKey, linesFrom, optionsFrom } from '../options.ts';
import { type Call, getCall } from '../queries.ts';
import { type CallRef, callRef, readRef } from '../ref.ts';
import { savedReply } from '../reply.ts';
import { saveQuestion } from '../service.ts';
import { longLines } from './answers.ts';
import { languages, type QuestionGiven, questionFields, questionTexts } from './fields.ts';

const isChoice = (given: QuestionGiven): boolean => given.kind === 'choice';
const isMeasured = (given: QuestionGiven): boolean => given.kind === 'text' || given.kind === 'number';
/** Where nobody says how long an answer may be. */
const TEXT = 1000;
const NUMBER = 1_000_000;
const LONGEST = 3000;

const pages: readonly FormPage<typeof questionFields>[] = [
  { id: 'what', fields: ['kind', 'required', 'page', 'position'] },
  { id: 'max', fields: ['max'], when: isMeasured },
  { id: 'labels', fields: ['labelEn', 'labelEs', 'labelFr', 'labelPt'] },
  { id: 'options', fields: ['optionsEn', 'optionsEs', 'optionsFr', 'optionsPt'], when: isChoice },
  { id: 'hints', fields: ['hintEn', 'hintEs', 'hintFr', 'hintPt'], optional: true },
  { id: 'remove', fields: ['remove'], optional: true },
];

/** Subject: the call with its version and the question; no question for a new one. */
export const questionForm = defineForm({
  id: 'call-question',
  version: 1,
  fields: questionFields,
  pages,
  async check(ctx, given, draft) {
    if (given.remove === true) return [];
    const { call } = await targetOf(ctx, draft);
    return problemsOf(call, given);
  },
  async review(ctx, given, draft) {
    const { call, before, ref } = await targetOf(ctx, draft);
    const question = questionFrom(given, call, before, ref);
    const label = question.labels[ctx.locale] ?? question.labels[call.locale] ?? '';
    if (given.remove === true)
      return [
        { type: 'quote', text: label },
        { type: 'text', text: ctx.t('call.review.unasked') },
      ];
    const hint = question.hints[ctx.locale] ?? question.hints[call.locale] ?? '';
    return [
      { type: 'quote', text: label === '' ? '…' : label },
      ...(hint === '' ? [] : [{ type: 'note', text: hint } as const]),
      {
        type: 'text',
        text: `${ctx.t(`call.questionKinds.${question.kind}`)} · ${ctx.t(`call.required.${question.required ? 'yes' : 'no'}`)}`,
      },
      ...(question.kind === 'choice'
        ? [{ type: 'list', items: question.options.map(({ labels }) => labels[ctx.locale] ?? labels[call.locale] ?? '') } as const]
        : []),
      ...(call.state === 'open' ? [{ type: 'note', text: ctx.t('call.review.askedAlready') } as const] : []),
    ];
  },
  async submit(ctx, values, draft) {
    const { call, before, ref } = await targetOf(ctx, draft);
    const question = values.remove === true ? undefined : questionFrom(values, call, before, ref);
    return savedReply(ctx, await saveQuestion(ctx, ref, question, values.position));
  },
});

/** `part` empty: a new question. */
export function questionReply(call: Call, part: string) {
  const at = call.questions.findIndex(({ id }) => id === part);
  const question = call.questions[at];
  const initial = question
    ? { ...answersFrom(question), position: [String(at + 1)] }
    : {
        kind: ['text'],
        required: ['yes'],
        page: [call.questions.at(-1)?.page ?? 'questions'],
        position: [String(call.questions.length + 1)],
      };
  return { type: 'form', form: questionForm, subject: callRef(call.id, call.version, question?.id), initial } as const;
}

async function targetOf(ctx: AppContext, { subject }: DraftInfo): Promise<{ call: Call; before: Question | undefined; ref: CallRef }> {
  const ref = readRef(subject ?? '');
  const call = await getCall(ctx.store.db, ref.id);
  const before = call.questions.find(({ id }) => id === ref.part);
  if (ref.part !== '' && !before) throw new UserError('call.not-found', { given: ref.part });
  return { call, before, ref };
}

const textsOf = (given: QuestionGiven, what: 'label' | 'hint') =>
  Object.fromEntries(
    languages.map((language) => [language, oneLine(given[questionTexts[language][what]])] as const).filter(([, text]) => text !== ''),
  );
const linesIn = (given: QuestionGiven) =>
  Object.fromEntries(languages.map((language) => [language, linesOf(given[questionTexts[language].options])]));

function questionFrom(given: QuestionGiven, call: Call, before: Question | undefined, { part }: CallRef): Question {
  const labels = textsOf(given, 'label');
  const page = freshKey(given.page ?? 'questions', new Set());
  const taken = new Set(call.questions.map(({ id }) => id));
  const asked = {
    id: part === '' ? freshKey(labels[call.locale] ?? 'question', taken) : part,
    labels,
    hints: textsOf(given, 'hint'),
    required: given.required !== 'no',
    page,
  };
  switch (given.kind) {
    case 'number':
      return { ...asked, kind: 'number', min: before?.kind === 'number' ? before.min : 0, max: given.max ?? NUMBER };
    case 'confirm':
      return { ...asked, kind: 'confirm' };
    case 'choice':
      return {
        ...asked,
        kind: 'choice',
        options: [...optionsFrom(call.locale, linesIn(given), before?.kind === 'choice' ? before.options : [])],
      };
    default:
      return { ...asked, kind: 'text', max: Math.min(given.max ?? TEXT, LONGEST) };
  }
}

function problemsOf(call: Call, given: QuestionGiven): readonly Problem[] {
  const own = languages.find((language) => language === call.locale) ?? 'en';
  const { label, options } = questionTexts[own];
  const needed: readonly Problem[] =
    given[label] === undefined && given.kind !== undefined ? [{ field: label, code: 'call.own-language' }] : [];
  const tooMuch: readonly Problem[] =
    given.kind === 'text' && (given.max ?? 0) > LONGEST ? [{ field: 'max', code: 'number.range', args: { min: 1, max: LONGEST } }] : [];
  if (!isChoice(given)) return [...needed, ...tooMuch];
  const expected = linesOf(given[options]).length;
  return [
    ...needed,
    ...(expected < 2 || expected > 25 ? [{ field: options, code: 'call.options' }] : []),
    ...languages.flatMap((language): readonly Problem[] => {
      const field = questionTexts[language].options;
      const lines = linesOf(given[field]);
      const differs = language !== own && lines.length > 0 && lines.length !== expected;
      return [
        ...(differs ? [{ field, code: 'call.lines', args: { count: lines.length, expected } }] : []),
        ...longLines(field, lines, OPTION),
      ];
    }),
  ];
}

function answersFrom(question: Question): Readonly<Record<string, readonly string[]>> {
  const some = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);
  return {
    kind: [question.kind],
    required: [question.required ? 'yes' : 'no'],
    page: [question.page],
    max: 'max' in question ? [String(question.max)] : [],
    ...Object.fromEntries(
      languages.flatMap((language) => [
        [questionTexts[language].label, some(question.labels[language])],
        [questionTexts[language].hint, some(question.hints[language])],
        [questionTexts[language].options, question.kind === 'choice' ? some(linesFrom(question.options, language)) : []],
      ]),
    ),
  };
}
