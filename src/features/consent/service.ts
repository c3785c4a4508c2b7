/** Consents: the words that are asked for now, and what somebody or an organisation agreed to and took back. The only writer of them. */
import { UserError } from '../../errors.ts';
import { type Localized, localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';

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

/** What agrees to is given once: whoever agrees to the same words again changes nothing. `version`: the words that they read. */
export async function giveConsent(
  ctx: AppContext,
  tx: Transaction,
  whose: Whose,
  { purpose, version, locale = ctx.locale, by = ctx.actor.id, at = ctx.clock.now() }: Given,
): Promise<void> {
  authorize(ctx.actor, 'consent.give');
  if ((await tx.consentText.count({ where: { purpose, version } })) === 0) throw new UserError('consent.unknown');
  if ((await tx.consent.count({ where: { ...whose, purpose, version, withdrawnAt: null } })) > 0) return;
  // An earlier version's consent ends where a newer one's begins.
  await tx.consent.updateMany({ where: { ...whose, purpose, withdrawnAt: null }, data: { withdrawnAt: at } });
  await tx.consent.create({ data: { ...whose, id: ctx.newId(), purpose, version, locale, givenAt: at, givenById: by } });
  await audit(ctx, tx, 'consent.give', subjectOf(whose), { purpose, version });
}

interface Given {
  readonly purpose: string;
  readonly version: string;
  /** Language that they read it in, who gave it, and when: unless said otherwise, whoever acts, now. */
  readonly locale?: string;
  readonly by?: string | null;
  readonly at?: Date;
}

/** Whether the caller may act for an organisation is the caller's to check. Gives whether there was one to take back. */
export async function withdrawConsent(ctx: AppContext, tx: Transaction, whose: Whose, purpose: string): Promise<boolean> {
  authorize(ctx.actor, 'consent.withdraw');
  const { count } = await tx.consent.updateMany({
    where: { ...whose, purpose, withdrawnAt: null },
    data: { withdrawnAt: ctx.clock.now() },
  });
  if (count > 0) await audit(ctx, tx, 'consent.withdraw', subjectOf(whose), { purpose });
  return count > 0;
}

const subjectOf = (whose: Whose): string => ('personId' in whose ? `person:${whose.personId}` : `organisation:${whose.organisationId}`);
