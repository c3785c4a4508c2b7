/** Names of the actions of cards of suggestions. Pure. */
import { buttonsOf } from '../../chat/compose.ts';
import { type Group, groupNames } from './content.ts';

export const actionNames = {
  suggest: 'prospect.suggest',
  list: 'prospect.list',
  show: 'prospect.show',
  invite: 'prospect.invite',
  setAside: 'prospect.setAside',
  contact: 'prospect.contact',
  saidNo: 'prospect.saidNo',
  byHand: 'prospect.byHand',
  notThis: 'prospect.notThis',
} as const;

export const button = buttonsOf(actionNames);

/** A page of one group: `<group>/<page>`. */
export const listRef = (group: Group, page: number): string => `${group}/${page}`;

export function readListRef(ref: string): { readonly group: Group; readonly page: number } {
  const [named, page] = ref.split('/');
  return { group: groupNames.find((one) => one === named) ?? 'waiting', page: Number(page) || 0 };
}
