/** Hears what happens in the room, says when the line is lost, and comes back by itself. */
import type { LiveEvent, TimeEvent } from '../../../platforms/playground/wire.ts';
import { openSession } from './api.ts';

export interface Ear {
  hear(event: LiveEvent): void;
  /** What time it is there. */
  time(event: TimeEvent): void;
  /** The room is another one: look at everything anew. */
  reset(): void;
  online(online: boolean): void;
}

const WAIT_MS = [500, 1000, 2000, 4000];

/** Returns how to stop. */
export function listen(as: string, after: number, ear: Ear): () => void {
  let source: EventSource | undefined;
  let heard = after;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const again = () => {
    source?.close();
    ear.online(false);
    if (stopped) return;
    timer = setTimeout(connect, WAIT_MS[Math.min(tries, WAIT_MS.length - 1)]);
    tries += 1;
  };
  const connect = async () => {
    const token = await openSession().catch(() => undefined);
    if (stopped) return;
    if (token === undefined) return again();
    source = new EventSource(`/playground/api/live?${new URLSearchParams({ as, after: String(heard), token })}`);
    source.addEventListener('ready', () => {
      tries = 0;
      ear.online(true);
    });
    source.addEventListener('reset', () => ear.reset());
    source.addEventListener('message', (message) => {
      const event = JSON.parse(message.data) as LiveEvent;
      heard = event.seq;
      ear.hear(event);
    });
    source.addEventListener('time', (message) => ear.time(JSON.parse(message.data) as TimeEvent));
    // EventSource gives up for good on a refusal, for instance after a restart with a new token; so this takes over at once.
    source.addEventListener('error', again);
  };
  void connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
