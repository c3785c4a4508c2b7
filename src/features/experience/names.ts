/** Names of the actions that cards carry, apart from what they do: cards know the names, actions.ts the deeds. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  show: 'experience.show',
  read: 'experience.read',
  review: 'experience.review',
  backToReview: 'experience.backToReview',
  compare: 'experience.compare',
  publish: 'experience.publish',
  askChanges: 'experience.askChanges',
  decline: 'experience.decline',
  fix: 'experience.fix',
  edit: 'experience.edit',
  withdraw: 'experience.withdraw',
  accept: 'experience.accept',
  refuse: 'experience.refuse',
  mine: 'experience.mine',
  queue: 'experience.queue',
} as const;
export type ActionName = keyof typeof actionNames;

export const button = buttonsOf(actionNames);
