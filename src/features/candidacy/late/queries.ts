/** Reads late codes: until when somebody may still send in, and what the organisers have given out. */
import type { Database, Transaction } from '../../../store/store.ts';

type Reader = Database | Transaction;

/** Typed by this person, good at this moment, and used for nothing else than `candidacyId`. The one that ends last. */
export async function lateCodeOf(db: Reader, callId: string, personId: string, now: Date, candidacyId?: string) {
  const codes = await db.lateCode.findMany({
    where: { callId, personId, revokedAt: null, endsAt: { gt: now } },
    orderBy: [{ endsAt: 'desc' }, { id: 'asc' }],
  });
  const used = await db.candidacy.findMany({
    where: { lateCodeId: { in: codes.map(({ id }) => id) } },
    select: { id: true, lateCodeId: true },
  });
  return codes.find(({ id }) => used.every((candidacy) => candidacy.lateCodeId !== id || candidacy.id === candidacyId));
}

/** Until when a code that is not used up lets this person send in. */
export const lateUntil = async (db: Reader, callId: string, personId: string, now: Date): Promise<Date | undefined> =>
  (await lateCodeOf(db, callId, personId, now))?.endsAt;

export interface GivenCode {
  readonly id: string;
  readonly note: string;
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
  /** Who typed it. */
  readonly person: { readonly name: string } | null;
  /** Number of the candidacy that was sent in with it. */
  readonly number: number | undefined;
}

/** The latest first. */
export async function givenCodes(db: Database, callId: string, limit: number): Promise<readonly GivenCode[]> {
  const codes = await db.lateCode.findMany({
    where: { callId },
    include: { person: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  const used = await db.candidacy.findMany({
    where: { lateCodeId: { in: codes.map(({ id }) => id) } },
    select: { number: true, lateCodeId: true },
  });
  return codes.map((code) => ({ ...code, number: used.find(({ lateCodeId }) => lateCodeId === code.id)?.number }));
}
