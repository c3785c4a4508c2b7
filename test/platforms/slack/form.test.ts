/** Every kind of field goes into a modal by Slack's rules, and comes back as it was put in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Choice } from '../../../src/chat/card.ts';
import type { SheetField } from '../../../src/chat/sheet.ts';
import { renderPage } from '../../../src/platforms/slack/form.ts';
import { slackLimits } from '../../../src/platforms/slack/limits.ts';
import { openSlackHarness, type SlackHarness } from '../../support/slack/harness.ts';
import { broken, view } from '../../support/slack/rules.ts';
import { card, page, refused, type Script, writtenDoor } from '../contract.ts';

const choices = (count: number): readonly Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Choice ${at}` }));
const common = { required: false, label: 'A label' } as const;
const fields = [
  { ...common, id: 'line', kind: 'text', lines: 'one', min: 0, max: 80, placeholder: 'Type', hint: 'A hint' },
  { ...common, id: 'lines', kind: 'text', lines: 'many', min: 5, max: 9000 },
  { ...common, id: 'number', kind: 'number', min: -5, max: 1000 },
  { ...common, id: 'date', kind: 'date', placeholder: '2016-05' },
  { ...common, id: 'confirm', kind: 'confirm' },
  { ...common, id: 'radio', required: true, kind: 'choice', many: false, max: 1, options: choices(3) },
  { ...common, id: 'menu', kind: 'choice', many: false, max: 1, options: choices(3) },
  { ...common, id: 'long', kind: 'choice', many: false, max: 1, options: choices(100) },
  { ...common, id: 'boxes', kind: 'choice', many: true, max: 3, options: choices(3) },
  { ...common, id: 'several', kind: 'choice', many: true, max: 2, options: choices(30) },
  { ...common, id: 'city', kind: 'lookup', many: false, max: 1 },
  { ...common, id: 'themes', kind: 'lookup', many: true, max: 3 },
] as const satisfies readonly SheetField[];

const given = {
  line: 'One line',
  lines: 'Several\nlines',
  number: '42',
  date: '2016-05',
  confirm: 'A label',
  radio: 'Choice 1',
  menu: 'Choice 2',
  long: 'Choice 99',
  boxes: ['Choice 0', 'Choice 2'],
  several: ['Choice 4', 'Choice 29'],
  city: 'Lisboa',
  themes: ['Budgets', 'Assemblies'],
};
const raw = {
  line: ['One line'],
  lines: ['Several\nlines'],
  number: ['42'],
  date: ['2016-05'],
  confirm: ['true'],
  radio: ['v1'],
  menu: ['v2'],
  long: ['v99'],
  boxes: ['v0', 'v2'],
  several: ['v4', 'v29'],
  city: ['lisboa'],
  themes: ['budgets', 'assemblies'],
};

let script: Script;
let harness: SlackHarness;
beforeEach(async () => {
  script = writtenDoor();
  script.answers('command', () => ({ type: 'page', page: page('d1', fields) }), 'form');
  script.answers('complete.field', ({ typed }) => ({ type: 'choices', choices: [{ value: typed.toLowerCase(), label: typed }] }));
  script.answers('form.page', () => card('Thank you'));
  harness = await openSlackHarness(script.door);
});
afterEach(() => harness.close());

describe('a form on Slack', () => {
  it('reads every kind of field back', async () => {
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    await ana.submits(given);
    expect(script.last('form.page').inbound.raw).toEqual(raw);
  });

  it('has an entry for what was left empty', async () => {
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    await ana.submits({ radio: 'Choice 0' });
    expect(script.last('form.page').inbound.raw).toEqual({ ...Object.fromEntries(Object.keys(raw).map((id) => [id, []])), radio: ['v0'] });
  });

  it('shows again what was given, whatever kind it is', async () => {
    const labels: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
      Object.entries(given).map(([id, value]) => [id, [value].flat()]),
    );
    const filled = Object.fromEntries(
      Object.entries(raw).map(([id, values]) => [id, values.map((value, at) => ({ value, label: labels[id]?.[at] ?? value }))]),
    );
    script.answers('command', () => ({ type: 'page', page: { ...page('d1', fields), filled } }), 'form');
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    expect(await ana.form()).toEqual(labels);
    await ana.submits({});
    expect(script.last('form.page').inbound.raw).toEqual(raw);
  });

  it('holds whatever was typed on another platform, also what Slack itself would refuse', () => {
    const odd = {
      line: 'x'.repeat(5000),
      lines: 'abc',
      number: 'many',
      date: 'spring',
      confirm: 'false',
      radio: 'gone',
      boxes: 'gone',
      city: 'y'.repeat(140),
    };
    const filled = Object.fromEntries(Object.entries(odd).map(([id, value]) => [id, [{ value, label: value }]]));
    const problems = fields.map(({ id }) => ({ field: id, message: 'Not like this' }));
    expect(broken(view, renderPage({ ...page('d1', fields), filled, problems, back: true }))).toEqual([]);
  });

  it('fits with as many fields as a sheet may have, all of them refused', () => {
    const full = Array.from({ length: slackLimits.form.fieldsPerSheet }, (_, at) => ({ ...fields[0], id: `f${at}` }));
    const problems = full.map(({ id }) => ({ field: id, message: 'Not like this' }));
    expect(
      broken(view, renderPage({ ...page('d1', full), problems: [...problems, { field: 'elsewhere', message: 'Nor this' }], back: true })),
    ).toEqual([]);
  });

  it('goes back with what was typed so far, and updates the same window', async () => {
    const [first] = fields;
    script.answers('command', () => ({ type: 'page', page: { ...page('d1', fields, 'more.1'), back: true } }), 'form');
    script.answers('form.back', () => ({
      type: 'page',
      page: { ...page('d1', [first]), filled: { line: [{ value: 'Before', label: 'Before' }] } },
    }));
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    const [open] = harness.fake.world.people.get('UANA')?.stack ?? [];
    open?.typed.set('more.1|line', { value: 'Half typed' });
    await ana.presses('Back');
    expect(script.last('form.back').inbound).toMatchObject({ draft: 'd1', sheet: 'more.1', raw: { line: ['Half typed'], city: [] } });
    expect(await ana.form()).toEqual({ line: ['Before'] });
    expect(harness.fake.world.people.get('UANA')?.stack).toEqual([open]);
  });

  it('shows what is wrong with other pages above the form', async () => {
    script.answers('form.page', () => ({
      type: 'page',
      page: refused(page('d1', fields), {}, 'elsewhere', 'The end is before the beginning'),
    }));
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    await ana.submits({ radio: 'Choice 0' });
    expect((await ana.sees()).text).toContain('The end is before the beginning');
  });

  it('tells that it was put away', async () => {
    const ana = harness.person('ana');
    await ana.types('/experience submit');
    await ana.leaves();
    await script.heard('form.closed');
    expect(script.last('form.closed').inbound).toEqual({ type: 'form.closed', draft: 'd1' });
  });

  it('carries nothing of a person in its metadata', () => {
    const filled = { line: [{ value: 'Private', label: 'Private' }] };
    expect(renderPage({ ...page('d1', fields), filled }).private_metadata).toBe('{"draft":"d1","sheet":"what.1"}');
  });
});
