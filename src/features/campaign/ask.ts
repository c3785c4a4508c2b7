/** The messages of one round of a campaign: one for each way to each organisation. Pure. */
import type { Dispatch } from '../../delivery/outbox.ts';
import { inquiry } from './messages.ts';
import { causeOf } from './queries.ts';
import type { Way } from './ways.ts';

/** Below what answers somebody: a campaign holds nobody's receipt back. */
const PRIORITY = -10;

export interface Ask {
  readonly token: string;
  readonly inquiryId: string;
  readonly way: Way;
}

export const dispatchOf = (campaignId: string, { token, way }: Ask, round: number): Dispatch<{ token: string; round: number }> => ({
  ...way.recipient,
  key: `campaign:${campaignId}:${token}:${round}`,
  message: inquiry,
  params: { token, round },
  cause: causeOf(campaignId),
  priority: PRIORITY,
});

export const rowOf = ({ token, inquiryId, way: { personId, contactId } }: Ask) => ({ token, inquiryId, personId, contactId });
