/** What is held on a person, by what the features say of it: counted, read, moved, erased. Callers have authorised it. */
import { z } from 'zod';
import type { Hands } from '../../../delivery/outbox.ts';
import type { Transaction } from '../../../store/store.ts';
import type { Holding, PersonalRecords } from '../../personal.ts';

type Reader = Pick<Transaction, '$queryRawUnsafe' | 'person'>;
export type Row = Readonly<Record<string, unknown>>;

export interface HeldRows {
  readonly model: string;
  readonly column: string;
  readonly rows: readonly Row[];
}

/** Somebody, and whoever became them by linking. */
export async function personsOf(db: Pick<Transaction, 'person'>, person: string): Promise<readonly string[]> {
  const merged = await db.person.findMany({ where: { mergedIntoId: person }, select: { id: true }, orderBy: { id: 'asc' } });
  return [person, ...merged.map(({ id }) => id)];
}

/** How many rows of each entry are theirs. */
export async function countHeld(db: Reader, records: readonly PersonalRecords[], person: string): Promise<ReadonlyMap<string, number>> {
  const persons = await personsOf(db, person);
  const counts = new Map<string, number>();
  for (const { name, held } of records) {
    let sum = 0;
    for (const { model, column } of held) {
      const [row] = await db.$queryRawUnsafe<unknown[]>(
        `select count(*)::int as count from ${id(model)} where ${id(column)} = any($1::text[])`,
        persons,
      );
      sum += z.object({ count: z.number() }).parse(row).count;
    }
    counts.set(name, sum);
  }
  return counts;
}

/** Every row, without what is withheld. */
export async function readHeld(db: Reader, { held }: PersonalRecords, person: string): Promise<readonly HeldRows[]> {
  const persons = await personsOf(db, person);
  const found: HeldRows[] = [];
  for (const holding of held) {
    const rows = await rowsOf(db, holding, persons);
    const shown = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => holding.withheld?.includes(key) !== true)));
    if (shown.length > 0) found.push({ model: holding.model, column: holding.column, rows: shown });
  }
  return found;
}

/** Everything that is `from`'s becomes `to`'s. */
export async function absorbHeld(
  ctx: Hands,
  tx: Transaction,
  records: readonly PersonalRecords[],
  from: string,
  to: string,
): Promise<void> {
  for (const { held, absorb } of records) {
    await absorb?.(ctx, tx, from, to);
    for (const { model, column } of held.filter(moves)) {
      await tx.$executeRawUnsafe(`update ${id(model)} set ${id(column)} = $2 where ${id(column)} = $1`, from, to);
    }
  }
}

/** Nothing of it leads to them afterwards. Returns how many rows went and how many stay without them. */
export async function eraseHeld(
  ctx: Hands,
  tx: Transaction,
  records: readonly PersonalRecords[],
  person: string,
): Promise<{ readonly deleted: number; readonly kept: number }> {
  const persons = await personsOf(tx, person);
  const counts = { deleted: 0, kept: 0 };
  for (const { held, erase } of records) {
    await erase?.(ctx, tx, persons);
    for (const holding of held) {
      if (holding.onErasure !== 'remembered') counts[holding.onErasure] += await eraseRows(tx, holding, persons);
    }
  }
  return counts;
}

export const moves = ({ column, onLink = 'moves' }: Holding): boolean => onLink === 'moves' && column !== 'id';

export async function rowsOf(db: Reader, { model, column }: Holding, persons: readonly string[]): Promise<readonly Row[]> {
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `select to_jsonb(t) as row from ${id(model)} t where ${id(column)} = any($1::text[]) order by t.ctid`,
    persons,
  );
  return rows.map((row) => stored.parse(row).row);
}

async function eraseRows(
  tx: Transaction,
  { model, column, onErasure, emptied = {} }: Holding,
  persons: readonly string[],
): Promise<number> {
  const theirs = `${id(column)} = any($1::text[])`;
  if (onErasure === 'deleted') return tx.$executeRawUnsafe(`delete from ${id(model)} where ${theirs}`, persons);
  const values = { [column]: null, ...emptied };
  const sets = Object.keys(values).map(
    (name) => `${id(name)} = (select ${id(name)} from jsonb_populate_record(null::${id(model)}, $2::jsonb))`,
  );
  return tx.$executeRawUnsafe(`update ${id(model)} set ${sets.join(', ')} where ${theirs}`, persons, JSON.stringify(values));
}

const stored = z.object({ row: z.record(z.string(), z.unknown()) });
/** Names of ours, as SQL wants them. */
export const id = (name: string): string => `"${name.replaceAll('"', '""')}"`;
