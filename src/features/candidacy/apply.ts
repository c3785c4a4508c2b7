/** The way into a candidacy: chooses an experience, goes on with what was begun, or opens what was sent in. */
import type { CardReply, FormReply } from '../../chat/reply.ts';
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type Intake, intakeNamed } from '../call/intake/service.ts';
import type { AppContext } from '../context.ts';
import { rawFrom } from './answers.ts';
import { CHOICES, chooseCard, closedCard } from './apply-card.ts';
import { mayBecome } from './content.ts';
import { candidacyForm } from './form.ts';
import { lateCodeOf } from './late/queries.ts';
import { authorize } from './policy.ts';
import { candidacyOf, ownExperience, ownExperiences } from './queries.ts';
import { formIdOf } from './ref.ts';
import { isTaking } from './rules.ts';
import { formPages } from './texts.ts';

/** The call that was named, else the current award. @throws UserError call.not-found, call.none */
export async function callFor(ctx: AppContext, given: string | undefined): Promise<Intake> {
  const call = await intakeNamed(ctx, given);
  if (call) return call;
  throw given === undefined ? new UserError('call.none') : new UserError('call.not-found', { given });
}

/** Without an experience the person chooses; where the call takes nothing now, they read why. */
export async function applyReply(ctx: AppContext, call: Intake, experienceId: string | undefined): Promise<CardReply | FormReply> {
  authorize(ctx.actor, 'candidacy.apply');
  const { db } = ctx.store;
  const before = experienceId === undefined ? undefined : await candidacyOf(db, call.id, experienceId);
  const late = (await lateCodeOf(db, call.id, ctx.actor.id, ctx.now, before?.id))?.endsAt;
  if (before?.state !== 'changesRequested' && !isTaking(call) && late === undefined) return show(closedCard(ctx, call));
  if (experienceId !== undefined) return openForm(ctx, call, experienceId);
  return show(chooseCard(ctx, call, await ownExperiences(db, ctx.actor.id, CHOICES + 1), late));
}

/** `page`: where to open. @throws UserError experience, taken, decided */
export async function openForm(ctx: AppContext, call: Intake, experienceId: string, page = ''): Promise<FormReply> {
  authorize(ctx.actor, 'candidacy.apply');
  const { db } = ctx.store;
  const { title } = await ownExperience(db, ctx.actor.id, experienceId);
  const before = await candidacyOf(db, call.id, experienceId);
  if (before && before.ownerId !== ctx.actor.id) throw new UserError('candidacy.taken', { title });
  if (before && !mayBecome(before.state, 'sent')) {
    throw new UserError('candidacy.decided', { title });
  }
  const form = candidacyForm(call);
  const at = formPages(call).includes(page) ? { page } : {};
  const begun = await draftOf(ctx, call.id, experienceId);
  if (begun !== undefined) return { type: 'form', form, draft: begun, ...at };
  return { type: 'form', form, subject: experienceId, initial: before ? rawFrom(call, before) : { language: [ctx.locale] }, ...at };
}

/** What this person has typed into already. */
async function draftOf({ store, actor, now }: AppContext, callId: string, experienceId: string): Promise<string | undefined> {
  const found = await store.db.draft.findFirst({
    where: { personId: actor.id, form: formIdOf(callId), subject: experienceId, state: 'open', version: { gt: 0 }, expiresAt: { gt: now } },
    orderBy: { updatedAt: 'desc' },
    select: { id: true },
  });
  return found?.id;
}
