/** What the buttons on a request to belong do. */
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { requestOf } from './messages.ts';
import { requestCard } from './request-card.ts';
import { actionNames, readRequest } from './request-names.ts';
import { answerRequest } from './service.ts';

const letIn = defineAction({ name: actionNames.letIn, answers: 'update', run: (ctx, ref) => answer(ctx, ref, true) });
const keepOut = defineAction({ name: actionNames.keepOut, answers: 'update', run: (ctx, ref) => answer(ctx, ref, false) });

export const organisationActions = [letIn, keepOut];

async function answer(ctx: AppContext, ref: string, yes: boolean) {
  const { organisation, person } = readRequest(ref);
  await answerRequest(ctx, organisation, person, yes);
  const request = await requestOf(ctx.store.db, organisation, person, ctx.locale);
  if (!request) throw new UserError('organisation.not-found');
  return show(requestCard(ctx, request));
}
