/** The web server: where it listens, and what it says when that is more than this machine. */
import { expect, it } from 'vitest';
import { openWeb } from '../../src/web/server.ts';
import { keptLog } from '../support/log.ts';

it('is on loopback without a word', async () => {
  const kept = keptLog();
  const web = await openWeb({ host: '127.0.0.1', port: 0, playground: true, log: kept.log }, []);
  expect(web.url).toBe(`http://127.0.0.1:${web.port}`);
  expect((await fetch(web.url)).status).toBe(404);
  await web.close();
  expect(kept.lines.filter((line) => line.level === 40)).toEqual([]);
});

it('warns when other machines can reach it', async () => {
  const kept = keptLog();
  const web = await openWeb({ host: '0.0.0.0', port: 0, playground: true, log: kept.log }, []);
  expect(web.url).toBe(`http://localhost:${web.port}`);
  await web.close();
  expect(kept.lines.filter((line) => line.level === 40)).toMatchObject([
    { host: '0.0.0.0', msg: expect.stringContaining('open to other machines') },
  ]);
});

it('does not warn of a playground that is not there: calendars are for everybody', async () => {
  const kept = keptLog();
  const web = await openWeb({ host: '0.0.0.0', port: 0, playground: false, log: kept.log }, []);
  await web.close();
  expect(kept.lines.filter((line) => line.level === 40)).toEqual([]);
});

it('refuses a port that is taken', async () => {
  const kept = keptLog();
  const web = await openWeb({ host: '127.0.0.1', port: 0, playground: true, log: kept.log }, []);
  await expect(openWeb({ host: '127.0.0.1', port: web.port, playground: true, log: kept.log }, [])).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await web.close();
});
