/** Reads of consents: the words that are asked for now, and what somebody or an organisation has agreed to. */
import { type Localized, localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';

type Reader = Database | Transaction;

export interface Asked {
  readonly purpose: string;
  readonly version: string;
  readonly texts: Localized;
}

/** What organisations, or persons, are asked to agree to now. */
export async function askedOf(db: Reader, about: 'person' | 'organisation'): Promise<readonly Asked[]> {
  const rows = await db.consentText.findMany({ where: { about, current: true }, orderBy: { purpose: 'asc' } });
  return rows.map(({ purpose, version, texts }) => ({ purpose, version, texts: localizedSchema.parse(texts) }));
}

/** Whose consent: of a person or of an organisation. */
export type Whose = { readonly personId: string } | { readonly organisationId: string };

/** Whether it holds now. */
export async function agreesTo(db: Reader, whose: Whose, purpose: string): Promise<boolean> {
  return (await db.consent.count({ where: { ...whose, purpose, withdrawnAt: null } })) > 0;
}

/** All there have been, the latest first. */
export const consentsOf = (db: Reader, whose: Whose) =>
  db.consent.findMany({ where: whose, include: { text: true }, orderBy: [{ givenAt: 'desc' }, { id: 'asc' }] });
