/** What can be done about messages that were not delivered. */
import { show } from '../../chat/reply.ts';
import { READ_WAITING } from '../../delivery/knock.ts';
import { type AppContext, defineAction } from '../context.ts';
import { actionNames, failedCard } from './card.ts';
import * as service from './service.ts';

export const failedList = async (ctx: AppContext, page: number) => show(failedCard(ctx.t, await service.failedDeliveries(ctx, page)));

const about = (name: 'retry' | 'skip', act: (ctx: AppContext, id: string) => Promise<void>) =>
  defineAction({
    name: actionNames[name],
    answers: 'update',
    async run(ctx, ref) {
      const [id = '', page] = ref.split('/');
      await act(ctx, id);
      return failedList(ctx, Number(page) || 0);
    },
  });

export const deliveryActions = [
  about('retry', service.retryDelivery),
  about('skip', service.skipDelivery),
  defineAction({
    name: actionNames.retryAll,
    answers: 'update',
    async run(ctx) {
      await service.retryAll(ctx);
      return failedList(ctx, 0);
    },
  }),
  defineAction({ name: actionNames.list, answers: 'update', run: (ctx, page) => failedList(ctx, Number(page) || 0) }),
  defineAction({ name: READ_WAITING, answers: 'private', run: async (ctx, id) => show(await service.waitingMessage(ctx, id)) }),
];
