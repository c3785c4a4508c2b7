/** Which entries an editor looks at: a topic, some words, a page. */
import { type CardReply, show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { listCard } from './card.ts';
import type { ListView } from './names.ts';
import { authorize } from './policy.ts';
import { allEntries } from './record.ts';
import { matches } from './rules.ts';

export const SEARCHED = 40;
const ROWS = 8;

export async function listed(ctx: AppContext, view: ListView): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.read');
  const all = (await allEntries(ctx.store.db)).filter(
    (entry) => (view.topic === '' || entry.topic === view.topic) && (view.text === '' || matches(entry, view.text)),
  );
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const page = Math.min(Math.max(0, view.page), pages - 1);
  const rows = all.slice(page * ROWS, (page + 1) * ROWS);
  return show(listCard(ctx.t, { rows, total: all.length, page, pages, view }, ctx.now));
}
