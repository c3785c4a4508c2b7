/** Names of the actions of the duplicates' cards. Pure. */
import { buttonsOf } from '../../../chat/compose.ts';

export const actionNames = {
  list: 'duplicates.list',
  compare: 'duplicates.compare',
  choose: 'duplicates.choose',
  apart: 'duplicates.apart',
  lately: 'duplicates.lately',
  undo: 'duplicates.undo',
} as const;

export const button = buttonsOf(actionNames);

/** Two ids in one: ids of ours have no dot. */
export const pairRef = (one: string, other: string): string => `${one}.${other}`;
export function readPair(ref: string): readonly [string, string] {
  const [one = '', other = ''] = ref.split('.');
  return [one, other];
}

/** A page of the list, and what is looked for, as far as a button can carry it. */
export const listRef = (page: number, text: string): string => `${page} ${text}`.slice(0, 70);
export function readList(ref: string): { readonly page: number; readonly text: string } {
  const [, page = '0', text = ''] = /^(\d{1,4}) ?(.*)$/s.exec(ref) ?? [];
  return { page: Number(page), text };
}
