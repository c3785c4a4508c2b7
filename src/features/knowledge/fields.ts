/** The questions of an entry's forms. Texts stand under `forms.knowledge`, `forms.knowledge-text` and `forms.knowledge-facts`. */
import { choice, confirm, date, text } from '../../chat/form.ts';
import { languageName } from '../../i18n/format.ts';
import type { AppContext } from '../context.ts';
import { most, topics } from './content.ts';
import { PHRASINGS_TOGETHER } from './rules.ts';

const URL = 500;

export const wordFields = {
  title: text({ min: 3, max: most.title }),
  answer: text({ lines: 'many', min: 2, max: most.answer }),
  phrasings: text({ required: false, lines: 'many', max: PHRASINGS_TOGETHER }),
  links: text({ required: false, lines: 'many', max: 1500 }),
};

const topic = choice({ options: (ctx: AppContext) => topics.map((one) => ({ value: one, label: ctx.t(`knowledge.topics.${one}`) })) });

export const newFields = {
  topic,
  language: choice({ options: (ctx: AppContext) => ctx.locales.map((one) => ({ value: one, label: languageName(one, ctx.locale) })) }),
  handsOver: confirm(),
  ...wordFields,
};

export const factFields = {
  topic,
  handsOver: confirm(),
  sourceTitle: text({ required: false, max: most.source }),
  sourceUrl: text({ required: false, max: URL, format: 'url' }),
  reviewBy: date({ required: false }),
};
