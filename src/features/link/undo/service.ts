/**
 * Remembers what a link moves, and moves it back. It works on what the features say they hold: whole rows are kept only where both
 * had one and one of them went. What came to be afterwards stays with the one who remains.
 */
import { z } from 'zod';
import type { Transaction } from '../../../store/store.ts';
import type { Holding, PersonalRecords } from '../../personal.ts';
import { id, moves, type Row, rowsOf } from '../../privacy/records/service.ts';
import type { TableTrace, Trace } from './trace.ts';

interface Seen {
  readonly holding: Holding;
  readonly keys: readonly string[];
  readonly theirs: readonly Row[];
  readonly mine: readonly Row[];
}

/** Before anything moves. */
export async function look(tx: Transaction, records: readonly PersonalRecords[], from: string, to: string): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const holding of records.flatMap(({ held }) => held).filter(moves)) {
    const theirs = await rowsOf(tx, holding, [from]);
    if (theirs.length === 0) continue;
    seen.push({ holding, keys: await keysOf(tx, holding.model), theirs, mine: await rowsOf(tx, holding, [to]) });
  }
  return seen;
}

/** Afterwards: what became of each. */
export async function traceOf(tx: Transaction, seen: readonly Seen[], to: string): Promise<Trace['tables']> {
  const tables: TableTrace[] = [];
  for (const { holding, keys, theirs, mine } of seen) {
    const { model, column } = holding;
    const now = await rowsOf(tx, holding, [to]);
    const there = new Map(now.map((row) => [keyOf(keys, row), row]));
    const was = new Map(mine.map((row) => [keyOf(keys, row), row]));
    const moved = theirs.filter((row) => there.has(keyOf(keys, row)));
    const movedKeys = new Set(moved.map((row) => keyOf(keys, row)));
    tables.push({
      model,
      column,
      moved: moved.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]]))),
      gone: theirs.filter((row) => !there.has(keyOf(keys, row))),
      changed: [
        ...now.flatMap((after) => {
          const key = keyOf(keys, after);
          const before = was.get(key) ?? null;
          return movedKeys.has(key) || (before !== null && same(before, after)) ? [] : [{ before, after }];
        }),
      ],
    });
  }
  return tables;
}

/** `to`: who has it all now. What was changed since stays as it is. */
export async function moveBack(tx: Transaction, tables: Trace['tables'], from: string, to: string): Promise<void> {
  for (const { model, column, moved, gone, changed } of tables) {
    const table = id(model);
    for (const key of moved) {
      const [sql, values] = matching(key, 3);
      await tx.$executeRawUnsafe(`update ${table} t set ${id(column)} = $1 where ${id(column)} = $2 and ${sql}`, from, to, ...values);
    }
    for (const { before, after } of changed) {
      const unchanged = `to_jsonb(t) = to_jsonb(jsonb_populate_record(null::${table}, $1::jsonb))`;
      const count = await tx.$executeRawUnsafe(`delete from ${table} t where ${unchanged}`, JSON.stringify(after));
      if (count > 0 && before !== null) await putBack(tx, model, before);
    }
    for (const row of gone) await putBack(tx, model, row);
  }
}

/** Not where what it belonged to is gone, or something else stands in its place by now. */
async function putBack(tx: Transaction, model: string, row: Row): Promise<void> {
  for (const { column, parent, key } of await parentsOf(tx, model)) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    const found = await tx.$queryRawUnsafe<unknown[]>(`select 1 as one from ${id(parent)} where ${id(key)}::text = $1`, String(value));
    if (found.length === 0) return;
  }
  await tx.$executeRawUnsafe(
    `insert into ${id(model)} select * from jsonb_populate_record(null::${id(model)}, $1::jsonb) on conflict do nothing`,
    JSON.stringify(row),
  );
}

async function keysOf(tx: Transaction, model: string): Promise<readonly string[]> {
  const rows = await tx.$queryRawUnsafe<unknown[]>(
    `select a.attname::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary order by a.attnum`,
    id(model),
  );
  return rows.map((row) => z.object({ name: z.string() }).parse(row).name);
}

/** Foreign keys of one column each: all that ours have where rows are put back. */
async function parentsOf(tx: Transaction, model: string) {
  const rows = await tx.$queryRawUnsafe<unknown[]>(
    `select a.attname::text as "column", p.relname::text as parent, b.attname::text as key
     from pg_constraint k join pg_class p on p.oid = k.confrelid
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
     where k.contype = 'f' and k.conrelid = $1::regclass and array_length(k.conkey, 1) = 1`,
    id(model),
  );
  return rows.map((row) => z.object({ column: z.string(), parent: z.string(), key: z.string() }).parse(row));
}

function matching(key: Row, first: number): readonly [string, readonly string[]] {
  const columns = Object.keys(key);
  return [columns.map((column, at) => `${id(column)}::text = $${first + at}`).join(' and '), columns.map((column) => String(key[column]))];
}

const keyOf = (keys: readonly string[], row: Row): string => JSON.stringify(keys.map((key) => row[key]));
const same = (one: Row, other: Row): boolean => JSON.stringify(one) === JSON.stringify(other);
