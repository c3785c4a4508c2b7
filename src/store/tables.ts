/** What tables, keys and sequences a store has, from PostgreSQL's own catalogue. */
import { z } from 'zod';
import { quoted, type Session } from './session.ts';

/** Everything of ours, apart from Prisma's list of migrations. The queue keeps its tables in a schema of its own. */
export async function tablesOf(session: Session): Promise<readonly string[]> {
  const rows = await session.query(
    `select relname::text as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> '_prisma_migrations' order by relname`,
  );
  return rows.map((row) => named.parse(row).name);
}

export interface Column {
  /** As SQL wants it. */
  readonly name: string;
  readonly json: boolean;
}

/** Without those that PostgreSQL computes itself. */
export async function columnsOf(session: Session, table: string): Promise<readonly Column[]> {
  const rows = await session.query(
    `select quote_ident(attname) as name, atttypid = 'jsonb'::regtype as json from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [quoted(table)],
  );
  return rows.map((row) => column.parse(row));
}

const column = z.object({ name: z.string(), json: z.boolean() });

const named = z.object({ name: z.string() });

/** Sequence to the last number that it gave; undefined when it has given none. */
export type Sequences = Readonly<Record<string, string | null>>;

export async function sequencesOf(session: Session): Promise<Sequences> {
  const rows = await session.query(
    'select sequencename::text as name, last_value::text as last from pg_sequences where schemaname = current_schema() order by 1',
  );
  return Object.fromEntries(rows.map((row) => sequence.parse(row)).map(({ name, last }) => [name, last]));
}

const sequence = z.object({ name: z.string(), last: z.string().nullable() });

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function foreignKeysOf(session: Session): Promise<readonly ForeignKey[]> {
  const rows = await session.query(
    `select c.relname::text as "table", k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace order by 1, 2`,
  );
  return rows.map((row) => foreignKey.parse(row));
}

const foreignKey = z.object({ table: z.string(), name: z.string(), definition: z.string() });
