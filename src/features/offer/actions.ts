/** What the buttons on offers, needs and matches do. */

import { saying } from '../../chat/compose.ts';
import type { FormReply } from '../../chat/reply.ts';
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { listCard, mineCard, proposalCard } from './card.ts';
import { type Kind, kinds, other, type Result, readMatchRef } from './content.ts';
import { answersOf, firstAnswers, formOf, subjectOf } from './form.ts';
import { offerActions } from './names.ts';
import { authorize } from './policy.ts';
import { getListing, listingsOf, openListings } from './record.ts';
import { answerMatch, closeListing, tellResult } from './service.ts';

/** A new one, or the one that is answered from the other side. */
export async function making(ctx: AppContext, kind: Kind): Promise<FormReply> {
  authorize(ctx.actor, 'offer.write');
  return { type: 'form', form: formOf(kind), initial: await firstAnswers(ctx) };
}

export async function mineReply(ctx: AppContext, page = 0) {
  authorize(ctx.actor, 'offer.search');
  return show(mineCard(ctx, await listingsOf(ctx.store.db, ctx.actor.id, page)));
}

export interface Wanted {
  readonly kind?: Kind | undefined;
  readonly theme?: string | undefined;
  readonly form?: string | undefined;
}

export async function listReply(ctx: AppContext, { kind, theme, form }: Wanted, page = 0) {
  authorize(ctx.actor, 'offer.search');
  const found = await openListings(ctx.store.db, { kind, theme, form, page }, ctx.now);
  return show(listCard(ctx, found, [kind ?? '', theme ?? '', form ?? ''].join('/')));
}

const mine = defineAction({
  name: offerActions.mine,
  answers: 'update',
  typed: 'offers',
  run: (ctx, page) => mineReply(ctx, Number(page) || 0),
});

const list = defineAction({
  name: offerActions.list,
  answers: 'update',
  typed: 'offers',
  run(ctx, ref) {
    const [page, kind, theme, form] = ref.split('/');
    const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
    return listReply(ctx, { kind: kinds.find((one) => one === kind), theme: given(theme), form: given(form) }, Number(page) || 0);
  },
});

/** Whoever finds what they look for says what they need, begun like it; it is then proposed to both. */
const counter = defineAction({
  name: offerActions.counter,
  answers: 'form',
  typed: 'offers',
  async run(ctx, id): Promise<FormReply> {
    authorize(ctx.actor, 'offer.write');
    const listing = await getListing(ctx.store.db, id);
    return { type: 'form', form: formOf(other(listing.kind)), initial: await firstAnswers(ctx, listing) };
  },
});

const edit = defineAction({
  name: offerActions.edit,
  answers: 'form',
  typed: 'offers',
  async run(ctx, id): Promise<FormReply> {
    authorize(ctx.actor, 'offer.write');
    const listing = await getListing(ctx.store.db, id);
    // How to reach somebody stands in the form.
    if (listing.personId !== ctx.actor.id) throw new UserError('offer.not-found');
    return { type: 'form', form: formOf(listing.kind), subject: subjectOf(listing), initial: await answersOf(ctx, listing) };
  },
});

const close = defineAction({
  name: offerActions.close,
  answers: 'update',
  typed: 'offers',
  async run(ctx, id) {
    await closeListing(ctx, id);
    return mineReply(ctx);
  },
});

const answering = (name: string, yes: boolean) =>
  defineAction({
    name,
    answers: 'update',
    async run(ctx, ref) {
      const { id, side } = readMatchRef(ref);
      return show(proposalCard(ctx, await answerMatch(ctx, id, side, yes), side));
    },
  });

const telling = (name: string, result: Result) =>
  defineAction({
    name,
    answers: 'update',
    async run(ctx, ref) {
      const { id, side } = readMatchRef(ref);
      await tellResult(ctx, id, side, result);
      return show(saying(ctx.t(`offer.result.thanks.${result}`)));
    },
  });

export const offerHandlers = [
  mine,
  list,
  counter,
  edit,
  close,
  answering(offerActions.yes, true),
  answering(offerActions.no, false),
  telling(offerActions.happened, 'happened'),
  telling(offerActions.planned, 'planned'),
  telling(offerActions.nothing, 'nothing'),
];
