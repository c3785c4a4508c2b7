/** What the buttons of experience cards do. */

import { saying } from '../../chat/compose.ts';
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { sheetCard, textPageCard, viewOf } from './card.ts';
import { editExperience } from './edit.ts';
import { mineCard, queueListCard } from './list-card.ts';
import { underReview } from './look.ts';
import { actionNames } from './names.ts';
import { authorize, authorizeReview, isAuthor, may, mayDispose, mayEdit, mayReview, maySee } from './policy.ts';
import { byAuthor, contentAt, decisionById, getSheet, reviewedBefore, type Sheet, tooLate, waiting, waitingForReview } from './queries.ts';
import { readRef } from './ref.ts';
import { comparisonCard, reviewCard } from './review-card.ts';
import { changesForm, decidedReply, declineForm } from './review-form.ts';
import { answerInvitation, publishExperience, withdrawExperience } from './service.ts';

export const showSheet = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'experience show',
  run: async (ctx, id) => showing(ctx, await readable(ctx, id)),
});

export const readPage = defineAction({
  name: actionNames.read,
  answers: 'update',
  typed: 'experience show',
  async run(ctx, ref) {
    const { id, revision, page } = readRef(ref);
    const sheet = await readable(ctx, id);
    if (page === 0)
      return waiting(sheet) === revision && may(ctx.actor, 'experience.queue') ? reviewing(ctx, sheet, revision) : showing(ctx, sheet);
    if (revision !== sheet.revision) mustKnow(ctx, sheet);
    return show(textPageCard(ctx, viewOf(sheet, revision, await contentAt(ctx.store.db, sheet, revision)), page));
  },
});

export const review = defineAction({
  name: actionNames.review,
  answers: 'private',
  typed: 'experience queue',
  run: (ctx, ref) => openReview(ctx, ref),
});
export const backToReview = defineAction({ name: actionNames.backToReview, answers: 'update', run: (ctx, ref) => openReview(ctx, ref) });

export const compare = defineAction({
  name: actionNames.compare,
  answers: 'update',
  typed: 'experience queue',
  async run(ctx, ref) {
    const { id, revision, page } = readRef(ref);
    authorize(ctx.actor, 'experience.queue');
    const { db } = ctx.store;
    const sheet = await getSheet(db, id);
    const view = viewOf(sheet, revision, await contentAt(db, sheet, revision));
    return show(comparisonCard(ctx, view, (await reviewedBefore(db, sheet, revision)) ?? view.content, page));
  },
});

export const publish = defineAction({
  name: actionNames.publish,
  answers: 'update',
  typed: 'experience queue',
  async run(ctx, ref) {
    const { id, revision } = readRef(ref);
    await publishExperience(ctx, id, revision);
    return decidedReply(ctx, id, revision);
  },
});

export const askChanges = defineAction({
  name: actionNames.askChanges,
  answers: 'form',
  typed: 'experience queue',
  async run(ctx, ref) {
    await mayDecide(ctx, ref, 'experience.requestChanges');
    return { type: 'form', form: changesForm, subject: ref };
  },
});

export const decline = defineAction({
  name: actionNames.decline,
  answers: 'form',
  typed: 'experience queue',
  async run(ctx, ref) {
    await mayDecide(ctx, ref, 'experience.decline');
    return { type: 'form', form: declineForm, subject: ref };
  },
});

/** Straight to the part that the editor meant. */
export const fix = defineAction({
  name: actionNames.fix,
  answers: 'form',
  typed: 'experience edit',
  async run(ctx, decision) {
    const made = await decisionById(ctx.store.db, decision);
    if (!made) throw new UserError('experience.not-found');
    return editExperience(ctx, made.experienceId, made.page);
  },
});

export const edit = defineAction({
  name: actionNames.edit,
  answers: 'form',
  typed: 'experience edit',
  run: (ctx, id) => editExperience(ctx, id),
});

export const withdraw = defineAction({
  name: actionNames.withdraw,
  answers: 'update',
  typed: 'experience withdraw',
  async run(ctx, id) {
    await withdrawExperience(ctx, id);
    return show(saying(ctx.t('experience.withdraw.done', { title: (await getSheet(ctx.store.db, id)).title })));
  },
});

