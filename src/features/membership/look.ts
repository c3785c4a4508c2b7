/** Gathers what somebody needs to decide on an application: what it may be the same as, and whether its category is meant for it. Reads only. */
import type { Database } from '../../store/store.ts';
import type { Content as OrganisationContent } from '../organisation/content.ts';
import { type Likely, likelyDuplicates } from '../organisation/find/service.ts';
import { domainOf } from '../organisation/names.ts';
import { type Application, type Category, isFor } from './queries.ts';

export interface Looked {
  readonly application: Application;
  /** Records that may be the same organisation; none once one was named. */
  readonly near: readonly Likely[];
  /** The category is meant for organisations of this kind. */
  readonly fits: boolean;
}

const SHOWN = 4;

export const near = (db: Database, said: OrganisationContent, self?: string): Promise<readonly Likely[]> =>
  likelyDuplicates(db, { ...said, names: Object.values(said.names), domain: domainOf(said.website) }, self, SHOWN);

export async function lookAt(db: Database, application: Application, all: readonly Category[]): Promise<Looked> {
  const { answers, category, organisationId } = application;
  return {
    application,
    near: organisationId === null ? await near(db, answers.organisation) : [],
    fits: isFor(all, category, answers.organisation.kind),
  };
}
