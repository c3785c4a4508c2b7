/** How newcomers fare: how many were greeted, began, finished, and where the others stopped. */
import type { Database } from '../../store/store.ts';

/** The form's id, which its drafts carry. */
export const FORM = 'onboarding';

export interface Stage {
  readonly welcomed: number;
  readonly started: number;
  readonly finished: number;
  readonly stopped: number;
}

export interface Funnel {
  readonly all: Stage;
  /** Of those who were greeted within the last so many days. */
  readonly lately: Stage;
  /** Of those who began and have not finished: the page before them, `review` at the end. Empty: they opened the form and left. */
  readonly left: readonly { readonly page: string; readonly count: number }[];
  /** What brings those who said so: keys of the vocabulary. */
  readonly reasons: readonly { readonly key: string; readonly count: number }[];
}

export const LATELY_DAYS = 30;
const DAY_MS = 86_400_000;

export async function funnelOf(db: Database, now: Date): Promise<Funnel> {
  const since = new Date(now.getTime() - LATELY_DAYS * DAY_MS);
  const stages = await db.$queryRaw<(Stage & { lately: boolean })[]>`
    select "welcomedAt" > ${since} as lately, count(*)::int as welcomed, count("startedAt")::int as started,
      count("finishedAt")::int as finished, count("stoppedAt") filter (where "finishedAt" is null)::int as stopped
    from "Onboarding" group by 1`;
  const left = await db.$queryRaw<{ page: string; count: number }[]>`
    select coalesce(split_part(last.position, '.', 1), '') as page, count(*)::int as count
    from "Onboarding" o
      left join lateral (
        select position from "Draft" d where d."personId" = o."personId" and d.form = ${FORM} and d.version > 0
        order by d."updatedAt" desc limit 1
      ) last on true
    where o."startedAt" is not null and o."finishedAt" is null
    group by 1 order by 2 desc, 1`;
  const reasons = await db.$queryRaw<{ key: string; count: number }[]>`
    select reason as key, count(*)::int as count from "Onboarding", unnest(reasons) as reason group by 1 order by 2 desc, 1`;
  return { all: sum(stages), lately: sum(stages.filter(({ lately }) => lately)), left, reasons };
}

const sum = (stages: readonly Stage[]): Stage =>
  stages.reduce(
    (total, one) => ({
      welcomed: total.welcomed + one.welcomed,
      started: total.started + one.started,
      finished: total.finished + one.finished,
      stopped: total.stopped + one.stopped,
    }),
    { welcomed: 0, started: 0, finished: 0, stopped: 0 },
  );
