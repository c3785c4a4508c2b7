/** What a row of a list says of a member: the organisation, its membership, whom to reach there. */
import type { RecordRow } from '../../../transfer/run.ts';

export interface MemberRecord extends RecordRow {
  readonly source: string;
  readonly sourceId: string;
  readonly hash: string;
  readonly content: MemberContent;
}

export interface MemberContent {
  /** Language to name. */
  readonly names: Readonly<Record<string, string>>;
  readonly locale: string;
  /** Empty where the row does not say. */
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly sizeBand: string;
  readonly languages: readonly string[];
  readonly themes: readonly string[];
  readonly website: string;
  readonly domain: string;
  readonly needs: string;
  readonly offers: string;
  /** Empty where the row does not say. */
  readonly category: string;
  readonly state: '' | 'active' | 'inactive' | 'archived';
  /** EDTF: a year, a month or a day; empty where unknown. */
  readonly since: string;
  readonly contacts: readonly ContactContent[];
}

export interface ContactContent {
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly phone: string;
}

/** The parts that are one value each, as `transfer.fields` names them. */
export const plainFields = ['kind', 'country', 'city', 'sizeBand', 'website', 'needs', 'offers'] as const;
export const listFields = ['languages', 'themes'] as const;
export type ChangedField = (typeof plainFields)[number] | (typeof listFields)[number] | 'name' | 'category' | 'state' | 'since' | 'email';
