/** Reads calls with their phases, parsed. */
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';
import {
  audiences,
  type CallContent,
  type Figures,
  figuresSchema,
  linksSchema,
  optionsSchema,
  type PhaseContent,
  phaseKinds,
  type Question,
  questionsSchema,
  rulesSchema,
  type Statement,
  statementSchema,
} from './content.ts';

export interface Phase extends PhaseContent {
  /** Unique within the call, and stays. */
  readonly key: string;
  readonly sequence: number;
  readonly changedAt: Date;
}

export interface Call extends CallContent {
  readonly id: string;
  readonly questions: readonly Question[];
  /** Which set of questions, categories and size bands it is by now. */
  readonly questionSet: number;
  readonly figures: Figures | undefined;
  readonly statements: readonly Statement[];
  readonly state: 'draft' | 'open' | 'closed';
  readonly version: number;
  /** In order. */
  readonly phases: readonly Phase[];
}

type Reader = Pick<Database | Transaction, 'call'>;
const withPhases = { phases: { orderBy: { position: 'asc' } } } as const;

/** @throws UserError call.not-found */
export async function getCall(db: Reader, id: string): Promise<Call> {
  const call = await callIfAny(db, id);
  if (!call) throw new UserError('call.not-found', { given: id });
  return call;
}

export async function callIfAny(db: Reader, id: string): Promise<Call | undefined> {
  const row = await db.call.findUnique({ where: { id }, include: withPhases });
  return row ? parse(row) : undefined;
}

/** By its key. @throws UserError call.not-found */
export async function callByKey(db: Reader, key: string): Promise<Call> {
  const row = await db.call.findUnique({ where: { key: key.trim().toLowerCase() }, include: withPhases });
  if (!row) throw new UserError('call.not-found', { given: key });
  return parse(row);
}

/** Whether no other call has it. */
export async function keyIsFree(db: Reader, key: string, own: string | undefined): Promise<boolean> {
  const other = await db.call.findUnique({ where: { key }, select: { id: true } });
  return other === null || other.id === own;
}

/** What is under way, else what was last: the newest edition of a kind that is out. */
export async function currentCall(db: Reader, kind: Call['kind'] = 'award'): Promise<Call | undefined> {
  const rows = await db.call.findMany({
    where: { kind, state: { not: 'draft' } },
    include: withPhases,
    orderBy: [{ edition: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
  });
  const row = rows.find(({ state }) => state === 'open') ?? rows[0];
  return row ? parse(row) : undefined;
}

/** The newest first, drafts included. */
export async function allCalls(db: Reader): Promise<readonly Call[]> {
  const rows = await db.call.findMany({
    include: withPhases,
    orderBy: [{ edition: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }, { key: 'asc' }],
  });
  return rows.map(parse);
}

export const submissionOf = (call: Pick<Call, 'phases'>): Phase | undefined => call.phases.find(({ kind }) => kind === 'submission');

/** What a reader was told a date of: the closing of a phase. */
export const dateOf = (callId: string, phase: string): string => `call:${callId}/${phase}`;
export function phaseOf(subject: string): { readonly callId: string; readonly key: string } {
  const at = subject.lastIndexOf('/');
  return { callId: subject.slice('call:'.length, at), key: subject.slice(at + 1) };
}

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;
const readRow = (db: Reader, id: string) => db.call.findUnique({ where: { id }, include: withPhases });

const kind = z.enum(phaseKinds);
const audience = z.enum(audiences);

function parse(row: Row): Call {
  return {
    ...row,
    titles: localizedSchema.parse(row.titles),
    texts: localizedSchema.parse(row.texts),
    eligibility: localizedSchema.parse(row.eligibility),
    links: linksSchema.parse(row.links),
    categories: optionsSchema.parse(row.categories),
    sizes: optionsSchema.parse(row.sizes),
    questions: questionsSchema.parse(row.questions),
    figures: row.figures === null ? undefined : figuresSchema.parse(row.figures),
    statements: statementSchema.array().parse(row.statements),
    phases: row.phases.map((phase) => ({
      ...phase,
      kind: kind.parse(phase.kind),
      audience: audience.parse(phase.audience),
      titles: localizedSchema.parse(phase.titles),
      rules: rulesSchema.parse(phase.rules),
    })),
  };
}
