/** Sheets as modals: every kind of field, within Discord's limits, and what comes back of it. */
import { join } from 'node:path';
import { InteractionResponseType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Page, SheetField } from '../../../src/chat/sheet.ts';
import { loadCatalogue } from '../../../src/i18n/catalogue.ts';
import { overflowOfPage, renderBetween, renderModal } from '../../../src/platforms/discord/form.ts';
import { limits } from '../../../src/platforms/discord/limits.ts';
import { checkCallback, checkPost } from '../../support/discord/contract.ts';
import { openDiscordHarness } from '../../support/discord/harness.ts';
import { fieldsOf, seenMessage } from '../../support/discord/shown.ts';
import { card, page, writtenDoor } from '../contract.ts';

const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Value ${n}` }));
const common = { label: 'A question', required: false } as const;
const kinds: readonly SheetField[] = [
  { ...common, id: 'line', kind: 'text', lines: 'one', min: 0, max: 80 },
  { ...common, id: 'story', kind: 'text', lines: 'many', min: 20, max: 4000, required: true, hint: 'Tell it', placeholder: 'Once' },
  { ...common, id: 'count', kind: 'number', min: 0, max: 9 },
  { ...common, id: 'day', kind: 'date' },
  { ...common, id: 'sure', kind: 'confirm' },
  { ...common, id: 'one', kind: 'choice', many: false, max: 1, required: true, options: options(3) },
  { ...common, id: 'maybe', kind: 'choice', many: false, max: 1, options: options(3) },
  { ...common, id: 'only', kind: 'choice', many: false, max: 1, required: true, options: options(1) },
  { ...common, id: 'long', kind: 'choice', many: false, max: 1, required: true, options: options(25) },
  { ...common, id: 'some', kind: 'choice', many: true, max: 2, options: options(3) },
  { ...common, id: 'many', kind: 'choice', many: true, max: 40, required: true, options: options(25) },
  { ...common, id: 'place', kind: 'lookup', many: false, max: 1 },
  { ...common, id: 'places', kind: 'lookup', many: true, max: 5 },
];
const typeOf: Readonly<Record<string, number>> = {
  line: 4,
  story: 4,
  count: 4,
  day: 4,
  sure: 23,
  one: 21,
  maybe: 3,
  only: 3,
  long: 3,
  some: 22,
  many: 3,
  place: 4,
  places: 4,
};
const refused = (given: Page) =>
  checkCallback(JSON.parse(JSON.stringify({ type: InteractionResponseType.Modal, data: renderModal(given) })));

describe('a sheet', () => {
  it.each(kinds)('holds a field of kind $kind ($id)', (field) => {
    const given = page('d1', [field]);
    expect(refused(given)).toEqual([]);
    const [shown] = fieldsOf(JSON.parse(JSON.stringify(renderModal(given))));
    expect(shown?.control.type).toBe(typeOf[field.id]);
  });

  it.each(kinds)('shows what is filled in of kind $kind ($id)', (field) => {
    const filled = { [field.id]: field.kind === 'confirm' ? [{ value: 'true', label: 'Yes' }] : [{ value: 'v0', label: 'Value 0' }] };
    expect(refused({ ...page('d1', [field]), filled })).toEqual([]);
  });

  it('takes back what was refused for its length', () => {
    const [field] = kinds;
    if (!field) throw new Error('no field');
    const long = 'x'.repeat(200);
    const given = {
      ...page('d1', [field]),
      filled: { line: [{ value: long, label: long }] },
      problems: [{ field: 'line', message: 'Too long: at most 80' }],
    };
    expect(refused(given)).toEqual([]);
    expect(JSON.stringify(renderModal(given))).toContain(long);
    expect(JSON.stringify(renderModal(given))).toContain('Too long: at most 80');
  });

  it('says which of its texts would be cut', () => {
    const [field] = kinds;
    if (!field) throw new Error('no field');
    expect(overflowOfPage(page('d1', [field]))).toEqual([]);
    expect(overflowOfPage(page('d1', [{ ...field, label: 'x'.repeat(46) }]))).toHaveLength(1);
    expect(refused(page('d1', [{ ...field, label: 'x'.repeat(460), hint: 'y'.repeat(200), placeholder: 'z'.repeat(200) }]))).toEqual([]);
  });

  it('is followed by a message that goes on, or back, or to what was refused', () => {
    const given = { ...page('d1', kinds.slice(0, 2)), back: true };
    expect(checkPost(JSON.parse(JSON.stringify(renderBetween(given))))).toEqual([]);
    expect(seenMessage(renderBetween(given)).buttons).toEqual(['Continue', 'Back']);
    const problems = Array.from({ length: 40 }, () => ({ field: 'line', message: `*${'x'.repeat(300)}*` }));
    expect(checkPost(JSON.parse(JSON.stringify(renderBetween({ ...given, problems }))))).toEqual([]);
    expect(seenMessage(renderBetween({ ...given, problems })).buttons).toEqual(['Fix']);
  });
});

describe('the texts of our forms', () => {
  const catalogue = loadCatalogue(join(import.meta.dirname, '../../../locales'));
  const most = { title: limits.form.title, label: limits.form.label, hint: limits.form.hint, placeholder: limits.form.placeholder };

  it.each(catalogue.locales)('fit into a modal in %s', (locale) => {
    const t = catalogue.translator(locale);
    const keys = catalogue.keys(locale).filter((key) => key.startsWith('forms.'));
    expect(keys.length).toBeGreaterThan(20);
    for (const key of keys) {
      const max = key.includes('.pages.') ? limits.form.title : most[key.split('.').at(-1) as keyof typeof most];
      if (max !== undefined) expect(t(key).length, `${key}: ${t(key)}`).toBeLessThanOrEqual(max);
    }
  });
});

describe('a submitted sheet', () => {
  it('comes back as raw values by field, one entry for each', async () => {
    const script = writtenDoor();
    const harness = await openDiscordHarness(script.door);
    const ana = harness.person('ana');
    const read = async (fields: readonly SheetField[], values: Readonly<Record<string, string | readonly string[]>>) => {
      script.answers('command', () => ({ type: 'page', page: page('d1', fields) }), 'form');
      script.answers('form.page', () => card('Thank you'));
      await ana.types('/experience submit');
      await ana.submits(values);
      return script.last('form.page').inbound.raw;
    };
    expect(await read(kinds.slice(0, 5), { line: 'A', story: 'Long enough to be one', count: '3', day: '2026-05', sure: 'yes' })).toEqual({
      line: ['A'],
      story: ['Long enough to be one'],
      count: ['3'],
      day: ['2026-05'],
      sure: ['true'],
    });
    expect(await read(kinds.slice(5, 10), { one: 'Value 1', only: 'Value 0', long: 'Value 24', some: ['Value 0', 'Value 2'] })).toEqual({
      one: ['v1'],
      maybe: [],
      only: ['v0'],
      long: ['v24'],
      some: ['v0', 'v2'],
    });
    expect(
      await read(kinds.slice(10), { many: ['Value 3'], place: 'Korea, Republic of', places: ['Lisbon', 'Korea, Republic of'] }),
    ).toEqual({
      many: ['v3'],
      place: ['Korea, Republic of'],
      places: ['Lisbon', 'Korea, Republic of'],
    });
    expect(await read(kinds.slice(4, 5), {})).toEqual({ sure: [] });
    await harness.close();
  });
});
