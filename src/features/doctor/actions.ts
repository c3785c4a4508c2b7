/** The buttons on the doctor's card: each looks anew, so that what was put right is seen. */
import { show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { actionNames, doctorCard } from './card.ts';
import { examined } from './service.ts';

export const doctorReply = async (ctx: AppContext, page = 0) => show(doctorCard(ctx.t, await examined(ctx), page));

export const doctorActions = [
  defineAction({ name: actionNames.again, answers: 'update', run: (ctx) => doctorReply(ctx) }),
  defineAction({ name: actionNames.turn, answers: 'update', run: (ctx, page) => doctorReply(ctx, Number(page) || 0) }),
];