export const accept = defineAction({ name: actionNames.accept, answers: 'update', run: (ctx, id) => answer(ctx, id, true) });
export const refuse = defineAction({ name: actionNames.refuse, answers: 'update', run: (ctx, id) => answer(ctx, id, false) });

export const mine = defineAction({
  name: actionNames.mine,
  answers: 'update',
  typed: 'experience mine',
  run: (ctx, page) => listMine(ctx, Number(page) || 0),
});
export const queue = defineAction({
  name: actionNames.queue,
  answers: 'update',
  typed: 'experience queue',
  run: (ctx, page) => listQueue(ctx, Number(page) || 0),
});

export const experienceActions = [
  showSheet,
  readPage,
  review,
  backToReview,
  compare,
  publish,
  askChanges,
  decline,
  fix,
  edit,
  withdraw,
  accept,
  refuse,
  mine,
  queue,
];

export async function listMine(ctx: AppContext, page: number) {
  authorize(ctx.actor, 'experience.mine');
  return show(mineCard(ctx, await byAuthor(ctx.store.db, ctx.actor.id, page)));
}

export async function listQueue(ctx: AppContext, page: number) {
  authorize(ctx.actor, 'experience.queue');
  return show(queueListCard(ctx, await waitingForReview(ctx.store.db, page)));
}

/** A sheet with what this person may do with it. */
export function showing(ctx: AppContext, sheet: Sheet) {
  const { actor } = ctx;
  const closed = sheet.state === 'withdrawn' || sheet.state === 'declined';
  const state = sheet.state === 'published' && sheet.proposed !== null ? 'proposed' : sheet.state;
  const involved = isAuthor(actor, sheet) || may(actor, 'experience.queue');
  return show(
    sheetCard(
      ctx,
      viewOf(sheet),
      {
        edit: !closed && mayEdit(actor, sheet),
        withdraw: sheet.state !== 'withdrawn' && mayDispose(actor, sheet),
        review: waiting(sheet) !== undefined && mayReview(actor, sheet),
      },
      involved ? ctx.t(`experience.states.${state}`) : undefined,
    ),
  );
}

/** @throws UserError not-found: what one may not see does not exist for them */
async function readable(ctx: AppContext, id: string): Promise<Sheet> {
  authorize(ctx.actor, 'experience.show');
  const sheet = await getSheet(ctx.store.db, id);
  if (!maySee(ctx.actor, sheet)) throw new UserError('experience.not-found');
  return sheet;
}

/** Revisions that are not public are for authors and editors. */
function mustKnow(ctx: AppContext, sheet: Sheet): void {
  if (!isAuthor(ctx.actor, sheet) && !may(ctx.actor, 'experience.queue')) throw new UserError('experience.not-found');
}

async function openReview(ctx: AppContext, ref: string) {
  authorize(ctx.actor, 'experience.queue');
  const sheet = await getSheet(ctx.store.db, readRef(ref).id);
  // Where a newer revision came since the card was posted, that one is to be decided on.
  const waits = waiting(sheet);
  return waits === undefined ? showing(ctx, sheet) : reviewing(ctx, sheet, waits);
}

const reviewing = async (ctx: AppContext, sheet: Sheet, revision: number) =>
  show(reviewCard(ctx, await underReview(ctx.store.db, sheet, revision), mayReview(ctx.actor, sheet)));

/** Before the editor writes a word: they may decide, and there is something to decide. */
async function mayDecide(ctx: AppContext, ref: string, action: 'experience.requestChanges' | 'experience.decline'): Promise<void> {
  const { id, revision } = readRef(ref);
  const sheet = await getSheet(ctx.store.db, id);
  authorizeReview(ctx.actor, action, sheet);
  if (waiting(sheet) !== revision) throw await tooLate(ctx.store.db, id, revision);
}

async function answer(ctx: AppContext, id: string, yes: boolean) {
  await answerInvitation(ctx, id, yes);
  const { title } = await getSheet(ctx.store.db, id);
  return show(saying(ctx.t(yes ? 'experience.invitation.joined' : 'experience.invitation.declined', { title })));
}
