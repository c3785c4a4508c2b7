/** Between the form's answers and what a candidacy says, both ways. Pure. */
import { linesOf } from '../../chat/typed.ts';
import type { Intake } from '../call/intake/service.ts';
import type { Content } from './content.ts';
import { fieldFor } from './rules.ts';

/** As the form gives them: texts, numbers, yes or no. */
export type Given = Readonly<Record<string, unknown>>;

export function contentFrom(call: Intake, given: Given, locale: string): Content {
  const answers = call.questions.flatMap(({ id }) => {
    const answer = textOf(given[fieldFor(id)]);
    return answer === '' ? [] : [[id, answer] as const];
  });
  return {
    category: textOf(given.category),
    size: textOf(given.size),
    contacts: linesOf(textOf(given.contacts)).join('\n'),
    summary: textOf(given.summary),
    locale: textOf(given.language) || locale,
    answers: Object.fromEntries(answers),
    questionSet: call.questionSet,
  };
}

/** A candidacy as first values of the form: what a person would have given. */
export function rawFrom(call: Intake, content: Content): Readonly<Record<string, readonly string[]>> {
  const one = (value: string): readonly string[] => (value === '' ? [] : [value]);
  return {
    category: one(content.category),
    size: one(content.size),
    summary: one(content.summary),
    contacts: one(content.contacts),
    language: one(content.locale),
    ...Object.fromEntries(call.questions.map(({ id }) => [fieldFor(id), one(content.answers[id] ?? '')])),
  };
}

/** `false` is no answer: a confirmation is there or not. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return value === true ? 'true' : '';
}
