/** An entry for those who look after it: read anew each time it is shown. And which one somebody means. */
import type { Choice } from '../../chat/card.ts';
import { short } from '../../chat/compose.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { fold } from '../../i18n/fold.ts';
import type { AppContext } from '../context.ts';
import { deskCard } from './card.ts';
import { authorize } from './policy.ts';
import { allEntries, type Entry, getEntry } from './record.ts';
import { matches, titleOf } from './rules.ts';

export const ENTRY_NAME = 200;
const SUGGESTED = 25;

export async function deskOf(ctx: AppContext, id: string): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.read');
  return show(deskCard(ctx.t, await getEntry(ctx.store.db, id), ctx.locales, ctx.now));
}

/** For autocompletion: the value is the entry's number, which people may type as well. */
export async function completeEntries(ctx: AppContext, typed: string): Promise<readonly Choice[]> {
  authorize(ctx.actor, 'knowledge.read');
  return (await candidates(ctx, typed))
    .slice(0, SUGGESTED)
    .map((entry) => ({ value: String(entry.number), label: short(titleOf(entry, ctx.locale), 90) }));
}

/** By number, key, title, or words of it. @throws UserError where none or several are meant */
export async function findEntry(ctx: AppContext, given: string): Promise<Entry> {
  authorize(ctx.actor, 'knowledge.read');
  const typed = given.trim().replace(/^#/, '');
  const found = await candidates(ctx, typed);
  const exact = found.filter(
    ({ number, key, texts }) =>
      String(number) === typed || key === typed || Object.values(texts).some(({ title }) => fold(title) === fold(typed)),
  );
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (!only) throw new UserError('knowledge.unknown', { given: typed.slice(0, 80) });
  if (others.length > 0) {
    const titles = [only, ...others].slice(0, 3).map((entry) => `${titleOf(entry, ctx.locale)} (${entry.number})`);
    throw new UserError('knowledge.several', { given: typed.slice(0, 80), titles: titles.join('; '), count: others.length + 1 });
  }
  return only;
}

async function candidates(ctx: AppContext, typed: string): Promise<readonly Entry[]> {
  return (await allEntries(ctx.store.db)).filter((entry) => String(entry.number) === typed || matches(entry, typed));
}
