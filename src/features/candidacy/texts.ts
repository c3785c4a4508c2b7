/** The pages of a candidacy's form and its words: its own fields' texts are the catalogue's, its questions' the call's. Pure. */
import type { FormTexts } from '../../chat/form.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Asked, Intake } from '../call/intake/service.ts';
import { fieldFor } from './rules.ts';

/** A call's pages stand between our own, and may be called like them. */
const QUESTIONS = 'q-';
const questionPages = (call: Intake): readonly string[] => [...new Set(call.questions.map(({ page }) => page))];

export function pagesOf(call: Intake) {
  const kinds = [...(call.categories.length > 0 ? ['category'] : []), ...(call.sizes.length > 0 ? ['size'] : [])];
  return [
    ...(kinds.length > 0 ? [{ id: 'kind', fields: kinds }] : []),
    ...questionPages(call).map((page) => ({
      id: `${QUESTIONS}${page}`,
      fields: call.questions.filter((question) => question.page === page).map(({ id }) => fieldFor(id)),
    })),
    { id: 'summary', fields: ['summary'] },
    { id: 'contacts', fields: ['contacts'] },
    { id: 'language', fields: ['language'], optional: true },
  ];
}

/** Pages that the secretariat can point at, in the form's order. */
export const formPages = (call: Intake): readonly string[] => pagesOf(call).map(({ id }) => id);

export function textsOf(t: Translate, call: Intake): FormTexts {
  const question = (field: string): Asked | undefined => call.questions.find(({ id }) => fieldFor(id) === field);
  const pages = questionPages(call);
  return {
    title: t('forms.candidacy.title'),
    page(page) {
      const at = pages.indexOf(page.slice(QUESTIONS.length));
      return page.startsWith(QUESTIONS) ? t('candidacy.pages.questions', { at: at + 1, of: pages.length }) : t(`candidacy.pages.${page}`);
    },
    label(field) {
      const asked = question(field);
      return asked === undefined ? t(`candidacy.fields.${field}`) : asked.label;
    },
    hint(field) {
      const asked = question(field);
      if (asked !== undefined) return asked.hint || undefined;
      return t.has(`candidacy.hints.${field}`) ? t(`candidacy.hints.${field}`) : undefined;
    },
    placeholder: () => undefined,
  };
}
