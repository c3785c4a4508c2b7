/** A wire between the bot and its database that can be cut, slowed and mended. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

export interface CutWire {
  /** The same database through the wire. */
  readonly url: string;
  /** Nothing listens, and what was connected is cut off. */
  down(): void;
  /** What was connected is cut off, once. */
  cut(): void;
  /** Each answer of the database comes so much later. Milliseconds. */
  slow(ms: number): void;
  /** As at first. */
  mend(): void;
  close(): void;
}

export async function cutWire(database: string): Promise<CutWire> {
  const to = new URL(database);
  const open = new Set<Socket>();
  let isDown = false;
  let delay = 0;
  const server = createServer((near) => {
    if (isDown) return void near.destroy();
    const far = connect(Number(to.port), to.hostname);
    const later = new Transform({
      async transform(chunk, _encoding, done) {
        if (delay > 0) await pause(delay);
        done(null, chunk);
      },
    });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(later).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = '127.0.0.1';
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    down() {
      isDown = true;
      cut();
    },
    cut,
    slow(ms) {
      delay = ms;
    },
    mend() {
      isDown = false;
      delay = 0;
    },
    close() {
      cut();
      server.close();
    },
  };
}
