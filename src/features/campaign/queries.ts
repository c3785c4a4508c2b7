/** Reads of campaigns: how one stands, who is asked, what a link leads to. */
import type { Database, Transaction } from '../../store/store.ts';

type Reader = Database | Transaction;

export const outcomes = ['kept', 'updated', 'left', 'silent', 'unreachable'] as const;
export type Outcome = (typeof outcomes)[number];
export type Tally = Readonly<Record<Outcome | 'asked', number>>;

export const runningCampaign = (db: Reader) => db.campaign.findFirst({ where: { state: 'running' }, orderBy: { number: 'desc' } });
export const lastCampaign = (db: Reader) => db.campaign.findFirst({ orderBy: { number: 'desc' } });
export type CampaignRow = NonNullable<Awaited<ReturnType<typeof lastCampaign>>>;

export async function tallyOf(db: Reader, campaignId: string): Promise<Tally> {
  const rows = await db.campaignInquiry.groupBy({ by: ['state'], where: { campaignId }, _count: true });
  const count = (state: Outcome | 'asked'): number => rows.find((row) => row.state === state)?._count ?? 0;
  return {
    asked: count('asked'),
    kept: count('kept'),
    updated: count('updated'),
    left: count('left'),
    silent: count('silent'),
    unreachable: count('unreachable'),
  };
}

export const totalOf = (tally: Tally): number => Object.values(tally).reduce((sum, count) => sum + count, 0);

/** What a link or a button of a campaign is about; null for none of ours. */
export const askedBy = (db: Reader, token: string) =>
  db.campaignAsked.findUnique({
    where: { token },
    include: {
      inquiry: { include: { campaign: true, organisation: { select: { id: true, names: true, locale: true } } } },
    },
  });
export type Asked = NonNullable<Awaited<ReturnType<typeof askedBy>>>;

const PER_PAGE = 6;

/** Those with an outcome, for the list in which they can be brought back. */
export async function inquiriesOf(db: Reader, campaignId: string, state: Outcome, page: number) {
  const where = { campaignId, state };
  const total = await db.campaignInquiry.count({ where });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.campaignInquiry.findMany({
    where,
    include: { organisation: { select: { number: true, names: true, locale: true, country: true, city: true } } },
    orderBy: { organisation: { number: 'asc' } },
    skip: at * PER_PAGE,
    take: PER_PAGE,
  });
  return { rows, total, page: at, pages };
}
export type InquiryList = Awaited<ReturnType<typeof inquiriesOf>>;

/** The words in its chart and its table. */
export const causeOf = (campaignId: string): string => `campaign:${campaignId}`;
