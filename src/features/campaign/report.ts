/** What came of a campaign, for the page that its link leads to: names nobody. */
import type { Bar } from '../../chat/chart.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Database } from '../../store/store.ts';
import { outcomes, tallyOf, totalOf } from './queries.ts';

export interface Report {
  readonly title: string;
  readonly rows: readonly Bar[];
  readonly total: number;
}

/** Undefined for a link that is none of ours. */
export async function reportOf(db: Database, t: Translate, token: string): Promise<Report | undefined> {
  const campaign = await db.campaign.findUnique({ where: { reportToken: token } });
  if (campaign === null) return undefined;
  const tally = await tallyOf(db, campaign.id);
  const shown = campaign.state === 'running' ? (['asked', ...outcomes] as const) : outcomes;
  return {
    title: t(`campaign.report.${campaign.state}`, { number: String(campaign.number) }),
    rows: shown.map((state) => ({ label: t(`campaign.outcomes.${state}`), value: tally[state] })),
    total: totalOf(tally),
  };
}
