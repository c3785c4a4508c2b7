/** What the buttons of candidacies do, and what /award apply, mine, queue and counts answer. */
import { saying } from '../../chat/compose.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { getIntake } from '../call/intake/service.ts';
import { type AppContext, defineAction } from '../context.ts';
import { noteAddressesRead } from '../organisation/contacts/service.ts';
import { applyReply, callFor, openForm } from './apply.ts';
import { mineCard, ownCard, SHOWN, textPageCard } from './card.ts';
import { checkedReply } from './check.ts';
import { CODES, codesCard } from './late/card.ts';
import { givenCodes, lateCodeOf } from './late/queries.ts';
import { revokeLateCode } from './late/service.ts';
import { actionNames } from './names.ts';
import { authorize, authorizeDecide, authorizeRead } from './policy.ts';
import { getCandidacy, ownCandidacies, toBeChecked, withCall } from './queries.ts';
import { queueListCard } from './queue-card.ts';
import { readRef } from './ref.ts';
import { decideCandidacy, withdrawCandidacy } from './service.ts';
import { askMoreForm, makeLateCodeForm, refuseForm, typeLateCodeForm } from './small-forms.ts';
import { unfinishedOf } from './unfinished.ts';

const apply = defineAction({
  name: actionNames.apply,
  answers: 'form',
  typed: 'award apply',
  run: async (ctx, callId) => applyReply(ctx, callId === '' ? await callFor(ctx, undefined) : await getIntake(ctx, callId), undefined),
});

const begin = defineAction({
  name: actionNames.begin,
  answers: 'form',
  typed: 'award apply',
  run: async (ctx, callId, [experienceId]) => applyReply(ctx, await getIntake(ctx, callId), experienceId),
});

const mine = defineAction({ name: actionNames.mine, answers: 'private', typed: 'award mine', run: (ctx) => mineReply(ctx) });

const showOwn = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'award mine',
  async run(ctx, id) {
    const found = await withCall(ctx, id);
    authorizeRead(ctx.actor, found.candidacy);
    if (found.candidacy.ownerId !== ctx.actor.id) return checkedReply(ctx, id);
    const late = await lateCodeOf(ctx.store.db, found.call.id, ctx.actor.id, ctx.now, id);
    return show(ownCard(ctx, found, late?.endsAt));
  },
});

/** From a card that stays where it is; its pages then take each other's place. */
const read = defineAction({ name: actionNames.read, answers: 'private', typed: 'award mine', run: (ctx, ref) => pageReply(ctx, ref) });
const turn = defineAction({ name: actionNames.turn, answers: 'update', typed: 'award mine', run: (ctx, ref) => pageReply(ctx, ref) });

/** Contacts are written as people like. */
const addressesIn = (text: string): readonly string[] => text.match(/[^\s@<>;,|:()]+@[^\s@<>;,|:()]+/g) ?? [];

async function pageReply(ctx: AppContext, ref: string): Promise<CardReply> {
  const { id, page } = readRef(ref);
  const found = await withCall(ctx, id);
  authorizeRead(ctx.actor, found.candidacy);
  const { ownerId, contacts } = found.candidacy;
  const owner = ownerId === null ? [] : [{ personId: ownerId }];
  if (ownerId !== ctx.actor.id) await noteAddressesRead(ctx, addressesIn(contacts), owner, 'candidacy');
  return show(textPageCard(ctx, found, page));
}

/** Straight to the part that the secretariat means. */
const edit = defineAction({
  name: actionNames.edit,
  answers: 'form',
  typed: 'award mine',
  async run(ctx, id) {
    const { candidacy, call } = await withCall(ctx, id);
    authorizeRead(ctx.actor, candidacy);
    return openForm(ctx, call, candidacy.experience.id, candidacy.page);
  },
});

const withdraw = defineAction({
  name: actionNames.withdraw,
  answers: 'update',
  typed: 'award mine',
  async run(ctx, id) {
    await withdrawCandidacy(ctx, id);
    const { experience } = await getCandidacy(ctx.store.db, id);
    return show(saying(ctx.t('candidacy.withdraw.done', { title: experience.title })));
  },
});

