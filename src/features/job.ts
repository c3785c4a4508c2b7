/** What features do on their own: work that was enqueued with a write, and work that is due at certain times. */
import type { CalendarLimits } from '../chat/limits.ts';
import type { PlaceBinding, PlatformCalendar, PlatformPlaces } from '../chat/platform.ts';
import type { Log } from '../log.ts';
import type { Job, Run } from '../queue/queue.ts';
import type { Backups } from '../store/backups.ts';
import type { Parts } from './context.ts';

/** The parts, and an envelope of the run's own: a write in it happens once, however often the run is tried again. */
export interface JobContext extends Parts {
  readonly log: Log;
  readonly envelope: string;
  /** What is remembered of persons between envelopes; a job that changes a person says so here. */
  readonly people: { forget(personId: string): void };
  /** Which places of a platform follow a membership, and the platform's part for them, where it has one and is connected. */
  readonly placesOf: (
    platform: string,
  ) => { readonly part: PlatformPlaces | undefined; readonly bindings: readonly PlaceBinding[] } | undefined;
  /** Absent where none are made by themselves. */
  readonly backups?: Backups | undefined;
  /** The calendars that platforms keep for their workspaces; undefined where a platform has none or is not connected. */
  readonly calendarOf: (platform: string) => (PlatformCalendar & { readonly limits: CalendarLimits }) | undefined;
}

export interface FeatureJob<D> {
  readonly job: Job<D>;
  readonly run: (ctx: JobContext, data: D, run: Run) => Promise<void>;
  /** When it is enqueued by itself, with `null` as data; a cron expression, UTC. Once over all replicas. */
  readonly cron?: string;
  /** Also once the bot has connected: for what may have been missed while it was away. */
  readonly atStart?: true;
}

// biome-ignore lint/suspicious/noExplicitAny: erased on purpose; `job.parse` guards what was stored
export type AnyFeatureJob = FeatureJob<any>;

export const defineFeatureJob = <D>(job: FeatureJob<D>): FeatureJob<D> => job;
