/** Every published sheet, as CSV under our own header or as JSON, read a page at a time. */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { guarded } from '../../../transfer/formula.ts';
import type { AppContext } from '../../context.ts';
import { contentOf } from '../content.ts';
import { ownColumns } from './mapping.ts';
import { authorize } from './policy.ts';

export type ExportFormat = 'csv' | 'json';
type Exporting = Pick<AppContext, 'store' | 'actor'>;

const PAGE = 500;
/** Beside the columns that an import reads again. */
const told = ['number', 'completeness', 'published_on'] as const;
const header = [...Object.values(ownColumns), ...told];

export function exportExperiences(ctx: Exporting, format: ExportFormat): Readable {
  authorize(ctx.actor, 'transfer.export');
  return format === 'csv' ? asCsv(ctx) : asJson(ctx);
}

type Exported = Awaited<ReturnType<typeof page>>[number];

/** UTF-8 with its mark, so that spreadsheets do not take it for something else; cells that begin like a formula are guarded. */
function asCsv(ctx: Exporting): Readable {
  const rows = Readable.from(records(ctx)).map((record: Exported) => cellsOf(record).map(guarded));
  // A failure of the reading ends the stream that is returned; the callback keeps it from being thrown beside it.
  return pipeline(rows, stringify({ header: true, bom: true, columns: header }), () => {});
}

function asJson(ctx: Exporting): Readable {
  return Readable.from(
    (async function* () {
      let before = '[\n';
      for await (const record of records(ctx)) {
        yield before + JSON.stringify(jsonOf(record));
        before = ',\n';
      }
      yield before === '[\n' ? '[]\n' : '\n]\n';
    })(),
  );
}

async function* records(ctx: Exporting): AsyncGenerator<Exported> {
  for (let after = 0; ; ) {
    const rows = await page(ctx, after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.number;
  }
}

const page = (ctx: Exporting, after: number) =>
  ctx.store.db.experience.findMany({ where: { state: 'published', number: { gt: after } }, orderBy: { number: 'asc' }, take: PAGE });

const published = (record: Exported): string => record.publishedAt?.toISOString().slice(0, 10) ?? '';
const identity = (record: Exported) => ({ source: record.source ?? 'agora', sourceId: record.sourceId ?? record.id });

function cellsOf(record: Exported): readonly string[] {
  const values: Record<string, unknown> = { ...contentOf(record), ...identity(record) };
  const cells = Object.keys(ownColumns).map((target) => cellOf(target, values[target]));
  return [...cells, String(record.number), record.completeness, published(record)];
}

function cellOf(target: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(target === 'links' ? '\n' : '|');
  return value === null || value === undefined ? '' : String(value);
}

const jsonOf = (record: Exported) => ({
  ...identity(record),
  number: record.number,
  ...contentOf(record),
  completeness: record.completeness,
  publishedOn: published(record),
});
