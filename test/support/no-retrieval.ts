/** For a context in which nobody asks anything. */
import { createRetrieval } from '../../src/retrieval/retrieval.ts';

/** Starts no thread as long as it is not asked. */
export const noRetrieval = createRetrieval({ embedder: 'none', locales: ['en'], onTrouble: () => {} });
