/** What is said of an organisation that may be invited, which states it goes through, and when it is reminded. Pure. */

export interface Content {
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly sizeBand: string;
  readonly themes: readonly string[];
  readonly website: string;
  readonly why: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly nameable: boolean;
  readonly locale: string;
}

export const states = ['suggested', 'invited', 'interested', 'applied', 'admitted', 'declined', 'notInterested', 'setAside'] as const;
export type State = (typeof states)[number];

const ways: Readonly<
  Record<'invited' | 'interested' | 'notInterested' | 'setAside' | 'applied' | 'admitted' | 'declined', readonly State[]>
> = {
  invited: ['suggested', 'invited', 'setAside'],
  // Whoever has said no may think better of it.
  interested: ['invited', 'interested', 'notInterested'],
  notInterested: ['invited', 'interested'],
  setAside: ['suggested', 'invited', 'interested'],
  applied: ['suggested', 'invited', 'interested', 'declined', 'notInterested', 'setAside'],
  admitted: ['suggested', 'invited', 'interested', 'applied', 'declined', 'notInterested', 'setAside'],
  declined: ['applied'],
};
export type Way = keyof typeof ways;
export const mayBecome = (from: State, way: Way): boolean => ways[way].includes(from);
/** From which an application may still be its first. */
export const mayApply: readonly State[] = ways.applied;

/** What lists are made of: what waits for the secretariat, what waits for others, what is over. */
export const groups = {
  waiting: ['suggested', 'interested'],
  underWay: ['invited', 'applied'],
  over: ['admitted', 'declined', 'notInterested', 'setAside'],
} as const satisfies Readonly<Record<string, readonly State[]>>;
export const groupNames = ['waiting', 'underWay', 'over'] as const;
export type Group = (typeof groupNames)[number];

/** Of these whoever suggested it hears. */
export const told = ['invited', 'notInterested', 'setAside', 'admitted', 'declined'] as const satisfies readonly State[];
export type Told = (typeof told)[number];
export const isTold = (state: State): state is Told => told.some((one) => one === state);

/** Days between an invitation and its reminders. */
export const REMIND_DAYS = 21;
export const MOST_REMINDERS = 2;
const DAY_MS = 86_400_000;

export const remindAt = (invitedAt: Date, reminded: number): Date => new Date(invitedAt.getTime() + REMIND_DAYS * (reminded + 1) * DAY_MS);

/** Ids in buttons and drafts, with the version that was looked at. */
export const prospectRef = (id: string, version: number): string => `${id}@${version}`;

export function readProspectRef(ref: string): { readonly id: string; readonly version: number } {
  const [id = '', version] = ref.split('@');
  return { id, version: Number(version) || 0 };
}
