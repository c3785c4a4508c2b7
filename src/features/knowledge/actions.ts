/** What the buttons on knowledge do. */
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { askedReply, questionOf } from './asked.ts';
import { topics } from './content.ts';
import { deskOf } from './desk.ts';
import { editingFacts, editingText, writingEntry } from './form.ts';
import { healthOf, type Illness, illnesses } from './health.ts';
import { healthCard, illCard } from './health-card.ts';
import { listed } from './list.ts';
import { type ActionName, actionNames, readListRef, readRef } from './names.ts';
import { authorize } from './policy.ts';
import { allEntries } from './record.ts';
import { titleOf } from './rules.ts';
import * as service from './service.ts';

export async function healthReply(ctx: AppContext): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.read');
  return show(healthCard(ctx.t, await healthOf(ctx.store.db, ctx.locales, ctx.now)));
}

async function illReply(ctx: AppContext, illness: Illness, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.read');
  return show(illCard(ctx.t, illness, (await healthOf(ctx.store.db, ctx.locales, ctx.now)).ill[illness], page));
}

/** The question as one more way to ask the entry with this number; then the next question. */
export async function attach(ctx: AppContext, questionId: string, number: number): Promise<CardReply> {
  authorize(ctx.actor, 'knowledge.attach');
  const entry = (await allEntries(ctx.store.db)).find((one) => one.number === number);
  if (!entry) throw new UserError('knowledge.gone');
  await service.attachQuestion(ctx, questionId, entry.id);
  return askedReply(ctx, 0, ctx.t('knowledge.asked.attached', { title: titleOf(entry, ctx.locale) }));
}

const doing = (name: ActionName, work: (ctx: AppContext, ref: service.Ref) => Promise<void>) =>
  defineAction({
    name: actionNames[name],
    answers: 'update',
    async run(ctx, ref) {
      await work(ctx, readRef(ref));
      return deskOf(ctx, readRef(ref).id);
    },
  });

const illnessOf = (given: string): Illness => illnesses.find((one) => one === given) ?? 'weak';

export const knowledgeActions = [
  defineAction({ name: actionNames.list, answers: 'update', run: (ctx, ref) => listed(ctx, readListRef(ref)) }),
  defineAction({
    name: actionNames.topic,
    answers: 'update',
    run: (ctx, _ref, [topic]) => listed(ctx, { page: 0, topic: topics.find((one) => one === topic) ?? '', text: '' }),
  }),
  defineAction({ name: actionNames.show, answers: 'private', run: (ctx, id) => deskOf(ctx, id) }),
  defineAction({ name: actionNames.write, answers: 'form', run: async (ctx) => writingEntry(ctx) }),
  defineAction({ name: actionNames.text, answers: 'form', run: (ctx, id, [locale = ctx.locale]) => editingText(ctx, id, locale) }),
  defineAction({ name: actionNames.facts, answers: 'form', run: (ctx, id) => editingFacts(ctx, id) }),
  doing('publish', service.publishEntry),
  doing('retire', service.retireEntry),
  doing('check', service.checkEntry),
  doing('own', service.ownEntry),
  doing('takeFile', (ctx, ref) => service.decideProposed(ctx, ref, 'file')),
  doing('keepOurs', (ctx, ref) => service.decideProposed(ctx, ref, 'ours')),
  defineAction({ name: actionNames.health, answers: 'update', run: (ctx) => healthReply(ctx) }),
  defineAction({
    name: actionNames.ill,
    answers: 'update',
    run(ctx, ref, [chosen]) {
      const [page = '0', illness = ''] = ref.split('.');
      return illReply(ctx, illnessOf(chosen ?? illness), Number(page) || 0);
    },
  }),
  defineAction({ name: actionNames.asked, answers: 'update', run: (ctx, at) => askedReply(ctx, Number(at) || 0) }),
  defineAction({
    name: actionNames.attach,
    answers: 'update',
    run(ctx, ref) {
      const at = ref.lastIndexOf('.');
      return attach(ctx, ref.slice(0, at), Number(ref.slice(at + 1)));
    },
  }),
  defineAction({ name: actionNames.fresh, answers: 'form', run: async (ctx, id) => writingEntry(ctx, await questionOf(ctx, id)) }),
  defineAction({
    name: actionNames.leave,
    answers: 'update',
    async run(ctx, id) {
      await service.leaveQuestion(ctx, id);
      return askedReply(ctx, 0, ctx.t('knowledge.asked.left'));
    },
  }),
];
