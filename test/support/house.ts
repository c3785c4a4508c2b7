/** The whole bot in a test: in-memory store, a clock that the test moves, a log that it can read. */
import { type Agora, type AgoraOptions, createAgora } from '../../src/agora.ts';
import { defaultRoles } from '../../src/platforms/playground/people.ts';
import { type MovableClock, movableClock, type Span } from './clock.ts';
import { keptLog } from './log.ts';
import { testSettings } from './store.ts';

export interface House extends Agora {
  readonly clock: MovableClock;
  /** What was logged, newest last. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Moves the clock, runs what is due at certain times, and waits until all work is done. */
  advance(by: Span): Promise<void>;
  /** Waits until everything that was enqueued has been done: deliveries sent, cards drawn anew. */
  settled(): Promise<void>;
}

export interface HouseOptions extends Partial<Omit<AgoraOptions, 'log' | 'clock'>> {
  readonly clock?: MovableClock;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const clock = options.clock ?? movableClock();
  const { log, lines } = keptLog();
  const agora = await createAgora({
    store: options.store ?? (await testSettings()),
    network: options.network ?? { locale: 'en' },
    roles: options.roles ?? defaultRoles,
    platforms: options.platforms ?? [],
    ...(options.web && { web: options.web }),
    ...(options.keys && { keys: options.keys }),
    mail: options.mail,
    ...(options.doctor === undefined ? {} : { doctor: options.doctor }),
    ...(options.dated && { dated: options.dated }),
    ...(options.erased && { erased: options.erased }),
    ...(options.newId && { newId: options.newId }),
    log,
    clock,
  });
  return {
    ...agora,
    clock,
    lines,
    settled: () => agora.queue.idle(),
    async advance(by) {
      clock.move(by);
      await agora.queue.ring();
      await agora.queue.idle();
    },
  };
}
