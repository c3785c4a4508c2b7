/** Reads candidacies with their call and experience, and the experiences that somebody may put to a call. */
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { getIntake, type Intake } from '../call/intake/service.ts';
import type { AppContext } from '../context.ts';
import { answersSchema, type Content, type State } from './content.ts';

type Reader = Database | Transaction;

export interface Experience {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly country: string;
  readonly city: string;
}

export interface Candidacy extends Content {
  readonly id: string;
  readonly number: number;
  readonly callId: string;
  readonly ownerId: string | null;
  readonly owner: { readonly name: string } | null;
  readonly state: State;
  readonly country: string;
  readonly reason: string;
  readonly page: string;
  readonly decidedAt: Date | null;
  readonly submittedAt: Date;
  readonly sentAt: Date;
  readonly revision: number;
  readonly late: boolean;
  readonly version: number;
  readonly experience: Experience;
}

export interface WithCall {
  readonly candidacy: Candidacy;
  readonly call: Intake;
}

const experience = { select: { id: true, number: true, title: true, country: true, city: true } } as const;
const whole = { experience, owner: { select: { name: true } } } as const;

export async function candidacyIfAny(db: Reader, id: string): Promise<Candidacy | undefined> {
  const row = await readRow(db, id);
  return row ? parse(row) : undefined;
}

/** @throws UserError not-found */
export async function getCandidacy(db: Reader, id: string): Promise<Candidacy> {
  const found = await candidacyIfAny(db, id);
  if (!found) throw new UserError('candidacy.not-found');
  return found;
}

/** @throws UserError not-found */
export async function withCall(ctx: AppContext, id: string): Promise<WithCall> {
  const candidacy = await getCandidacy(ctx.store.db, id);
  return { candidacy, call: await getIntake(ctx, candidacy.callId) };
}

export async function candidacyOf(db: Reader, callId: string, experienceId: string): Promise<Candidacy | undefined> {
  const row = await db.candidacy.findUnique({ where: { callId_experienceId: { callId, experienceId } }, include: whole });
  return row ? parse(row) : undefined;
}

/** One's own, the latest first. */
export async function ownCandidacies(db: Reader, ownerId: string, limit: number): Promise<readonly Candidacy[]> {
  const rows = await db.candidacy.findMany({
    where: { ownerId },
    include: whole,
    orderBy: [{ sentAt: 'desc' }, { number: 'desc' }],
    take: limit,
  });
  return rows.map(parse);
}

const PER_PAGE = 8;

export interface Listed {
  readonly rows: readonly Candidacy[];
  /** How many wait for the secretariat; the others wait for their candidates. */
  readonly waiting: number;
  readonly page: number;
  readonly pages: number;
}

/** What waits for the formal check, whoever has waited longest first; then what more was asked for. */
export async function toBeChecked(db: Database, callId: string, page: number): Promise<Listed> {
  const where = { callId, state: { in: ['submitted', 'changesRequested'] satisfies State[] } };
  const [total, waiting] = await Promise.all([
    db.candidacy.count({ where }),
    db.candidacy.count({ where: { callId, state: 'submitted' } }),
  ]);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.candidacy.findMany({
    where,
    include: whole,
    orderBy: [{ state: 'asc' }, { sentAt: 'asc' }, { number: 'asc' }],
    skip: at * PER_PAGE,
    take: PER_PAGE,
  });
  return { rows: rows.map(parse), waiting, page: at, pages };
}

/** One's own that wait for more from oneself, the latest first. */
export async function askedFor(
  db: Reader,
  ownerId: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const rows = await db.candidacy.findMany({
    where: { ownerId, state: 'changesRequested' },
    select: { id: true, experience: { select: { title: true } } },
    orderBy: [{ decidedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(({ id, experience: { title } }) => ({ id, title }));
}

/** Sheets that are under way or published: what was taken back or declined is put to nothing. */
const alive = ['submitted', 'changesRequested', 'published'] as const;
const by = (personId: string) => ({
  state: { in: [...alive] },
  OR: [{ ownerId: personId }, { coAuthors: { some: { personId, state: 'confirmed' as const } } }],
});

/** What somebody wrote and may put to a call, the latest first. */
export const ownExperiences = (db: Reader, personId: string, limit: number): Promise<readonly Experience[]> =>
  db.experience.findMany({ where: by(personId), ...experience, orderBy: [{ updatedAt: 'desc' }, { number: 'desc' }], take: limit });

/** @throws UserError experience: it is not theirs, or not there any more */
export async function ownExperience(db: Reader, personId: string, id: string): Promise<Experience> {
  const found = await db.experience.findFirst({ where: { id, ...by(personId) }, ...experience });
  if (!found) throw new UserError('candidacy.experience');
  return found;
}

export async function experienceTitle(db: Reader, id: string): Promise<string> {
  return (await db.experience.findUnique({ where: { id }, select: { title: true } }))?.title ?? '';
}

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;
const readRow = (db: Reader, id: string) => db.candidacy.findUnique({ where: { id }, include: whole });

const parse = (row: Row): Candidacy => ({ ...row, answers: answersSchema.parse(row.answers), late: row.lateCodeId !== null });
