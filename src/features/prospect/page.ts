/** What the page of an invitation shows: to whom it is, what the network is, and the secretariat's words. No contact. */
import type { Database } from '../../store/store.ts';
import { networkWords } from '../network/service.ts';
import { mayBecome } from './content.ts';
import { prospectBehind } from './queries.ts';

export interface InvitationPage {
  readonly name: string;
  readonly network: string;
  readonly about: string;
  readonly letter: string;
  /** It asks nothing any more. */
  readonly closed: boolean;
}

/** Undefined for a link that is none of ours. */
export async function invitationBehind(db: Database, locale: string, token: string): Promise<InvitationPage | undefined> {
  const found = token === '' ? null : await prospectBehind(db, token);
  if (found === null || found.invitedAt === null) return undefined;
  const { name: network, about } = await networkWords(db, locale);
  return { name: found.name, network, about, letter: found.letter, closed: !mayBecome(found.state, 'interested') };
}
