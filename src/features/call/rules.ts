/** What cannot be, and what is odd, in a call's dates and figures. Pure; findings are told with `call.findings.<code>`. */
import type { TextArgs } from '../../chat/translate.ts';
import type { Figures, PhaseKind, PhaseRules, Statement } from './content.ts';

export interface Dates {
  readonly key: string;
  readonly kind: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly rules?: PhaseRules;
}

export interface Finding {
  /** `refuse`: it cannot be; a draft may say it for a while, a call that is open may not. `warn`: it can be, and may still be a mistake. */
  readonly level: 'refuse' | 'warn';
  readonly code: string;
  /** Keys of the phases that it is about, the first one first. */
  readonly phases: readonly string[];
  readonly args: TextArgs;
}

export interface Checked {
  readonly phases: readonly Dates[];
  readonly figures: Figures | undefined;
  readonly statements: readonly Statement[];
  readonly timeZone: string;
  readonly categories?: readonly { readonly key: string }[];
}

/** What begins once candidacies are in. */
const evaluation: readonly string[] = ['comments', 'vote', 'finalists', 'jury', 'meeting'] satisfies PhaseKind[];
/** Nothing of this may end after the results are handed over. */
const decides: readonly string[] = ['vote', 'finalists', 'jury', 'meeting'] satisfies PhaseKind[];

export function checkCall(call: Checked): readonly Finding[] {
  const { phases } = call;
  return [
    ...severalSubmissions(phases),
    ...phases.flatMap(endsBeforeItOpens),
    ...phases.flatMap(voteThatCannotBe),
    ...submissionIntoEvaluation(phases),
    ...resultsBeforeTheyAreDecided(phases),
    ...ceremonyBeforeResults(phases),
    ...checkedBeforeAllAreIn(phases),
    ...outOfOrder(phases),
    ...farApart(phases),
    ...withoutDate(phases),
    ...figuresThatDoNotAddUp(call.figures),
    ...figuresOfNoCategory(call),
    ...call.statements.flatMap((statement) => saidOtherwise(statement, call)),
  ];
}

/** What more is wanted of a call that opens: a submission phase that closes, and in the future. */
export function checkOpening(call: Checked, now: Date): readonly Finding[] {
  const submission = call.phases.find(({ kind }) => kind === 'submission');
  if (submission === undefined) return [finding('refuse', 'no-submission', [])];
  if (submission.closesAt === null) return [finding('refuse', 'no-closing', [submission.key])];
  return submission.closesAt <= now ? [finding('refuse', 'closed-already', [submission.key], { at: submission.closesAt })] : [];
}

/** `none`: there is no such phase, or it has no dates. `grace`: closed, but what is sent in is still taken. */
export type IntakeState = 'none' | 'later' | 'open' | 'grace' | 'past';

interface Taking {
  readonly state: string;
  readonly phases: readonly Dates[];
  readonly graceMinutes: number;
}
const MINUTE_MS = 60_000;

/** Whether a call takes candidacies at that moment. */
export function intakeState(call: Taking, now: Date): IntakeState {
  const submission = call.phases.find(({ kind }) => kind === 'submission');
  const until = lastMoment(call);
  if (call.state === 'closed') return 'past';
  if (!submission || until === undefined || submission.closesAt === null) return 'none';
  if (call.state === 'draft' || (submission.opensAt !== null && submission.opensAt > now)) return 'later';
  if (now <= submission.closesAt) return 'open';
  return now <= until ? 'grace' : 'past';
}

/** The closing of submission with its grace; undefined where no closing is set. */
export function lastMoment({ phases, graceMinutes }: Pick<Taking, 'phases' | 'graceMinutes'>): Date | undefined {
  const closesAt = phases.find(({ kind }) => kind === 'submission')?.closesAt ?? undefined;
  return closesAt && new Date(closesAt.getTime() + graceMinutes * MINUTE_MS);
}

export const refusals = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ level }) => level === 'refuse');

/** What a change would bring: it is not blamed for what was wrong before it. */
export function newFindings(before: Checked, after: Checked): readonly Finding[] {
  const name = ({ code, phases }: Finding): string => [code, ...phases].join(' ');
  const known = new Set(checkCall(before).map(name));
  return checkCall(after).filter((one) => !known.has(name(one)));
}

const finding = (level: Finding['level'], code: string, phases: readonly string[], args: TextArgs = {}): Finding => ({
  level,
  code,
  phases,
  args,
});

/** Candidacies are sent in once; what comes later has another kind. */
function severalSubmissions(phases: readonly Dates[]): readonly Finding[] {
  const [first, ...others] = phases.filter(({ kind }) => kind === 'submission');
  return first === undefined ? [] : others.map(({ key }) => finding('refuse', 'several-submissions', [key, first.key]));
}

function voteThatCannotBe({ key, rules }: Dates): readonly Finding[] {
  const { min = 0, max } = rules?.vote ?? {};
  return max !== undefined && max < min ? [finding('refuse', 'vote', [key], { min, max })] : [];
}

function endsBeforeItOpens({ key, opensAt, closesAt }: Dates): readonly Finding[] {
  return opensAt !== null && closesAt !== null && closesAt <= opensAt ? [finding('refuse', 'ends-before-it-opens', [key])] : [];
}