const queue = defineAction({
  name: actionNames.queue,
  answers: 'update',
  typed: 'award queue',
  async run(ctx, ref) {
    const at = ref.lastIndexOf('/');
    return queueReply(ctx, (await getIntake(ctx, ref.slice(0, at))).key, Number(ref.slice(at + 1)) || 0);
  },
});

const check = defineAction({ name: actionNames.check, answers: 'private', typed: 'award queue', run: (ctx, id) => checkedReply(ctx, id) });

const validate = defineAction({
  name: actionNames.validate,
  answers: 'update',
  typed: 'award queue',
  async run(ctx, ref) {
    const { id, version } = readRef(ref);
    await decideCandidacy(ctx, id, version, 'valid');
    return checkedReply(ctx, id);
  },
});

const askMore = defineAction({
  name: actionNames.askMore,
  answers: 'form',
  typed: 'award queue',
  async run(ctx, ref) {
    const { candidacy, call } = await withCall(ctx, readRef(ref).id);
    authorizeDecide(ctx.actor, candidacy);
    return { type: 'form', form: askMoreForm(call), subject: ref };
  },
});

const refuse = defineAction({
  name: actionNames.refuse,
  answers: 'form',
  typed: 'award queue',
  async run(ctx, ref) {
    authorizeDecide(ctx.actor, await getCandidacy(ctx.store.db, readRef(ref).id));
    return { type: 'form', form: refuseForm, subject: ref };
  },
});

const typeLateCode = defineAction({
  name: actionNames.useLateCode,
  answers: 'form',
  typed: 'award late-code',
  async run(ctx) {
    authorize(ctx.actor, 'candidacy.useLateCode');
    return { type: 'form', form: typeLateCodeForm };
  },
});

const newLateCode = defineAction({
  name: actionNames.newLateCode,
  answers: 'form',
  typed: 'award codes',
  async run(ctx, callId) {
    authorize(ctx.actor, 'candidacy.lateCodes');
    return { type: 'form', form: makeLateCodeForm, subject: callId };
  },
});

const revoke = defineAction({
  name: actionNames.revokeLateCode,
  answers: 'update',
  typed: 'award codes',
  run: async (ctx, id) => codesReply(ctx, (await getIntake(ctx, await revokeLateCode(ctx, id))).key),
});

export const candidacyActions = [
  apply,
  begin,
  mine,
  showOwn,
  read,
  turn,
  edit,
  withdraw,
  queue,
  check,
  validate,
  askMore,
  refuse,
  typeLateCode,
  newLateCode,
  revoke,
];

export async function mineReply(ctx: AppContext): Promise<CardReply> {
  authorize(ctx.actor, 'candidacy.mine');
  const { db } = ctx.store;
  const own = await ownCandidacies(db, ctx.actor.id, SHOWN + 1);
  const calls = new Map(
    await Promise.all([...new Set(own.map(({ callId }) => callId))].map(async (id) => [id, await getIntake(ctx, id)] as const)),
  );
  const withCalls = own.flatMap((candidacy) => {
    const call = calls.get(candidacy.callId);
    return call ? [{ candidacy, call }] : [];
  });
  return show(mineCard(ctx, withCalls, await unfinishedOf(db, ctx.t, { personId: ctx.actor.id, now: ctx.now })));
}

export async function queueReply(ctx: AppContext, given: string | undefined, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'candidacy.queue');
  const call = await callFor(ctx, given);
  return show(queueListCard(ctx, call, await toBeChecked(ctx.store.db, call.id, page)));
}

export async function codesReply(ctx: AppContext, given: string | undefined): Promise<CardReply> {
  authorize(ctx.actor, 'candidacy.lateCodes');
  const call = await callFor(ctx, given);
  return show(codesCard(ctx, call, await givenCodes(ctx.store.db, call.id, CODES + 1), ctx.now));
}
