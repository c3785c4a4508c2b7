/** What the migrations still lack of the schema, as SQL. For the operator who changes the schema, and for the test that they agree. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { emptyAdapters } from './embedded.ts';
import { everything, migrationList, readMigrations } from './migrations.ts';
import { openSchemaEngine } from './schema-engine.ts';

const schemaFile = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

/** Empty when the migrations lead exactly to the schema. Replays them in an empty database in memory. */
export async function missingSql(): Promise<string> {
  const schema = readFileSync(schemaFile, 'utf8');
  const engine = await openSchemaEngine(emptyAdapters(), [[schemaFile, schema]]);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrationList(readMigrations()) },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: schema }] },
      script: true,
      exitCode: null,
      filters: everything,
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } finally {
    engine.free();
  }
}
