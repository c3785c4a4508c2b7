/** A space of sentence vectors of length 1: the cosine of a question to each of them. */

export interface DenseSpace {
  /** As in a sparse space. */
  readonly squares: Float32Array;
  cosines(vector: Float32Array, into: Float32Array): void;
}

/** All of one length; `groups`: which entry each belongs to. */
export function createDenseSpace(vectors: readonly Float32Array[], groups: readonly number[]): DenseSpace {
  const size = vectors[0]?.length ?? 0;
  const all = new Float32Array(size * vectors.length);
  vectors.forEach((vector, at) => {
    all.set(vector, at * size);
  });
  const sums: Float32Array[] = [];
  vectors.forEach((vector, at) => {
    const group = groups[at] ?? 0;
    const sum = sums[group] ?? new Float32Array(size);
    sums[group] = sum;
    for (let n = 0; n < size; n += 1) sum[n] = (sum[n] ?? 0) + (vector[n] ?? 0);
  });
  return {
    squares: Float32Array.from(sums, (sum) => dot(sum, sum, 0)),
    cosines(vector, into) {
      for (let text = 0; text < into.length; text += 1) into[text] = dot(vector, all, text * size);
    },
  };
}

/** Four sums side by side: the processor does not wait for one addition before it begins the next. */
function dot(one: Float32Array, other: Float32Array, start: number): number {
  const size = one.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < size; at += 4) {
    a += (one[at] ?? 0) * (other[start + at] ?? 0);
    b += (one[at + 1] ?? 0) * (other[start + at + 1] ?? 0);
    c += (one[at + 2] ?? 0) * (other[start + at + 2] ?? 0);
    d += (one[at + 3] ?? 0) * (other[start + at + 3] ?? 0);
  }
  for (; at < size; at += 1) a += (one[at] ?? 0) * (other[start + at] ?? 0);
  return a + b + c + d;
}
