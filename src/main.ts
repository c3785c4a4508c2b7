/** Where Node starts: what it compiles is kept for the next start, and our own files are found without looking, so that a warm one is quick. */
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/agora'));
// For each import Node asks the disk what stands there and what kind of package it is in. Ours say so themselves: `./x.ts`.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && specifier.endsWith('.ts') && context.parentURL !== undefined
      ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
const { environment } = await import('./config.ts');
// The embedded store's own code compiles while ours is read. Should that fail, opening the store says so.
const { DATABASE_URL, DATABASE_URL_FILE } = environment();
if (!DATABASE_URL && !DATABASE_URL_FILE) (await import('./store/pglite-code.ts')).pgliteCode().catch(() => {});
await import('./run.ts');
