/** What the secretariat is told of backups, in words for people who do not run servers. */
import { z } from 'zod';
import { code, moment } from '../../chat/text.ts';
import { defineMessage } from '../../delivery/message.ts';

const instant = z.iso.datetime();

export const failed = defineMessage({
  name: 'backup.failed',
  parse: (params) => z.object({ reason: z.string(), last: z.union([instant, z.literal('')]) }).parse(params),
  render: async ({ t }, { reason, last }) => ({
    title: t('backup.failed.title'),
    blocks: [
      { type: 'text', text: last === '' ? t('backup.failed.none') : t.rich('backup.failed.last', { at: moment(new Date(last)) }) },
      { type: 'text', text: t('backup.failed.todo') },
      { type: 'note', text: [t('backup.failed.why'), ' ', code(reason)] },
    ],
  }),
});

export const missing = defineMessage({
  name: 'backup.missing',
  parse: (params) => z.object({ file: z.string() }).parse(params),
  render: async ({ t }, { file }) => ({
    title: t('backup.missing.title'),
    blocks: [
      { type: 'text', text: t('backup.missing.text') },
      { type: 'note', text: code(file) },
    ],
  }),
});

export const again = defineMessage({
  name: 'backup.again',
  parse: (params) => z.object({ since: instant, at: instant }).parse(params),
  render: async ({ t }, { since, at }) => ({
    title: t('backup.again.title'),
    blocks: [{ type: 'text', text: t.rich('backup.again.text', { since: moment(new Date(since)), at: moment(new Date(at)) }) }],
  }),
});

export const backupMessages = [failed, missing, again];
