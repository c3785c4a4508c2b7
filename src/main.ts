/** Where Node starts: what it compiles is kept for the next start, so that a warm one is quick. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/agora'));
await import('./run.ts');
