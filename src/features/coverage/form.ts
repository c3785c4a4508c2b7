/** The form in which the secretariat sets how many members it wants at least: made of a dimension, whose values it offers. */
import { type AnyForm, choices, type FormFamily, lookups, number } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { type AppContext, defineForm } from '../context.ts';
import { dimensionReply } from './reply.ts';
import { type Dimension, dimensions, EACH, listOf } from './rules.ts';
import { setMinimum } from './service.ts';

const FAMILY = 'coverage-minimum';
const MOST = 9999;
const COUNTRIES = 20;

export const minimumForms: FormFamily<AppContext> = {
  id: FAMILY,
  form: async (_ctx, key) => {
    const dimension = dimensions.find((one) => one === key);
    return dimension && minimumForm(dimension);
  },
};

/** Nothing chosen: all of them. */
export function minimumForm(dimension: Dimension): AnyForm {
  return defineForm({
    id: `${FAMILY}/${dimension}`,
    version: 1,
    direct: true,
    texts: (t) => ({
      title: t('forms.coverage-minimum.title'),
      page: () => t(`coverage.titles.${dimension}`),
      label: (field) => (field === 'minimum' ? t('coverage.form.minimum') : t(`coverage.dimensions.${dimension}`)),
      hint: (field) =>
        t(
          field === 'minimum'
            ? 'coverage.form.minimumHint'
            : dimension === 'country'
              ? 'coverage.form.countryHint'
              : 'coverage.form.valuesHint',
        ),
      placeholder: () => undefined,
    }),
    fields: { values: valuesField(dimension), minimum: number({ min: 0, max: MOST }) },
    pages: [{ id: 'minimum', fields: ['values', 'minimum'] }],
    review: async () => [],
    async submit(ctx, { values = [], minimum }) {
      await setMinimum(ctx, dimension, values.length > 0 ? values : everyKey(ctx, dimension), minimum);
      return show(await dimensionReply(ctx, dimension, 0));
    },
  });
}

const valuesField = (dimension: Dimension) =>
  dimension === 'country'
    ? lookups({
        required: false,
        max: COUNTRIES,
        search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
        resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
      })
    : choices({ required: false, max: 25, options: (ctx: AppContext) => ctx.vocabulary.choices(listOf[dimension], ctx.locale) });

/** Countries are too many to be named one by one. */
const everyKey = (ctx: AppContext, dimension: Dimension): readonly string[] =>
  dimension === 'country' ? [EACH] : ctx.vocabulary.choices(listOf[dimension], ctx.locale).map(({ value }) => value);
