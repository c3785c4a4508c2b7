/** The log: what it strikes out, and how it looks at a terminal. */
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { keptLog } from '../support/log.ts';

test('secrets are struck out by name and by shape, wherever they stand', () => {
  const { log, lines } = keptLog();
  log.info({ slack: { botToken: 'anything' }, password: 'hunter2' }, 'connecting');
  log.error({ err: new Error('401 for xoxb-1234567890-abcdef') }, 'refused by xapp-1-A0123456789-abc');
  log.info('data: postgresql://agora:s3cret@db:5432/agora');
  const text = JSON.stringify(lines);
  for (const secret of ['anything', 'hunter2', 'xoxb-1234567890', 'xapp-1', 's3cret']) expect(text).not.toContain(secret);
  expect(text).toContain('postgresql://agora:[secret]@db:5432/agora');
});

test('at a terminal a line is readable, with an error below it', () => {
  const written: string[] = [];
  const log = createLog({ level: 'info', readable: true }, (line) => written.push(line));
  log.debug('too quiet');
  log.info({ ms: 12 }, 'ready');
  log.error({ err: new Error('broken') }, 'no luck');
  expect(written).toHaveLength(2);
  expect(written[0]).toMatch(/^\d\d:\d\d:\d\d info {2}ready ms=12\n$/);
  expect(written[1]).toMatch(/ERROR no luck\n {2}Error: broken\n/);
});
