/** How far the playground's clock is ahead, in a file beside its journal: its time must not jump back with a restart. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type ForwardClock, forwardClock } from '../../clock.ts';

const kept = z.object({ aheadMs: z.number().min(0) });

/** @throws when the file holds something that is none of ours. */
export function aheadIn(path: string): number {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8'))).aheadMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

export function fileClock(path: string): ForwardClock {
  return forwardClock(aheadIn(path), (aheadMs) => {
    mkdirSync(dirname(path), { recursive: true });
    // Written whole, then put in its place: a crash leaves the old one or the new one.
    writeFileSync(`${path}.new`, JSON.stringify({ aheadMs }));
    renameSync(`${path}.new`, path);
  });
}
