/** From what somebody asked to what they are shown: one answer, up to three to choose from, or a person. */
import type { Card } from '../../chat/card.ts';
import type { CardReply } from '../../chat/reply.ts';
import { show } from '../../chat/reply.ts';
import type { Translate } from '../../chat/translate.ts';
import { UserError } from '../../errors.ts';
import { type Decision, decide } from '../../retrieval/decide.ts';
import type { AppContext } from '../context.ts';
import { findAnswers, type KnownEntry, knownEntries } from '../knowledge/live/service.ts';
import { answerCard, choicesCard, noneCard, OFFERED } from './card.ts';
import { liveBlocks } from './live.ts';
import { authorize } from './policy.ts';
import { keepQuestion } from './service.ts';

/** As much as a command takes; more than anybody asks at once. */
export const LONGEST = 500;

/** @throws UserError `question.empty` */
export async function ask(ctx: AppContext, typed: string): Promise<CardReply> {
  const { locale, decision } = await look(ctx, typed);
  return show(await shown(ctx, locale, typed, decision));
}

/** What was said to Agora; undefined where it is a greeting rather than a question, and nothing is found for it. */
export async function answerSaid(ctx: AppContext, typed: string): Promise<CardReply | undefined> {
  if (typed.trim() === '') return undefined;
  const { locale, decision } = await look(ctx, typed);
  const few = typed.trim().split(/\s+/).length < WORDS;
  return few && decision.type === 'none' ? undefined : show(await shown(ctx, locale, typed, decision));
}

const WORDS = 3;

async function look(ctx: AppContext, typed: string): Promise<{ readonly locale: string; readonly decision: Decision }> {
  authorize(ctx.actor, 'question.ask');
  const text = typed.trim().slice(0, LONGEST);
  if (text === '') throw new UserError('question.empty');
  const [found, told] = await Promise.all([findAnswers(ctx, text), languagesOf(ctx)]);
  const written = found.detected?.sure === true ? found.detected.locale : undefined;
  const first = decide(found.rankings);
  // What is not known in their language may be known in another.
  const decision = first.type === 'none' && written !== undefined ? decide((await findAnswers(ctx, text, ctx.locales)).rankings) : first;
  return { locale: told.choice ?? written ?? told.last ?? ctx.locale, decision };
}

/** The language that they have chosen, and that of their last question. */
async function languagesOf(ctx: AppContext): Promise<{ readonly choice: string | undefined; readonly last: string | undefined }> {
  const person = await ctx.store.db.person.findUnique({
    where: { id: ctx.actor.id },
    select: { locale: true, questions: { select: { locale: true }, orderBy: { createdAt: 'desc' }, take: 1 } },
  });
  const spoken = (locale: string | null | undefined) => ctx.locales.find((one) => one === locale);
  return { choice: spoken(person?.locale), last: spoken(person?.questions[0]?.locale) };
}

async function shown(ctx: AppContext, locale: string, typed: string, decision: Decision): Promise<Card> {
  const text = typed.trim().slice(0, LONGEST);
  const t = ctx.translator(locale);
  const wanted = decision.type === 'none' ? [] : decision.candidates.slice(0, decision.type === 'direct' ? 1 : OFFERED);
  const entries = await knownEntries(ctx.store.db, wanted, locale);
  const [first] = entries;
  const outcome = first === undefined ? 'none' : decision.type === 'choices' ? 'choices' : first.live !== undefined ? 'live' : 'direct';
  const id = await keepQuestion(ctx, { text, locale, decision, outcome, shown: entries.map((entry) => entry.id) });
  if (first === undefined) return noneCard(t, id, text);
  return outcome === 'choices' ? choicesCard(t, id, text, entries) : answerOf(ctx, t, id, first);
}

export const answerOf = async (ctx: AppContext, t: Translate, id: string, entry: KnownEntry): Promise<Card> =>
  answerCard(t, id, entry, await liveBlocks(ctx, t, entry.live));
