/** A form with every kind of field, one that is sent with its only page, and what opens them. */
import { choice, choices, confirm, date, lookup, lookups, number, text } from '../../src/chat/form.ts';
import { show } from '../../src/chat/reply.ts';
import { UserError } from '../../src/errors.ts';
import { type AppContext, defineAction, defineCommand, defineForm } from '../../src/features/context.ts';
import { countryName, findCountry, searchCountries } from '../../src/i18n/countries.ts';

const kinds = ['budget', 'council', 'referendum'].map((value) => ({ value, label: value.toUpperCase() }));
const many = Array.from({ length: 120 }, (_, at) => ({ value: `t${at}`, label: `Theme ${at}` }));
const country = {
  search: async (ctx: AppContext, typed: string, limit: number) => searchCountries(ctx.locale, typed, limit),
  resolve: async (ctx: AppContext, given: string) => {
    if (given === 'Atlantis') throw new Error('the atlas is on fire');
    return findCountry(ctx.locale, given);
  },
};

export const submitted: { values: unknown; by: string }[] = [];
export const fields = {
  title: text({ max: 40, min: 3 }),
  site: text({ max: 200, required: false, format: 'url' }),
  people: number({ required: false, min: 1, max: 10_000 }),
  begun: date(),
  open: confirm(),
  kind: choice({ options: () => kinds }),
  themes: choices({ required: false, max: 2, options: () => many }),
  ended: date({ required: false }),
  land: lookup(country),
  others: lookups({ required: false, max: 3, ...country }),
  story: text({ required: false, lines: 'many', max: 3000 }),
};
export const tale = defineForm({
  id: 'tale',
  version: 1,
  fields,
  pages: [
    { id: 'what', fields: ['title', 'site', 'people', 'begun', 'open', 'kind', 'themes'] },
    { id: 'end', fields: ['ended'], when: (given) => given.open !== true },
    { id: 'where', fields: ['land', 'others'] },
    { id: 'more', fields: ['story'], optional: true },
  ],
  check: async (_ctx, given) =>
    given.ended !== undefined && given.begun !== undefined && given.ended < given.begun ? [{ field: 'ended', code: 'date' }] : [],
  review: async (_ctx, given) => [{ type: 'text', text: JSON.stringify(given) }],
  async submit(ctx, values) {
    if (values.title === 'refuse me') throw new UserError('forbidden');
    if (values.title === 'break me') throw new Error('the press is jammed');
    await ctx.store.write(ctx, 'tale', async (tx) => {
      await tx.auditEntry.create({
        data: { id: ctx.newId(), at: ctx.now, actor: ctx.actor.id, action: 'tale.told', subject: 'tale', envelope: ctx.envelope },
      });
    });
    submitted.push({ values, by: ctx.actor.id });
    return show({ blocks: [{ type: 'text', text: `told in ${countryName(values.land, ctx.locale)}` }] });
  },
});
export const note = defineForm({
  id: 'note',
  version: 1,
  direct: true,
  fields: { words: text({ max: 50, min: 5 }) },
  pages: [{ id: 'words', fields: ['words'] }],
  review: async () => [],
  submit: async (_ctx, values, draft) => show({ blocks: [{ type: 'text', text: `${draft.subject}: ${values.words}` }] }),
});
export const tell = defineCommand({ name: 'language', answers: 'form', options: {}, run: async () => ({ type: 'form', form: tale }) });
export const jot = defineAction({
  name: 'test.jot',
  answers: 'form',
  run: async (_ctx, id) => ({ type: 'form', form: note, subject: id }),
});
export const edit = defineAction({
  name: 'test.edit',
  answers: 'form',
  run: async (_ctx, id) => ({
    type: 'form',
    form: tale,
    subject: id,
    page: 'where',
    initial: { title: ['Old title'], begun: ['mayo de 2016'], open: ['true'], kind: ['BUDGET'], land: ['Spain'] },
  }),
});
