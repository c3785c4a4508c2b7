/** What somebody agreed to, for themselves and for the organisations that they speak for, and taking it back. */
import { UserError } from '../../../errors.ts';
import { inLanguage, localizedSchema } from '../../../i18n/localized.ts';
import { withdrawConsent } from '../../consent/service.ts';
import type { AppContext } from '../../context.ts';
import { authorize } from '../policy.ts';

export interface ConsentRow {
  readonly id: string;
  /** Undefined: their own. */
  readonly organisation: string | undefined;
  readonly purpose: string;
  readonly text: string;
  readonly version: string;
  readonly givenAt: Date;
  readonly withdrawnAt: Date | null;
  readonly mayWithdraw: boolean;
}

/** What holds first, then what was taken back; the latest of each first. */
export async function myConsents(
  ctx: AppContext,
  page: number,
  rows: number,
): Promise<{ readonly rows: readonly ConsentRow[]; readonly more: boolean }> {
  authorize(ctx.actor, 'privacy.read');
  const { db } = ctx.store;
  const me = ctx.actor.id;
  const speaksFor = await organisationsOf(ctx);
  const found = await db.consent.findMany({
    where: { OR: [{ personId: me }, { givenById: me }, { organisationId: { in: [...speaksFor] } }] },
    include: { text: true, organisation: { select: { names: true } } },
    orderBy: [{ withdrawnAt: { sort: 'asc', nulls: 'first' } }, { givenAt: 'desc' }, { id: 'asc' }],
    skip: page * rows,
    take: rows + 1,
  });
  const listed = found.slice(0, rows).map((row): ConsentRow => {
    const own = row.personId === me;
    return {
      id: row.id,
      organisation: own || row.organisation === null ? undefined : inTheirs(ctx, row.organisation.names),
      purpose: row.purpose,
      text: inTheirs(ctx, row.text.texts),
      version: row.version,
      givenAt: row.givenAt,
      withdrawnAt: row.withdrawnAt,
      mayWithdraw: row.withdrawnAt === null && (own || speaksFor.has(row.organisationId ?? '')),
    };
  });
  return { rows: listed, more: found.length > rows };
}

/** @throws UserError `privacy.consent-gone` for what is not theirs to take back, or was taken back */
export async function withdrawMine(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'privacy.withdraw');
  const speaksFor = await organisationsOf(ctx);
  await ctx.store.write(ctx, `privacy.withdraw ${id}`, async (tx) => {
    const row = await tx.consent.findUnique({ where: { id } });
    if (!row || row.withdrawnAt !== null) throw new UserError('privacy.consent-gone');
    if (row.personId === ctx.actor.id) await withdrawConsent(ctx, tx, { personId: ctx.actor.id }, row.purpose);
    else if (row.organisationId !== null && speaksFor.has(row.organisationId))
      await withdrawConsent(ctx, tx, { organisationId: row.organisationId }, row.purpose);
    else throw new UserError('privacy.consent-gone');
  });
}

/** Whoever owns an organisation's entry may take back what was agreed to for it. */
async function organisationsOf(ctx: AppContext): Promise<ReadonlySet<string>> {
  const where = { personId: ctx.actor.id, state: 'active', role: 'owner' } as const;
  const seats = await ctx.store.db.organisationPerson.findMany({ where, select: { organisationId: true } });
  return new Set(seats.map(({ organisationId }) => organisationId));
}

const inTheirs = (ctx: AppContext, texts: unknown): string => inLanguage(localizedSchema.parse(texts), ctx.t.locale, 'en').text;
