/** `npm run export -- experiences [--format csv|json] [FILE]`: every published sheet, to a file or to the terminal. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type ExportFormat, exportExperiences } from '../features/experience/transfer/export.ts';
import { operate } from './open.ts';

await operate(async ({ t, say, within }) => {
  const call = readCall();
  if (!call) {
    say(t('transfer.usage.export'));
    return 2;
  }
  await within(async (ctx) => {
    const sheets = exportExperiences(ctx, call.format);
    if (call.file === undefined) await pipeline(sheets, process.stdout, { end: false });
    else await pipeline(sheets, createWriteStream(call.file));
  });
  if (call.file !== undefined) say(t('transfer.exported', { file: call.file }));
  return 0;
});

function readCall(): { readonly format: ExportFormat; readonly file: string | undefined } | undefined {
  const { values, positionals } = given();
  const [what, file, ...more] = positionals;
  const format = values.format ?? (file?.endsWith('.json') === true ? 'json' : 'csv');
  if (what !== 'experiences' || more.length > 0 || (format !== 'csv' && format !== 'json')) return undefined;
  return { format, file };
}

/** An option that there is none of is a call to be explained, not a bug. */
function given() {
  try {
    return parseArgs({ allowPositionals: true, options: { format: { type: 'string' } } });
  } catch {
    return { values: {}, positionals: [] };
  }
}
