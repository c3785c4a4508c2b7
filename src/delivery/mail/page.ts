/** What both renderings of a mail are made from: a card whose buttons have become links and sentences. */
import type { Block } from '../../chat/card.ts';
import type { Text } from '../../chat/text.ts';

export interface Page {
  readonly locale: string;
  readonly subject: string;
  readonly title: string | undefined;
  readonly blocks: readonly PageBlock[];
  readonly footer: readonly Text[];
}
export type PageBlock =
  | Exclude<Block, { type: 'actions' | 'item' | 'image' }>
  | { readonly type: 'link'; readonly label: string; readonly url: string };
