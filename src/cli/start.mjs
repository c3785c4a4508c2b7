/** `npm start`: sees that what is to run is made from what stands here, and runs it, all in one process so that a warm start is quick. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBundled, made } from './bundle.mjs';

if (!isBundled()) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'setup.mjs'), '--start'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await import(pathToFileURL(made).href);
