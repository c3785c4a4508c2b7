/** Loads Prisma's schema engine as WebAssembly, so that migrations need neither a native binary nor a download. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/** The caller must `free` the engine: until then it keeps its connection, and with it PostgreSQL's advisory lock. */
export async function openSchemaEngine(
  adapters: SqlMigrationAwareDriverAdapterFactory,
  datamodels: [string, string][] | undefined,
): Promise<SchemaEngine> {
  const engine = await loadEngine();
  return engine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapters));
}

type EngineClass = typeof SchemaEngine;

/** The little of it that is used; TypeScript has it among the browser's types only. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, object>) => { exports: Record<string, unknown> };
};

/** Kept weakly: the compiled engine is tens of megabytes that a running bot has no use for. */
let loaded: WeakRef<EngineClass> | undefined;

async function loadEngine(): Promise<EngineClass> {
  const known = loaded?.deref();
  if (known) return known;
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const code = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(code, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  const engine = bindings.SchemaEngine;
  loaded = new WeakRef(engine);
  return engine;
}
