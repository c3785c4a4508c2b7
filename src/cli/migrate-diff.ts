/** `npm run migrate:diff -- NAME`: writes a new migration with what the others lack of prisma/schema.prisma, to be read and completed by hand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { missingSql } from '../store/diff.ts';
import { migrationsFolder } from '../store/migrations.ts';
import { operate } from './open.ts';

await operate(async ({ t, say }) => {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || more.length > 0 || !/^[a-z][a-z0-9_]*$/.test(name)) {
    say(t('backup.migration-usage'));
    return 2;
  }
  const sql = await missingSql();
  if (sql === '') {
    say(t('backup.migration-none'));
    return 0;
  }
  const folder = `${systemClock.now().toISOString().slice(0, 19).replaceAll(/\D/g, '')}_${name}`;
  mkdirSync(join(migrationsFolder, folder));
  writeFileSync(join(migrationsFolder, folder, 'migration.sql'), `${sql}\n`);
  say(t('backup.migration-written', { file: join('prisma', 'migrations', folder, 'migration.sql') }));
  return 0;
});
