/** What can happen to an announcement, and when. Pure. */
import type { Announcement } from './record.ts';

type State = Announcement['state'];

export type Move = 'edit' | 'ask' | 'approve' | 'send' | 'pause' | 'resume' | 'cancel';

const from: Readonly<Record<Move, readonly State[]>> = {
  edit: ['draft', 'waiting', 'scheduled'],
  ask: ['draft'],
  approve: ['waiting'],
  send: ['draft', 'scheduled'],
  pause: ['sending'],
  resume: ['paused'],
  cancel: ['draft', 'waiting', 'scheduled', 'sending', 'paused'],
};

/** `secondEditor`: the network wants two pairs of eyes, so nothing leaves before somebody else has approved. */
export function mayMove(about: Pick<Announcement, 'state' | 'approvedById'>, move: Move, secondEditor: boolean): boolean {
  if (!from[move].includes(about.state)) return false;
  if (move === 'ask') return secondEditor;
  if (move === 'send') return !secondEditor || about.approvedById !== null;
  return true;
}

export const ended = (state: State): boolean => state === 'sent' || state === 'cancelled';
