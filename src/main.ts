/** Where Node starts: what it compiles is kept for the next start, so that a warm one is quick. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/agora'));
const { environment } = await import('./config.ts');
// The embedded store's own code compiles while ours is read. Should that fail, opening the store says so.
if (!environment().DATABASE_URL) (await import('./store/pglite-code.ts')).pgliteCode().catch(() => {});
await import('./run.ts');
