/** Gathers what somebody needs to decide on a suggestion: the gaps that it would fill, and what it may be the same as. Reads only. */
import type { Database } from '../../store/store.ts';
import { gapFinder } from '../coverage/fill/service.ts';
import { type Likely, likelyDuplicates } from '../organisation/find/service.ts';
import { domainOf } from '../organisation/names.ts';
import { type Content, states } from './content.ts';
import { type Alike, alikeProspects, type Prospect } from './queries.ts';
import type { Words } from './words.ts';

export interface Looked {
  readonly prospect: Prospect;
  readonly gaps: readonly string[];
  /** Organisations in our records. */
  readonly near: readonly Likely[];
  /** Other suggestions. */
  readonly alike: readonly Alike[];
}

const SHOWN = 3;

type Said = Pick<Content, 'name' | 'kind' | 'country' | 'city' | 'website'>;

/** Records and suggestions that may mean the same organisation. */
export async function nearTo(db: Database, { name, website, ...said }: Said, self = ''): Promise<Pick<Looked, 'near' | 'alike'>> {
  const described = { ...said, names: [name], domain: domainOf(website) };
  const alike = await alikeProspects(db, described, states, self);
  return { near: await likelyDuplicates(db, described, '', SHOWN), alike: alike.slice(0, SHOWN) };
}

export async function lookAt(db: Database, words: Words, prospect: Prospect): Promise<Looked> {
  const gaps = prospect.state === 'admitted' ? [] : (await gapFinder(db, words))(prospect);
  return { prospect, gaps, ...(prospect.state === 'admitted' ? { near: [], alike: [] } : await nearTo(db, prospect, prospect.id)) };
}
