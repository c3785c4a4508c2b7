/** What the buttons of the first steps do. */
import type { FormReply } from '../../chat/reply.ts';
import { show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { findDraft } from '../draft/service.ts';
import { networkWords } from '../network/service.ts';
import { stoppedCard, welcomeCard } from './card.ts';
import { firstAnswers, onboardingForm } from './form.ts';
import { onboardingActions } from './names.ts';
import { begin, greeted, stopAsking } from './service.ts';

/** The greeting, for whoever asks for it. */
export async function greeting(ctx: AppContext) {
  await greeted(ctx);
  return show(welcomeCard(ctx.t, await networkWords(ctx.store.db, ctx.locale)));
}

const open = defineAction({ name: onboardingActions.open, answers: 'private', typed: 'start', run: greeting });

const beginSteps = defineAction({
  name: onboardingActions.begin,
  answers: 'form',
  typed: 'start',
  async run(ctx): Promise<FormReply> {
    await begin(ctx);
    const draft = await findDraft(ctx, onboardingForm.id, undefined);
    if (draft) return { type: 'form', form: onboardingForm, draft: draft.id };
    return { type: 'form', form: onboardingForm, initial: await firstAnswers(ctx) };
  },
});

const stop = defineAction({
  name: onboardingActions.stop,
  answers: 'update',
  async run(ctx) {
    await stopAsking(ctx);
    return show(stoppedCard(ctx.t));
  },
});

export const onboardingHandlers = [open, beginSteps, stop];
