/** Names of the actions that cards of knowledge carry: cards know the names, actions.ts the deeds. Pure. */
import { buttonsOf } from '../../chat/compose.ts';
import { type Topic, topics } from './content.ts';

export const actionNames = {
  list: 'knowledge.list',
  topic: 'knowledge.topic',
  show: 'knowledge.show',
  write: 'knowledge.write',
  text: 'knowledge.text',
  facts: 'knowledge.facts',
  publish: 'knowledge.publish',
  retire: 'knowledge.retire',
  check: 'knowledge.check',
  own: 'knowledge.own',
  takeFile: 'knowledge.takeFile',
  keepOurs: 'knowledge.keepOurs',
  health: 'knowledge.health',
  ill: 'knowledge.ill',
  asked: 'knowledge.asked',
  attach: 'knowledge.attach',
  fresh: 'knowledge.fresh',
  leave: 'knowledge.leave',
} as const;
export type ActionName = keyof typeof actionNames;

export const button = buttonsOf(actionNames);

/** What a button carries: which entry, and the version that somebody saw. */
export const entryRef = ({ id, version }: { readonly id: string; readonly version: number }): string => `${id}@${version}`;
export function readRef(ref: string): { readonly id: string; readonly version: number } {
  const at = ref.lastIndexOf('@');
  return at < 0 ? { id: ref, version: Number.NaN } : { id: ref.slice(0, at), version: Number(ref.slice(at + 1)) };
}

/** What of the list somebody looks at. */
export interface ListView {
  readonly page: number;
  readonly topic: Topic | '';
  readonly text: string;
}

/** `<page>.<topic>.<words>` */
export const listRef = ({ page, topic, text }: ListView): string => `${page}.${topic}.${text}`;
export function readListRef(ref: string): ListView {
  const [page = '', topic = '', ...text] = ref.split('.');
  return { page: Number(page) || 0, topic: topics.find((one) => one === topic) ?? '', text: text.join('.') };
}
