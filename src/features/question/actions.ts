/** What the buttons under an answer do. The card stays in the language that it was answered in. */
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { openedReply } from '../conversation/service.ts';
import { knownEntries } from '../knowledge/live/service.ts';
import { answerOf } from './ask.ts';
import { choicesCard, helpedCard, noneCard, OFFERED, questionActions, readChosen } from './card.ts';
import { liveBlocks } from './live.ts';
import { ownQuestion } from './record.ts';
import { askPerson, chooseEntry, sayHelped, sayNotAsked } from './service.ts';

async function own(ctx: AppContext, id: string) {
  const question = await ownQuestion(ctx.store.db, ctx.actor.id, id);
  return { question, t: ctx.translator(question.locale) };
}

const choose = defineAction({
  name: questionActions.choose,
  answers: 'update',
  typed: 'ask',
  async run(ctx, pressed) {
    const { question: id, entry: entryId } = readChosen(pressed);
    const { question, t } = await own(ctx, id);
    const [entry] = await knownEntries(ctx.store.db, [entryId], question.locale);
    if (!entry) throw new UserError('question.gone');
    await chooseEntry(ctx, id, entryId);
    return show(await answerOf(ctx, t, id, entry));
  },
});

const helped = defineAction({
  name: questionActions.helped,
  answers: 'update',
  typed: 'ask',
  async run(ctx, id) {
    await sayHelped(ctx, id);
    const { question, t } = await own(ctx, id);
    const [entry] = await knownEntries(ctx.store.db, question.entryId === null ? [] : [question.entryId], question.locale);
    if (!entry) throw new UserError('question.gone');
    return show(helpedCard(t, entry, await liveBlocks(ctx, t, entry.live)));
  },
});

/** The next candidates, once; then a person. */
const not = defineAction({
  name: questionActions.not,
  answers: 'update',
  typed: 'ask',
  async run(ctx, id) {
    const { question, t } = await own(ctx, id);
    const rest = question.helped === false ? [] : question.candidates.filter((candidate) => !question.tried.includes(candidate));
    const entries = await knownEntries(ctx.store.db, rest.slice(0, OFFERED), question.locale);
    await sayNotAsked(
      ctx,
      id,
      entries.map((entry) => entry.id),
    );
    return show(entries.length === 0 ? noneCard(t, id, question.text) : choicesCard(t, id, question.text, entries, true));
  },
});

const person = defineAction({
  name: questionActions.person,
  answers: 'update',
  typed: 'ask',
  async run(ctx, id) {
    await askPerson(ctx, id);
    return openedReply(ctx, (await own(ctx, id)).t, id);
  },
});

export const questionButtons = [choose, helped, not, person];
