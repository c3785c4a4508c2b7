/** Payloads made malformed: one part that must be right is not, and others may have gone with it. Seeded, so that a run can be had again. */
import fc from 'fast-check';

export type Json = Readonly<Record<string, unknown>>;

export interface Sample {
  /** As the platform sends it. */
  readonly payload: Json;
  /** Parts without which nobody can say what it is: `actions.0.action_id`. */
  readonly needed: readonly string[];
}

const GONE = Symbol('gone');
/** Of another kind than text, a number that counts or a list with something in it. */
const wrong = fc.oneof(
  fc.constant(GONE),
  fc.constantFrom(null, true, false, -1, 1.5, '', [], {}),
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
);
const anything = fc.oneof(fc.constant(GONE), fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 300 }));

/** One of the samples with a needed part broken, and up to three others replaced. */
export function damaged(samples: readonly Sample[], count: number, seed: number): readonly Json[] {
  const one = fc.constantFrom(...samples).chain(({ payload, needed }) =>
    fc
      .tuple(
        fc.constantFrom(...needed),
        wrong,
        fc.array(fc.tuple(fc.constantFrom(...pathsOf(payload)), anything), { maxLength: 3 }),
        // The needed part goes last: nothing may bring it back.
      )
      .map(([path, value, others]) => [...others, [path, value] as const].reduce<Json>((all, [at, put]) => placed(all, at, put), payload)),
  );
  return fc.sample(one, { numRuns: count, seed });
}

/** Objects of any shape. */
export const random = (count: number, seed: number): readonly Json[] =>
  fc.sample(fc.object({ maxDepth: 4, maxKeys: 8, withNullPrototype: false }) as fc.Arbitrary<Json>, { numRuns: count, seed });

function pathsOf(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return [path, ...pathsOf(inner, path)];
  });
}

function placed(whole: Json, path: string, value: unknown): Json {
  const copy = structuredClone(whole) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place: unknown = copy;
  for (const key of keys) {
    if (typeof place !== 'object' || place === null) return copy;
    place = (place as Record<string, unknown>)[key];
  }
  if (typeof place !== 'object' || place === null) return copy;
  if (value === GONE) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, value);
  return copy;
}