function submissionIntoEvaluation(phases: readonly Dates[]): readonly Finding[] {
  return pairs(phases, ['submission'], evaluation)
    .filter(([{ closesAt }, { opensAt }]) => closesAt !== null && opensAt !== null && closesAt > opensAt)
    .map(([submission, next]) => finding('refuse', 'submission-into-evaluation', [submission.key, next.key]));
}

function resultsBeforeTheyAreDecided(phases: readonly Dates[]): readonly Finding[] {
  return pairs(phases, ['results'], decides)
    .filter(([{ opensAt }, { closesAt }]) => opensAt !== null && closesAt !== null && opensAt < closesAt)
    .map(([results, deciding]) => finding('refuse', 'results-before-decision', [results.key, deciding.key]));
}

function checkedBeforeAllAreIn(phases: readonly Dates[]): readonly Finding[] {
  return pairs(phases, ['check', 'translation'], ['submission'])
    .filter(([{ closesAt }, { closesAt: all }]) => closesAt !== null && all !== null && closesAt <= all)
    .map(([check, submission]) => finding('warn', 'check-before-all', [check.key, submission.key]));
}

/** Before the results are out, or, where no such phase is dated, before those who decide are done. */
function ceremonyBeforeResults(phases: readonly Dates[]): readonly Finding[] {
  const results = pairs(phases, ['ceremony'], ['results'])
    .filter(([{ opensAt }, { opensAt: out }]) => opensAt !== null && out !== null && opensAt < out)
    .map(([ceremony, result]) => finding('refuse', 'ceremony-before-results', [ceremony.key, result.key]));
  if (results.length > 0) return results;
  return pairs(phases, ['ceremony'], decides)
    .filter(([{ opensAt }, { closesAt }]) => opensAt !== null && closesAt !== null && opensAt < closesAt)
    .map(([ceremony, deciding]) => finding('refuse', 'ceremony-before-results', [ceremony.key, deciding.key]));
}

/** Phases may overlap; one that opens before its predecessor does stands in the wrong place, or has the wrong date. */
function outOfOrder(phases: readonly Dates[]): readonly Finding[] {
  const dated = phases.filter(({ opensAt }) => opensAt !== null);
  return dated.flatMap((phase, at) => {
    const before = dated[at - 1];
    if (!before?.opensAt || !phase.opensAt || phase.opensAt >= before.opensAt) return [];
    return [finding('warn', 'out-of-order', [phase.key, before.key])];
  });
}

const YEAR_MS = 366 * 86_400_000;

/** An edition fits into a year or so: what stands further away has the wrong year more often than not. */
function farApart(phases: readonly Dates[]): readonly Finding[] {
  const dated = phases.flatMap(({ key, opensAt, closesAt }) => {
    const from = opensAt ?? closesAt;
    return from === null ? [] : [{ key, from, until: closesAt ?? from }];
  });
  return dated.flatMap(({ key, from, until }, at) => {
    if (until.getTime() - from.getTime() > YEAR_MS) return [finding('warn', 'long', [key])];
    const before = dated[at - 1];
    return before && Math.abs(from.getTime() - before.until.getTime()) > YEAR_MS ? [finding('warn', 'far-apart', [key, before.key])] : [];
  });
}

const withoutDate = (phases: readonly Dates[]): readonly Finding[] =>
  phases.filter(({ opensAt, closesAt }) => opensAt === null && closesAt === null).map(({ key }) => finding('warn', 'no-date', [key]));

function figuresThatDoNotAddUp(figures: Figures | undefined): readonly Finding[] {
  if (figures === undefined) return [];
  const sum = Object.values(figures.categories).reduce((total, count) => total + count, 0);
  return sum === figures.total ? [] : [finding('warn', 'figures', [], { sum, total: figures.total })];
}

function figuresOfNoCategory({ figures, categories = [] }: Checked): readonly Finding[] {
  if (figures === undefined || categories.length === 0) return [];
  const known = new Set(categories.map(({ key }) => key));
  const unknown = Object.keys(figures.categories).filter((key) => !known.has(key));
  const uncounted = [...known].filter((key) => figures.categories[key] === undefined);
  return [
    ...unknown.map((category) => finding('warn', 'figures-unknown', [], { category })),
    ...uncounted.map((category) => finding('warn', 'figures-missing', [], { category })),
  ];
}

/** A page that names another time than the phase has. Compared to what it says: a year, a month or a day. */
function saidOtherwise({ says, on, source }: Statement, { phases, timeZone }: Checked): readonly Finding[] {
  return phases
    .filter(({ kind, opensAt, closesAt }) => kind === says && opensAt !== null && !covers(on, opensAt, closesAt ?? opensAt, timeZone))
    .map(({ key }) => finding('warn', 'said-otherwise', [key], { source, on }));
}

function covers(edtf: string, from: Date, until: Date, timeZone: string): boolean {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const [first, last] = [from, until].map((at) => day.format(at).slice(0, edtf.length));
  return first !== undefined && last !== undefined && first <= edtf && edtf <= last;
}

/** Every phase of the one kinds with every one of the others. */
const pairs = (phases: readonly Dates[], ones: readonly string[], others: readonly string[]): readonly (readonly [Dates, Dates])[] =>
  phases
    .filter(({ kind }) => ones.includes(kind))
    .flatMap((one) => phases.filter(({ kind }) => others.includes(kind)).map((other) => [one, other] as const));
