/** Reads sheets with what goes with them: authors, revisions, decisions, lists. */
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { type Content, contentOf, contentSchema } from './content.ts';

const withPeople = {
  owner: { select: { name: true } },
  coAuthors: { include: { person: { select: { name: true } } }, orderBy: { invitedAt: 'asc' } },
} as const;

export type Sheet = NonNullable<Awaited<ReturnType<typeof readSheet>>>;

const readSheet = (db: Database | Transaction, id: string) => db.experience.findUnique({ where: { id }, include: withPeople });

/** @throws UserError not-found */
export async function getSheet(db: Database | Transaction, id: string): Promise<Sheet> {
  const sheet = await readSheet(db, id);
  if (!sheet) throw new UserError('experience.not-found');
  return sheet;
}

export const sheetIfAny = readSheet;

export interface Revision {
  readonly number: number;
  readonly content: Content;
  readonly byName: string | undefined;
  readonly at: Date;
}

/** @throws UserError not-found */
export async function getRevision(db: Database | Transaction, experienceId: string, number: number): Promise<Revision> {
  const found = await db.experienceRevision.findUnique({
    where: { experienceId_number: { experienceId, number } },
    include: { by: { select: { name: true } } },
  });
  if (!found) throw new UserError('experience.not-found');
  return { number, content: contentSchema.parse(found.content), byName: found.by?.name, at: found.at };
}

/** What the newest revision says: what an author goes on from. An imported sheet has none before its first edit. */
export async function latest(db: Database | Transaction, sheet: Sheet): Promise<{ readonly number: number; readonly content: Content }> {
  const found = await db.experienceRevision.findFirst({ where: { experienceId: sheet.id }, orderBy: { number: 'desc' } });
  return found && found.number >= sheet.revision
    ? { number: found.number, content: contentSchema.parse(found.content) }
    : { number: sheet.revision, content: contentOf(sheet) };
}

/** A revision's content; the values of the record itself where it has no such revision (an imported sheet). */
export async function contentAt(db: Database | Transaction, sheet: Sheet, number: number): Promise<Content> {
  if (number === sheet.revision) return contentOf(sheet);
  return (await getRevision(db, sheet.id, number)).content;
}

/** The revision that waits for an editor, if one does. */
export const waiting = (sheet: Pick<Sheet, 'state' | 'revision' | 'proposed'>): number | undefined =>
  sheet.state === 'submitted' ? sheet.revision : sheet.state === 'published' ? (sheet.proposed ?? undefined) : undefined;

/** What a reviewer compares a waiting revision with: what was last decided on. Undefined: it is the first. */
export async function reviewedBefore(db: Database | Transaction, sheet: Sheet, revision: number): Promise<Content | undefined> {
  if (sheet.state === 'published' && sheet.revision < revision) return contentOf(sheet);
  const decided = await db.reviewDecision.findFirst({
    where: { experienceId: sheet.id, revision: { lt: revision } },
    orderBy: { at: 'desc' },
  });
  return decided ? contentAt(db, sheet, decided.revision) : undefined;
}

const withBy = { by: { select: { name: true } } } as const;

export const lastDecision = (db: Database | Transaction, experienceId: string, revision?: number) =>
  db.reviewDecision.findFirst({
    where: { experienceId, ...(revision === undefined ? {} : { revision }) },
    orderBy: { at: 'desc' },
    include: withBy,
  });
export type Decision = NonNullable<Awaited<ReturnType<typeof lastDecision>>>;

export const decisionById = (db: Database | Transaction, id: string) => db.reviewDecision.findUnique({ where: { id }, include: withBy });

/** Why a decision or a change comes too late: who decided, or that the text is another one by now. */
export async function tooLate(db: Database | Transaction, id: string, revision: number | undefined): Promise<UserError> {
  const sheet = await getSheet(db, id);
  const decision = await lastDecision(db, id, revision);
  if (decision) {
    return new UserError('experience.already-decided', { who: decision.by?.name ?? '', decision: decision.decision, title: sheet.title });
  }
  if (sheet.state === 'withdrawn') return new UserError('experience.closed', { title: sheet.title });
  return new UserError('experience.changed-meanwhile', { title: sheet.title });
}

export interface Listed {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}
export type Row = Awaited<ReturnType<typeof rowsOf>>[number];

export const ROWS = 8;

/** Sheets that a person wrote or was confirmed as a co-author of, the latest touched first. */
export const byAuthor = (db: Database, personId: string, page: number): Promise<Listed> =>
  list(
    db,
    { OR: [{ ownerId: personId }, { coAuthors: { some: { personId, state: 'confirmed' } } }] },
    [{ updatedAt: 'desc' }, { id: 'asc' }],
    page,
  );

/** What waits for an editor, the longest waiting first. */
export const waitingForReview = (db: Database, page: number): Promise<Listed> =>
  list(
    db,
    { OR: [{ state: 'submitted' }, { state: 'published', proposed: { not: null } }] },
    [{ submittedAt: 'asc' }, { id: 'asc' }],
    page,
  );

type Where = NonNullable<Parameters<Database['experience']['findMany']>[0]>['where'];
type Order = NonNullable<Parameters<Database['experience']['findMany']>[0]>['orderBy'];

async function list(db: Database, where: Where, orderBy: Order, page: number): Promise<Listed> {
  const total = await db.experience.count({ where: where ?? {} });
  const pages = Math.max(1, Math.ceil(total / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { rows: await rowsOf(db, where, orderBy, at * ROWS), total, page: at, pages };
}

const rowsOf = (db: Database, where: Where, orderBy: Order, skip: number) =>
  db.experience.findMany({
    where: where ?? {},
    orderBy: orderBy ?? {},
    skip,
    take: ROWS,
    select: {
      id: true,
      number: true,
      title: true,
      state: true,
      revision: true,
      proposed: true,
      country: true,
      city: true,
      locale: true,
      startsOn: true,
      endsOn: true,
      ongoing: true,
      completeness: true,
      submittedAt: true,
      owner: { select: { name: true } },
    },
  });
