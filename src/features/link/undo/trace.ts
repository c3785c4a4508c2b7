/** What moved when two persons became one, as it is kept for undoing it. */
import { z } from 'zod';

const row = z.record(z.string(), z.unknown());

const table = z.object({
  model: z.string(),
  column: z.string(),
  /** Keys of the rows that were the one's, and are still there as the other's. */
  moved: z.array(row),
  /** Rows of the one's that the other had too, as they were. */
  gone: z.array(row),
  /** Rows of the other's that came to be, or changed: as they were (null: not there) and as they became. */
  changed: z.array(z.object({ before: row.nullable(), after: row })),
});
export type TableTrace = z.infer<typeof table>;

export const traceSchema = z.object({
  /** The accounts that came along, as they were called: `slack`, and a name. */
  accounts: z.array(z.object({ platform: z.string(), name: z.string() })),
  /** What the other took over, having had none. */
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  tables: z.array(table),
});
export type Trace = z.infer<typeof traceSchema>;
