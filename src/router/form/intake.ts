/** Brings what was typed into the form in which it is stored: dates as EDTF, numbers with a point, names resolved to keys. */
import type { Choice } from '../../chat/card.ts';
import type { AnyForm, Field } from '../../chat/form.ts';
import type { RawValues } from '../../chat/platform.ts';
import { fieldOf } from '../../chat/present.ts';
import type { AppContext } from '../../features/context.ts';
import type { Labels } from '../../features/draft/service.ts';
import { readDate } from '../../i18n/dates.ts';
import { fold } from '../../i18n/fold.ts';
import { readNumber } from '../../i18n/numbers.ts';

export interface Intake {
  readonly raw: RawValues;
  readonly labels: Labels;
}

/** What cannot be read stays as it was typed; reading the answers says what is wrong with it. */
export async function takeIn(ctx: AppContext, form: AnyForm, raw: RawValues): Promise<Intake> {
  const taken: Record<string, readonly string[]> = {};
  const labels: Record<string, Record<string, string>> = {};
  for (const [id, values] of Object.entries(raw)) {
    const clean = values.map(storable).filter((value) => value.trim() !== '');
    const choices = await normalise(ctx, fieldOf(form, id), clean);
    taken[id] = choices.map((choice) => choice.value);
    labels[id] = Object.fromEntries(choices.flatMap((choice) => (choice.label === undefined ? [] : [[choice.value, choice.label]])));
  }
  return { raw: taken, labels };
}

/** PostgreSQL has no NUL in a text, and nobody means one. */
const storable = (value: string): string => value.replaceAll('\u0000', '').toWellFormed();

type Taken = { readonly value: string; readonly label?: string };

async function normalise(ctx: AppContext, field: Field<never>, values: readonly string[]): Promise<readonly Taken[]> {
  switch (field.kind) {
    case 'date':
      return values.map((value) => {
        const read = readDate(value, ctx.locale);
        return { value: read.type === 'date' ? read.edtf : value };
      });
    case 'number':
      return values.map((value) => ({ value: String(readNumber(value, ctx.locale) ?? value) }));
    case 'choice': {
      const options = field.options(ctx as never);
      return meant(values, field.many, async (given) => pick(options, given)).then((found) => found.map(({ value }) => ({ value })));
    }
    case 'lookup':
      return meant(values, field.many, (given) => field.resolve(ctx as never, given));
    case 'text':
      return values.map((value) => ({
        value: field.lines === 'one' ? value.replace(/\s*[\r\n]+\s*/g, ' ') : value.replace(/\r\n?/g, '\n'),
      }));
    case 'confirm':
      return values.map((value) => ({ value }));
  }
}

const pick = (options: readonly Choice[], given: string): Choice | undefined =>
  options.find((option) => option.value === given) ?? options.find((option) => fold(option.label) === fold(given) && fold(given) !== '');

/** Where several may be meant and one text was typed, its parts are tried: "Lisbon, Paris". */
async function meant(
  values: readonly string[],
  many: boolean,
  resolve: (given: string) => Promise<Choice | undefined>,
): Promise<readonly Taken[]> {
  const found: Taken[] = [];
  for (const value of values) {
    const whole = await resolve(value);
    const parts = !whole && many ? value.split(/[,;\n]/).map((part) => part.trim()) : [];
    if (whole || parts.length < 2) found.push(whole ?? { value });
    else for (const part of parts.filter((one) => one !== '')) found.push((await resolve(part)) ?? { value: part });
  }
  return found;
}
