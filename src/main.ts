/** Where Node starts, in one file with all that follows (`npm start`) or as it stands here: the embedded store's own code compiles while ours is read. */
import { environment } from './config.ts';
import { pgliteCode } from './store/pglite-code.ts';

const { DATABASE_URL, DATABASE_URL_FILE } = environment();
// Should that fail, opening the store says so.
if (!DATABASE_URL && !DATABASE_URL_FILE) pgliteCode().catch(() => {});
await import('./run.ts');
