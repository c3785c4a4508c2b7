/** Server-sent events: what happens in the room, to each open window, from where that window stopped. */
import type { ServerResponse } from 'node:http';
import type { Room } from './room.ts';
import type { Time } from './time.ts';
import type { LiveEvent, TimeEvent } from './wire.ts';

/** A window that does not read is let go; it comes back by itself and catches up. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 20_000;

export interface Live {
  /** Takes over the response until the window goes. */
  open(response: ServerResponse, person: string, after: number): void;
  /** Lets every window go. */
  close(): void;
}

export function openLive(room: Room, time: Pick<Time, 'now' | 'listen'>): Live {
  const windows = new Set<ServerResponse>();
  return {
    open(response, person, after) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      windows.add(response);
      const write = (text: string) => {
        if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
        else response.write(text);
      };
      const missed = room.since(after, person);
      // The journal is another one than the window knows: it has to look at everything anew.
      if (missed === undefined) write('event: reset\ndata: {}\n\n');
      for (const event of missed ?? []) write(frame(event));
      write(timeFrame({ now: time.now().toISOString(), moving: false }));
      write('event: ready\ndata: {}\n\n');
      const silence = room.listen((event) => {
        if (room.mayHear(person, event)) write(frame(event));
      });
      const unwatch = time.listen((event) => write(timeFrame(event)));
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
      response.on('close', () => {
        clearInterval(heartbeat);
        silence();
        unwatch();
        windows.delete(response);
      });
    },
    close() {
      for (const response of windows) response.end();
    },
  };
}

// One line of data: JSON has no bare line breaks.
// No id: it is no part of what happened, so a window that comes back asks for nothing of it.
const timeFrame = (event: TimeEvent): string => `event: time\ndata: ${JSON.stringify(event)}\n\n`;
const frame = (event: LiveEvent): string => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
