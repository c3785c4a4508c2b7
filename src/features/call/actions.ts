/** Answers /award show and the /call commands, and what the buttons of calls do. */
import type { Button } from '../../chat/card.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { checkCard, listCard, type Own } from './card.ts';
import { titleIn } from './change/service.ts';
import { NEW, readingCard } from './desk-card.ts';
import { answersFrom, answersLike, missingTitles } from './form/answers.ts';
import { callForm } from './form/call-form.ts';
import { extendReply } from './form/extend-form.ts';
import { phaseReply } from './form/phase-form.ts';
import { questionReply } from './form/question-form.ts';
import { actionNames, button } from './names.ts';
import { reach } from './notices.ts';
import { openingCard } from './opening-card.ts';
import { phaseIn } from './phases/service.ts';
import { authorize, may } from './policy.ts';
import { allCalls, type Call, callByKey, currentCall, getCall, submissionOf } from './queries.ts';
import { callRef, likeRef, readRef } from './ref.ts';
import { deskReply, findingsOf, savedReply, standingReply } from './reply.ts';
import { openCall } from './service.ts';

/** The call that was named, else the current award. @throws UserError call.not-found, call.none */
export async function callNamed(ctx: AppContext, given: string | undefined): Promise<Call> {
  authorize(ctx.actor, 'call.show');
  const { db } = ctx.store;
  const call = given === undefined ? await currentCall(db) : await callByKey(db, given);
  if (!call) throw new UserError('call.none');
  return readable(ctx, call);
}

export async function completeCalls(ctx: AppContext, typed: string) {
  const drafts = may(ctx.actor, 'call.list');
  const calls = (await allCalls(ctx.store.db)).filter(
    ({ state, key }) => (drafts || state !== 'draft') && key.includes(typed.toLowerCase()),
  );
  return calls.map(({ key }) => ({ value: key, label: key }));
}

export async function listReply(ctx: AppContext): Promise<CardReply> {
  authorize(ctx.actor, 'call.list');
  const control = ({ id }: Call): Button => button(ctx.t('call.buttons.show'), 'desk', id);
  return show(listCard(ctx.t, await allCalls(ctx.store.db), control));
}

export function checkReply(ctx: AppContext, call: Call): CardReply {
  authorize(ctx.actor, 'call.check');
  return show(checkCard(ctx.t, call, findingsOf(call, ctx.now)));
}

/** `like`: a new edition that asks what that one asked. */
export function creating(ctx: AppContext, like: Call | undefined) {
  authorize(ctx.actor, 'call.create');
  const fresh = { kind: ['award'], timeZone: [ctx.timeZone], grace: ['10'], language: [ctx.locale] };
  return like === undefined
    ? ({ type: 'form', form: callForm, initial: fresh } as const)
    : ({ type: 'form', form: callForm, subject: likeRef(like.id), initial: answersLike(like, ctx.locale) } as const);
}

export function editing(ctx: AppContext, call: Call) {
  authorize(ctx.actor, 'call.edit');
  return { type: 'form', form: callForm, subject: callRef(call.id, call.version), initial: answersFrom(call) } as const;
}

/** Everything that opening means, before it does. */
export async function opening(ctx: AppContext, call: Call): Promise<CardReply> {
  authorize(ctx.actor, 'call.open');
  if (call.state !== 'draft') throw new UserError('call.not-draft', { call: titleIn(ctx, call) });
  const reached = await reach(ctx.store.db);
  return show(openingCard(ctx.t, call, findingsOf(call, ctx.now), reached, missingTitles(call, ctx.locales), ctx.now));
}

/** The phase for candidacies unless another one is named. */
export function extending(ctx: AppContext, call: Call, given?: string) {
  authorize(ctx.actor, 'call.extend');
  const phase = given === undefined ? submissionOf(call) : phaseIn(call, given.trim().toLowerCase());
  if (call.state !== 'open' || !phase?.closesAt) throw new UserError('call.not-open', { call: titleIn(ctx, call) });
  return extendReply(call, phase);
}

const find = async (ctx: AppContext, id: string): Promise<Call> => readable(ctx, await getCall(ctx.store.db, id));

const showDesk = defineAction({
  name: actionNames.desk,
  answers: 'private',
  run: async (ctx, id) => deskReply(ctx, await find(ctx, id)),
});

const readCall = defineAction({
  name: actionNames.read,
  answers: 'private',
  async run(ctx, ref) {
    authorize(ctx.actor, 'call.show');
    const at = ref.lastIndexOf('/');
    return show(readingCard(ctx.t, await find(ctx, ref.slice(0, at)), Number(ref.slice(at + 1)) || 1));
  },
});

const checkNow = defineAction({
  name: actionNames.check,
  answers: 'private',
  run: async (ctx, id) => checkReply(ctx, await find(ctx, id)),
});

const edit = defineAction({
  name: actionNames.edit,
  answers: 'form',
  run: async (ctx, id) => editing(ctx, await find(ctx, id)),
});

const editPhase = defineAction({
  name: actionNames.phase,
  answers: 'form',
  async run(ctx, ref, [chosen = NEW]) {
    authorize(ctx.actor, 'call.edit');
    const call = await find(ctx, readRef(ref).id);
    return phaseReply(call, chosen === NEW ? '' : phaseIn(call, chosen).key);
  },
});

const editQuestion = defineAction({
  name: actionNames.question,
  answers: 'form',
  async run(ctx, ref, [chosen = NEW]) {
    authorize(ctx.actor, 'call.edit');
    return questionReply(await find(ctx, readRef(ref).id), chosen === NEW ? '' : chosen);
  },
});

const openFirst = defineAction({
  name: actionNames.open,
  answers: 'private',
  run: async (ctx, id) => opening(ctx, await find(ctx, id)),
});

const openNow = defineAction({
  name: actionNames.openNow,
  answers: 'update',
  run: async (ctx, ref) => savedReply(ctx, await openCall(ctx, readRef(ref)), ctx.t('call.opening.done')),
});

const extend = defineAction({
  name: actionNames.extend,
  answers: 'form',
  run: async (ctx, id) => extending(ctx, await find(ctx, id)),
});

/** What a reader has to do with a call comes from the feature that knows it. */
export type OwnIn = (ctx: AppContext, callId: string) => Promise<Own>;

export const callActions = (ownIn: OwnIn) => [
  defineAction({
    name: actionNames.show,
    answers: 'private',
    typed: 'award show',
    async run(ctx, id) {
      const call = await find(ctx, id);
      return standingReply(ctx, call, await ownIn(ctx, call.id));
    },
  }),
  showDesk,
  readCall,
  checkNow,
  edit,
  editPhase,
  editQuestion,
  openFirst,
  openNow,
  extend,
];

/** Drafts do not exist for those who may not see them. @throws UserError call.not-found */
function readable(ctx: AppContext, call: Call): Call {
  if (call.state === 'draft' && !may(ctx.actor, 'call.list')) throw new UserError('call.not-found', { given: call.key });
  return call;
}
