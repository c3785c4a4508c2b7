/** The form run as people live it: sheets, refusals, the review, another day, another platform. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { number } from '../../src/chat/form.ts';
import { show } from '../../src/chat/reply.ts';
import { defineForm } from '../../src/features/context.ts';
import { actions } from '../../src/features/registry.ts';
import { controlsOf, type Desk, openDesk, type Visitor } from '../support/desk.ts';
import { edit, fields, jot, note, submitted, tale, tell } from './tale.ts';

let desk: Desk;
const menu = {
  commands: [...commands.filter(({ name }) => name !== 'language'), tell],
  actions: [...actions, jot, edit],
  forms: [tale, note],
};
beforeAll(async () => {
  desk = await openDesk(menu);
});
afterAll(() => desk.close());
beforeEach(() => {
  submitted.length = 0;
});

let people = 0;
const somebody = (about: Parameters<Desk['visitor']>[1] = {}): Visitor => {
  people += 1;
  return desk.visitor(`person ${people}`, about);
};
const first = { title: ['A tale'], begun: ['2016'], open: ['true'], kind: ['budget'] };
const toReview = async (visitor: Visitor): Promise<void> => {
  await visitor.types('/language');
  await visitor.fills(first);
  await visitor.fills({ land: ['PT'] });
};

test('pages follow one another to the review, and are submitted once', async () => {
  const ana = somebody();
  await ana.types('/language');
  expect(ana.page).toMatchObject({ part: { at: 1, of: 3 }, back: false, sheet: { id: 'what.1' }, text: { next: 'Next' } });
  await ana.fills({ ...first, open: [] });
  expect(ana.page).toMatchObject({ part: { at: 2, of: 3 }, back: true, sheet: { id: 'end.1' } });
  await ana.fills({});
  expect(ana.page).toMatchObject({ sheet: { id: 'where.1' }, text: { next: 'Review' } });
  await ana.fills({ land: ['portugal'], others: ['Brasil, Ivory Coast'] });
  expect(ana.sees).toContain('"title":"A tale"');
  const press = ana.card;
  await ana.presses('Submit');
  expect(ana.sees).toBe('told in Portugal');
  expect(submitted).toMatchObject([
    { values: { title: 'A tale', begun: '2016', open: false, kind: 'budget', land: 'PT', others: ['BR', 'CI'] } },
  ]);
  const again = controlsOf(press).find((control) => control.type === 'button' && control.label === 'Submit');
  if (again?.type !== 'button') throw new Error('no button');
  await ana.sends({ type: 'action', ref: again.action });
  expect(ana.sees).toContain('submitted already');
  expect(submitted).toHaveLength(1);
});

test('two presses at once submit once', async () => {
  const ana = somebody();
  await toReview(ana);
  const button = controlsOf(ana.card).find((control) => control.type === 'button' && control.label === 'Submit');
  if (button?.type !== 'button') throw new Error('no button');
  const press = { type: 'action', ref: button.action } as const;
  await Promise.all([ana.sends(press), ana.sends(press)]);
  expect(submitted).toHaveLength(1);
});

test('a page that does not apply is left out, and what was said on it does not count', async () => {
  const ana = somebody();
  await ana.types('/language');
  await ana.fills({ ...first, open: [] });
  await ana.fills({ ended: ['2020'] });
  await ana.goesBack();
  await ana.goesBack();
  await ana.fills({ open: ['true'] });
  expect(ana.page.sheet.id).toBe('where.1');
  await ana.fills({ land: ['PT'] });
  expect(ana.sees).not.toContain('2020');
  await ana.presses('Submit');
  expect(submitted[0]?.values).not.toHaveProperty('ended');
});

test('what is refused is said in the language of the person, and what was typed is kept', async () => {
  const ana = somebody({ locale: 'es' });
  await ana.types('/language');
  await ana.fills({
    title: ['ab'],
    site: ['example'],
    people: ['muchas'],
    begun: ['primavera'],
    kind: ['circus'],
    themes: ['t1', 't2', 't3'],
  });
  expect(ana.page.problems).toEqual([
    { field: 'title', message: 'Un poco más: al menos 3 caracteres.' },
    { field: 'site', message: 'Una dirección web empieza por https://.' },
    { field: 'people', message: 'Esto no es un número.' },
    { field: 'begun', message: 'Se escribe 2016, 05/2016 o 31/05/2016.' },
    { field: 'kind', message: '«circus» no está en la lista o puede ser varias cosas.' },
    { field: 'themes', message: 'Como máximo 2.' },
  ]);
  expect(ana.page.text.refused).toContain('6 respuestas');
  expect(ana.page.filled).toMatchObject({
    title: [{ value: 'ab' }],
    begun: [{ value: 'primavera' }],
    themes: [{ value: 't1', label: 'Theme 1' }, {}, {}],
  });
  await ana.fills({
    title: ['Bien'],
    site: [],
    people: ['1.234'],
    begun: ['mayo de 2016'],
    kind: ['Budget'],
    themes: ['Theme 7; theme 9'],
    open: ['true'],
  });
  await ana.fills({ land: ['Alemania'] });
  await ana.presses('Enviar');
  expect(submitted[0]?.values).toMatchObject({ people: 1234, begun: '2016-05', kind: 'budget', themes: ['t7', 't9'], land: 'DE' });
});

test('a page is kept even when a name on it cannot be looked up just now', async () => {
  const ana = somebody();
  await ana.types('/language');
  await ana.fills(first);
  const { draft } = ana.page;
  await ana.fills({ land: ['Atlantis'] });
  expect(ana.sees).toContain('Something went wrong');
  await ana.sends({ type: 'form.resume', draft });
  expect(ana.page).toMatchObject({ sheet: { id: 'where.1' }, filled: { land: [{ value: 'Atlantis' }] } });
});

test('going back keeps what was typed', async () => {
  const ana = somebody();
  await ana.types('/language');
  await ana.fills(first);
  await ana.goesBack({ land: ['Chile'] });
  expect(ana.page).toMatchObject({ sheet: { id: 'what.1' }, filled: { title: [{ value: 'A tale' }] } });
  await ana.fills({});
  expect(ana.page.filled).toEqual({ land: [{ value: 'CL', label: 'Chile' }] });
});

describe('the review', () => {
  test('leads to a part and back to itself', async () => {
    const ana = somebody();
    await toReview(ana);
    await ana.picks('Add: pages more');
    expect(ana.page).toMatchObject({ sheet: { id: 'more.1' }, part: { at: 1, of: 1 } });
    await ana.fills({ story: ['Once upon a time'] });
    expect(ana.sees).toContain('Once upon a time');
    await ana.picks('pages what');
    await ana.fills({ title: ['Another tale'] });
    expect(ana.sees).toContain('Another tale');
  });

  test('names what is missing or contradicts itself, and Fix leads there', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.fills({ ...first, open: [] });
    await ana.fills({ ended: ['2010'] });
    await ana.fills({ land: ['PT'] });
    expect(ana.sees).toContain('One answer needs another look');
    expect(controlsOf(ana.card).map((control) => (control.type === 'select' ? '' : control.label))).not.toContain('Submit');
    await ana.presses('Fix');
    expect(ana.page).toMatchObject({ sheet: { id: 'end.1' }, problems: [{ field: 'ended' }] });
    await ana.fills({ ended: ['2018'] });
    await ana.presses('Submit');
    expect(submitted).toHaveLength(1);
  });

  test('a part that comes to apply afterwards can be filled from there', async () => {
    const ana = somebody();
    await toReview(ana);
    await ana.picks('pages what');
    await ana.fills({ open: [] });
    await ana.picks('pages end');
    await ana.fills({ ended: ['2019'] });
    expect(ana.sees).toContain('2019');
  });

  test('a refusal or a bug while submitting loses nothing', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.fills({ ...first, title: ['break me'] });
    await ana.fills({ land: ['PT'] });
    await ana.presses('Submit');
    expect(ana.sees).toContain('Your draft is safe');
    await ana.types('/drafts');
    await ana.presses('Continue');
    await ana.picks('pages what');
    await ana.fills({ title: ['Mended'] });
    await ana.presses('Submit');
    expect(submitted).toHaveLength(1);
  });

  test('can be put off, and discarded', async () => {
    const ana = somebody();
    await toReview(ana);
    const { card } = ana;
    await ana.presses('Finish later');
    expect(ana.sees).toContain('Saved until');
    const discard = controlsOf(card).find((control) => control.type === 'button' && control.label === 'Discard');
    expect(discard).toMatchObject({ style: 'danger', confirm: { yes: 'Discard' } });
    if (discard?.type !== 'button') throw new Error('no button');
    await ana.sends({ type: 'action', ref: discard.action });
    await ana.types('/drafts');
    expect(ana.sees).toContain('There are no drafts');
  });
});

describe('another time', () => {
  test('the draft is offered before a new one is begun, and both can be had', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.fills(first);
    await ana.types('/language');
    expect(ana.sees).toContain('“A tale” is under way already');
    await ana.presses('Continue');
    expect(ana.page.sheet.id).toBe('where.1');
    await ana.types('/language');
    await ana.presses('Start a new one');
    expect(ana.page).toMatchObject({ sheet: { id: 'what.1' }, filled: {} });
  });

  test('a form that was opened and put away without a word is no draft', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.sends({ type: 'form.closed', draft: ana.page.draft });
    await ana.types('/drafts');
    expect(ana.sees).toContain('There are no drafts');
  });

  test('the draft goes on where another platform splits the page', async () => {
    const ana = somebody({ platform: 'discord' });
    await ana.types('/language');
    expect(ana.page.sheet.fields.map(({ id }) => id)).toEqual(['title', 'site', 'people', 'begun']);
    expect(ana.page.part.of).toBe(4);
    await ana.fills({ title: ['Split'], begun: ['2015'] });
    expect(ana.page.sheet.id).toBe('what.2');
    expect(ana.page.sheet.fields.find(({ id }) => id === 'themes')).toMatchObject({ kind: 'lookup' });
    const { draft } = ana.page;
    const slack = desk.visitor('its slack account');
    await slack.types('/link');
    await ana.types(`/link ${/[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(slack.sees)?.[0]}`);
    await slack.sends({ type: 'form.resume', draft });
    expect(slack.page).toMatchObject({ sheet: { id: 'what.1' }, filled: { title: [{ value: 'Split' }] } });
  });

  test('a form that has changed since keeps what still can be', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.fills({ ...first, site: ['https://example.org'], people: ['900'] });
    const { draft } = ana.page;
    const { site: _gone, ...rest } = fields;
    const next = defineForm({
      ...tale,
      version: 2,
      fields: { ...rest, people: number({ required: false, min: 1, max: 500 }) },
      pages: [{ id: 'what', fields: ['title', 'people', 'begun', 'open', 'kind', 'land'] }],
      check: async () => [],
      review: async () => [],
      submit: async () => show({ blocks: [] }),
    });
    const later = await reopened({ ...menu, forms: [next, note] });
    const same = later(`person ${people}`);
    await same.sends({ type: 'form.resume', draft, sheet: 'what.1' });
    expect(same.page.filled).toMatchObject({ title: [{ value: 'A tale' }], kind: [{ value: 'budget' }] });
    expect(same.page.filled).not.toHaveProperty('people');
  });

  test('somebody else’s draft is not there', async () => {
    const ana = somebody();
    await ana.types('/language');
    await ana.fills(first);
    const { draft, sheet } = ana.page;
    const eve = somebody();
    for (const inbound of [
      { type: 'form.resume', draft },
      { type: 'form.page', draft, sheet: sheet.id, raw: { land: ['FR'] } },
      { type: 'action', ref: { name: 'form.submit', id: draft } },
      { type: 'action', ref: { name: 'form.discard', id: draft } },
      { type: 'action', ref: { name: 'draft.discard', id: draft } },
    ] as const) {
      await eve.sends(inbound);
      expect(eve.sees).toContain('not there any more');
    }
    await ana.fills({ land: ['PT'] });
    expect(ana.sees).toContain('"land":"PT"');
  });
});

test('a direct form is sent with its only page', async () => {
  const ana = somebody();
  await ana.sends({ type: 'action', ref: jot.with('e7') });
  expect(ana.page).toMatchObject({ back: false, text: { next: 'Send', close: 'Cancel' } });
  await ana.fills({ words: ['abc'] });
  expect(ana.page.problems).toMatchObject([{ field: 'words' }]);
  await ana.fills({ words: ['abcdef'] });
  expect(ana.sees).toBe('e7: abcdef');
});

test('a form that is opened at a page with first values goes to the review after it', async () => {
  const ana = somebody({ locale: 'es' });
  await ana.sends({ type: 'action', ref: edit.with('e1') });
  expect(ana.page).toMatchObject({ sheet: { id: 'where.1' }, filled: { land: [{ value: 'ES', label: 'España' }] } });
  await ana.fills({});
  expect(ana.sees).toContain('"begun":"2016-05"');
});

test('lookups and long lists are searched while typing', async () => {
  const ana = somebody({ locale: 'fr', platform: 'discord' });
  await ana.types('/language');
  const { draft } = ana.page;
  expect(await ana.sends({ type: 'complete.field', draft, field: 'land', typed: 'alle' })).toEqual({
    type: 'choices',
    choices: [{ value: 'DE', label: 'Allemagne' }],
  });
  const found = await ana.sends({ type: 'complete.field', draft, field: 'themes', typed: 'theme 1' });
  expect(found.type === 'choices' && found.choices.length).toBe(25);
  expect(await ana.sends({ type: 'complete.field', draft: 'no such draft', field: 'land', typed: '' })).toEqual({
    type: 'choices',
    choices: [],
  });
});

test('hostile and odd texts are stored as they are, as far as a database can', async () => {
  const ana = somebody();
  await ana.types('/language');
  await ana.fills({ ...first, title: ['<!channel>\u0000 @everyone \ud800 x'] });
  await ana.goesBack();
  expect(ana.page.filled.title).toEqual([{ value: '<!channel> @everyone � x', label: '<!channel> @everyone � x' }]);
});

/** The same store behind another menu, as after an upgrade. */
async function reopened(changed: Parameters<typeof openDesk>[0]): Promise<(id: string) => Visitor> {
  const other = await openDesk(changed, {}, desk.house);
  return (id) => other.visitor(id);
}
