/** Properties of the layout and of the form run's reducer, over any form, any limits, any sequence of events. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyForm, text } from '../../src/chat/form.ts';
import { chain, layOut } from '../../src/chat/layout.ts';
import type { RawValues } from '../../src/chat/platform.ts';
import { type Plan, type Run, type RunEvent, step } from '../../src/router/form/run.ts';
import { allLimits } from '../support/desk.ts';

/** Pages of one to twelve fields; some optional, some only while the first field says so. */
const forms: fc.Arbitrary<AnyForm> = fc
  .array(fc.record({ fields: fc.integer({ min: 1, max: 12 }), optional: fc.boolean(), conditional: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pages) => {
    const named = pages.map((page, at) => ({ ...page, id: `p${at}`, names: Array.from({ length: page.fields }, (_, n) => `f${at}x${n}`) }));
    return {
      id: 'any',
      version: 1,
      fields: Object.fromEntries(named.flatMap((page) => page.names).map((name) => [name, text({ max: 10, required: false })])),
      pages: named.map((page, at) => ({
        id: page.id,
        fields: page.names,
        optional: at > 0 && page.optional,
        ...(at > 0 && page.conditional ? { when: (given: { readonly f0x0?: unknown }) => given.f0x0 === 'yes' } : {}),
      })),
      review: async () => [],
      submit: async () => ({ type: 'none' }),
    };
  });
const perSheet = fc.integer({ min: 1, max: 8 });
const limitsWith = (fieldsPerSheet: number) => ({ ...allLimits.discord, form: { ...allLimits.discord.form, fieldsPerSheet } });
const planOf =
  (form: AnyForm, most: number): Plan =>
  (raw) =>
    layOut(form, limitsWith(most), Object.fromEntries(Object.entries(raw).map(([field, [value = '']]) => [field, value])));

test('every field of a page that applies stands on exactly one sheet, and no sheet holds too many', () => {
  fc.assert(
    fc.property(forms, perSheet, fc.boolean(), (form, most, yes) => {
      const given = yes ? { f0x0: 'yes' } : {};
      const sheets = layOut(form, limitsWith(most), given);
      const expected = form.pages.filter((page) => page.when?.(given) ?? true).flatMap((page) => page.fields);
      expect(sheets.flatMap((sheet) => sheet.fields)).toEqual(expected);
      expect(new Set(sheets.map((sheet) => sheet.id)).size).toBe(sheets.length);
      for (const sheet of sheets) expect(sheet.fields.length).toBeLessThanOrEqual(most);
    }),
  );
});

test('the sheets of a page are the same whatever is said on other pages', () => {
  fc.assert(
    fc.property(forms, perSheet, (form, most) => {
      const all = layOut(form, limitsWith(most), { f0x0: 'yes' });
      for (const sheet of layOut(form, limitsWith(most), {})) expect(all).toContainEqual(sheet);
    }),
  );
});

test('going on from the first sheet passes every sheet on the way once and ends at the review', () => {
  fc.assert(
    fc.property(forms, perSheet, fc.boolean(), (form, most, yes) => {
      const plan = planOf(form, most);
      let run: Run = { raw: { f0x0: [yes ? 'yes' : 'no'] }, position: plan({})[0]?.id ?? '' };
      const passed: string[] = [];
      while (run.position !== 'review') {
        passed.push(run.position);
        run = step(run, { type: 'saved', sheet: run.position, raw: {}, refused: false }, plan).run;
      }
      expect(passed).toEqual(chain(plan(run.raw)).map((sheet) => sheet.id));
    }),
  );
});

test('back and next again lose nothing and arrive where they were', () => {
  fc.assert(
    fc.property(forms, perSheet, fc.nat(), fc.string(), (form, most, nth, typed) => {
      const plan = planOf(form, most);
      const start: RawValues = { f0x0: ['yes'] };
      const way = chain(plan(start));
      const at = way[1 + (nth % Math.max(1, way.length - 1))];
      fc.pre(at !== undefined);
      const raw = { [at?.fields[0] ?? '']: [typed] };
      const back = step({ raw: start, position: at?.id ?? '' }, { type: 'back', sheet: at?.id ?? '', raw }, plan);
      expect(back.next).toEqual({ type: 'sheet', sheet: way[way.findIndex((sheet) => sheet.id === at?.id) - 1]?.id });
      const again = step(back.run, { type: 'saved', sheet: back.run.position, raw: {}, refused: false }, plan);
      expect(again).toEqual({ run: { raw: { ...start, ...raw }, position: at?.id }, next: { type: 'sheet', sheet: at?.id } });
    }),
  );
});

/** Events that name any sheet, also ones that are not there: another platform's, an older form's. */
const events: fc.Arbitrary<RunEvent> = fc
  .record({
    type: fc.constantFrom('saved', 'back', 'resumed', 'edit'),
    page: fc.integer({ min: 0, max: 7 }),
    nth: fc.integer({ min: 1, max: 9 }),
    field: fc.integer({ min: 0, max: 11 }),
    value: fc.constantFrom('yes', 'no', 'other', ''),
    refused: fc.boolean(),
  })
  .map(({ type, page, nth, field, value, refused }): RunEvent => {
    const sheet = `p${page}.${nth}`;
    const raw = { [`f${page}x${field}`]: [value] };
    if (type === 'saved') return { type, sheet, raw, refused };
    if (type === 'back') return { type, sheet, raw };
    return type === 'edit' ? { type, page: `p${page}` } : { type: 'resumed', sheet };
  });

test('after any events everything that was saved is there, and what is shown exists', () => {
  fc.assert(
    fc.property(forms, perSheet, fc.array(events, { maxLength: 30 }), (form, most, sequence) => {
      const plan = planOf(form, most);
      let run: Run = { raw: {}, position: plan({})[0]?.id ?? 'review' };
      let kept: RawValues = {};
      for (const event of sequence) {
        const taken = step(run, event, plan);
        run = taken.run;
        if (event.type === 'saved' || event.type === 'back') kept = { ...kept, ...event.raw };
        const shown = taken.next;
        const named = event.type === 'saved' || event.type === 'back' ? event.sheet : '';
        // A sheet of a form that has none such is answered with itself, which the run around it shows as the review.
        if (shown.type === 'sheet' && shown.sheet !== named) expect(plan(run.raw).map((sheet) => sheet.id)).toContain(shown.sheet);
      }
      expect(run.raw).toEqual(kept);
    }),
  );
});

test('a part edited from the review leads back to the review', () => {
  fc.assert(
    fc.property(forms, perSheet, fc.nat(), (form, most, nth) => {
      const plan = planOf(form, most);
      let run: Run = { raw: { f0x0: ['yes'] }, position: 'review' };
      const page = form.pages[nth % form.pages.length]?.id ?? '';
      let taken = step(run, { type: 'edit', page }, plan);
      const passed: string[] = [];
      while (taken.next.type === 'sheet') {
        passed.push(taken.next.sheet);
        run = taken.run;
        taken = step(run, { type: 'saved', sheet: taken.next.sheet, raw: {}, refused: false }, plan);
      }
      expect(passed).toEqual(
        plan(run.raw)
          .filter((sheet) => sheet.page === page)
          .map((sheet) => sheet.id),
      );
      expect(taken.run.position).toBe('review');
    }),
  );
});
