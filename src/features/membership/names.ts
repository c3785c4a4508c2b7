/** Names of the actions that cards of applications carry, apart from what they do. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  begin: 'application.begin',
  promote: 'application.promote',
  thatsUs: 'application.thatsUs',
  belong: 'application.belong',
  show: 'application.show',
  edit: 'application.edit',
  withdraw: 'application.withdraw',
  queue: 'application.queue',
  check: 'application.check',
  read: 'application.read',
  turn: 'application.turn',
  same: 'application.same',
  admit: 'application.admit',
  askMore: 'application.askMore',
  decline: 'application.decline',
} as const;

export const button = buttonsOf(actionNames);
