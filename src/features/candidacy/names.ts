/** Names of the actions that cards carry, apart from what they do. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  apply: 'candidacy.apply',
  begin: 'candidacy.begin',
  mine: 'candidacy.mine',
  show: 'candidacy.show',
  read: 'candidacy.read',
  turn: 'candidacy.turn',
  edit: 'candidacy.edit',
  withdraw: 'candidacy.withdraw',
  queue: 'candidacy.queue',
  check: 'candidacy.check',
  validate: 'candidacy.validate',
  askMore: 'candidacy.askMore',
  refuse: 'candidacy.refuse',
  useLateCode: 'candidacy.useLateCode',
  newLateCode: 'candidacy.newLateCode',
  revokeLateCode: 'candidacy.revokeLateCode',
} as const;

export const button = buttonsOf(actionNames);
