/** A candidacy in its reader's words: facts, pages of its whole text. Pure. */
import { paginate, type Section, type TextPage } from '../../chat/pages.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { writeNumber } from '../../i18n/numbers.ts';
import type { Asked, Intake } from '../call/intake/service.ts';
import { type Content, labelOf } from './content.ts';

/** Category, size band and country: what is known of them. */
export function factsOf(
  t: Translate,
  call: Intake,
  { category, size, country }: Pick<Content, 'category' | 'size'> & { readonly country: string },
) {
  return [
    { label: t('candidacy.fields.category'), value: category === '' ? '' : labelOf(call.categories, category) },
    { label: t('candidacy.fields.size'), value: size === '' ? '' : labelOf(call.sizes, size) },
    { label: t('candidacy.fields.country'), value: country === '' ? '' : countryName(country, t.locale) },
  ].filter(({ value }) => value !== '');
}

/** Everything that was sent in, in the form's order; contacts included, for those who may read them. */
export function textPages(t: Translate, call: Intake, content: Content): readonly TextPage[] {
  const known = new Set(call.questions.map(({ id }) => id));
  const answers = call.questions.flatMap((question): Section[] => {
    const answer = content.answers[question.id];
    return answer === undefined ? [] : [{ heading: question.label, text: inWords(t, question, answer) }];
  });
  // Answers to questions that the call asks no more.
  const former = Object.entries(content.answers).flatMap(([id, text]): Section[] => (known.has(id) ? [] : [{ heading: id, text }]));
  return paginate([
    { heading: t('candidacy.fields.summary'), text: content.summary },
    ...answers,
    ...former,
    { heading: t('candidacy.fields.contacts'), text: content.contacts },
  ]);
}

function inWords(t: Translate, question: Asked, answer: string): string {
  switch (question.kind) {
    case 'confirm':
      return t('candidacy.yes');
    case 'choice':
      return labelOf(question.options, answer);
    case 'number':
      return writeNumber(Number(answer), t.locale);
    case 'text':
      return answer;
  }
}
