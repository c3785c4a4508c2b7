/** Compile-time checks of the vocabulary: `tsc` fails when one of these stops holding. */

import { choices, date, lookup, text } from '../../src/chat/form.ts';
import { show } from '../../src/chat/reply.ts';
import { defineCommand, defineForm } from '../../src/features/context.ts';
export const a = defineCommand({
  name: 'x',
  answers: 'private',
  options: {
    q: {
      kind: 'text',
      required: true,
      max: 10,
      complete: async (ctx, _typed) => {
        ctx.store;
        return [];
      },
    },
    n: { kind: 'integer', required: false, min: 1, max: 3 },
  },
  async run(ctx, o) {
    const q: string = o.q;
    const n: number | undefined = o.n;
    ctx.actor;
    void q;
    void n;
    return show({ blocks: [] });
  },
});
export const f = defineForm({
  id: 'e',
  version: 1,
  fields: {
    title: text({ max: 80 }),
    theme: choices({ max: 5, options: (ctx) => [{ value: ctx.locale, label: '' }] }),
    end: date({ required: false }),
    c: lookup({ search: async (_ctx, _typed, _limit) => [], resolve: async () => undefined }),
  },
  pages: [{ id: 'a', fields: ['title', 'theme'], when: (g) => g.title !== 'x' }],
  async review() {
    return [];
  },
  async submit(ctx, v) {
    const t: string = v.title;
    const th: readonly string[] = v.theme;
    const e: string | undefined = v.end;
    void t;
    void th;
    void e;
    ctx.actor;
    return show({ blocks: [] });
  },
});
export const w = defineCommand({
  name: 'x',
  answers: 'private',
  options: {},
  // @ts-expect-error a deferred command cannot open a form
  async run() {
    return { type: 'form', form: f };
  },
});
export const list: readonly import('../../src/chat/command.ts').AnyCommand[] = [a];
export const forms: readonly import('../../src/chat/form.ts').AnyForm[] = [f];
