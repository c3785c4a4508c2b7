/** The form that makes two records one: for each field in which they differ, which value stands. Made of the pair. */

import { short } from '../../../chat/compose.ts';
import { type AnyForm, choice, type Field, type FormFamily } from '../../../chat/form.ts';
import { show } from '../../../chat/reply.ts';
import { type AppContext, defineForm } from '../../context.ts';
import { fieldLabel, inWords, lineOf, mergedCard, type Words } from './card.ts';
import { type Choice, type Choices, type Difference, differencesOf, proposed } from './fields.ts';
import { pairRef, readPair } from './names.ts';
import { latelyMerged, twoOf, type Whole } from './pairs.ts';
import { mergeOrganisations } from './service.ts';

const FAMILY = 'organisation-merge';

export const mergeForms: FormFamily<AppContext> = {
  id: FAMILY,
  form: async (ctx, key) => {
    const [one, other] = await twoOf(ctx.store.db, readPair(key));
    return one && other && mergeForm(one, other);
  },
};

const PER_PAGE = 4;
/** Slack's shortest: an option's label. */
const LABEL = 72;

export function mergeForm(one: Whole, other: Whole): AnyForm {
  const differences = differencesOf(one, other);
  const pages = Array.from({ length: Math.max(1, Math.ceil(differences.length / PER_PAGE)) }, (_, at) => ({
    id: `fields-${at + 1}`,
    fields: differences.slice(at * PER_PAGE, (at + 1) * PER_PAGE).map(({ field }) => field),
  }));
  return defineForm({
    id: `${FAMILY}/${pairRef(one.id, other.id)}`,
    version: one.version + other.version + 1,
    texts: (t) => ({
      title: t('forms.organisation-merge.title'),
      page: (page) => t('duplicates.form.page', { at: Number(page.split('-')[1] ?? 1), of: pages.length }),
      label: (field) => fieldLabel(t, field),
      hint: () => undefined,
      placeholder: () => undefined,
    }),
    fields: Object.fromEntries(differences.map((difference) => [difference.field, fieldFor(difference, one, other)])),
    pages,
    draftTitle: async (ctx) => short(lineOf(ctx.t, one), 80),
    review: async (ctx) => [{ type: 'text', text: ctx.t('duplicates.two', { one: lineOf(ctx.t, one), other: lineOf(ctx.t, other) }) }],
    async submit(ctx, values) {
      const id = await mergeOrganisations(ctx, one.id, other.id, choicesFrom(values));
      const merge = (await latelyMerged(ctx.store.db)).find((made) => made.id === id);
      if (!merge) throw new Error('a merge that was made is not there');
      return show(mergedCard(ctx, merge));
    },
  });
}

/** What is proposed, as first values of the form. */
export const proposals = (one: Whole, other: Whole): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(differencesOf(one, other).map((difference) => [difference.field, [proposed(difference)]]));

function fieldFor({ field, one: a, other: b }: Difference, one: Whole, other: Whole): Field<AppContext> {
  const label = (words: Words, whole: Whole, value: Difference['one']): string =>
    short(`№ ${whole.number}: ${inWords(words, field, value)}`, LABEL);
  return choice({
    options: (ctx: AppContext) => [
      { value: 'one', label: label(ctx, one, a) },
      { value: 'other', label: label(ctx, other, b) },
      ...(Array.isArray(a) ? [{ value: 'both', label: ctx.t('duplicates.form.both') }] : []),
    ],
  });
}

const isChoice = (value: unknown): value is Choice => value === 'one' || value === 'other' || value === 'both';
const choicesFrom = (values: Readonly<Record<string, unknown>>): Choices =>
  Object.fromEntries(Object.entries(values).flatMap(([field, value]) => (isChoice(value) ? [[field, value] as const] : [])));
