/** Names of the actions that cards of announcements carry: cards know the names, actions.ts the deeds. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  show: 'announcement.show',
  preview: 'announcement.preview',
  test: 'announcement.test',
  send: 'announcement.send',
  ask: 'announcement.ask',
  approve: 'announcement.approve',
  edit: 'announcement.edit',
  pause: 'announcement.pause',
  resume: 'announcement.resume',
  cancel: 'announcement.cancel',
  list: 'announcement.list',
  write: 'announcement.write',
} as const;
export type ActionName = keyof typeof actionNames;

export const button = buttonsOf(actionNames);
