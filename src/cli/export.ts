/** `npm run export -- experiences|members|knowledge [--format csv|json] [--contacts] [FILE]`: to a file or to the terminal. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { exportExperiences } from '../features/experience/transfer/export.ts';
import { exportKnowledge } from '../features/knowledge/transfer/service.ts';
import { exportMembers } from '../features/organisation/transfer/export.ts';
import { type OperatorContext, operate } from './open.ts';

interface Call {
  readonly what: 'experiences' | 'members' | 'knowledge';
  readonly format: 'csv' | 'json';
  readonly contacts: boolean;
  readonly file: string | undefined;
}

await operate(async ({ t, say, within }) => {
  const call = readCall();
  if (!call) {
    say(t('transfer.usage.export'));
    return 2;
  }
  await within(async (ctx) => {
    const records = await opened(ctx, call);
    if (call.file === undefined) await pipeline(records, process.stdout, { end: false });
    else await pipeline(records, createWriteStream(call.file));
  });
  if (call.file !== undefined) say(t('transfer.exported', { file: call.file }));
  return 0;
});

async function opened(ctx: OperatorContext, { what, format, contacts }: Call): Promise<Readable> {
  if (what === 'experiences') return exportExperiences(ctx, format);
  if (what === 'members') return exportMembers(ctx, { format, contacts });
  return Readable.from([`${JSON.stringify(await exportKnowledge(ctx), null, 2)}\n`]);
}

function readCall(): Call | undefined {
  const { values, positionals } = given();
  const [what, file, ...more] = positionals;
  const format = values.format ?? (file?.endsWith('.json') === true ? 'json' : 'csv');
  if ((what !== 'experiences' && what !== 'members' && what !== 'knowledge') || more.length > 0 || (format !== 'csv' && format !== 'json'))
    return undefined;
  return { what, format, contacts: values.contacts === true, file };
}

/** An option that there is none of is a call to be explained, not a bug. */
function given() {
  try {
    return parseArgs({ allowPositionals: true, options: { format: { type: 'string' }, contacts: { type: 'boolean' } } });
  } catch {
    return { values: {}, positionals: [] };
  }
}
