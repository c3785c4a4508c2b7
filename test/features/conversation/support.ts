/** A house with a channel of the secretariat, and questions that have been handed over. */
import type { AppContext } from '../../../src/features/context.ts';
import { openConversation } from '../../../src/features/conversation/service.ts';
import type { House } from '../../support/house.ts';

export async function secretariat(house: House): Promise<void> {
  const { db } = house.parts.store;
  await db.workspace.create({ data: { id: 'w1', platform: 'playground', externalId: 'W1', name: 'Network', locale: 'en' } });
  await db.channel.create({ data: { id: 'c1', workspaceId: 'w1', externalId: 'secretariat', purpose: 'secretariat', locale: 'en' } });
}

/** Asked of the bot, which had nothing to say, and handed over. */
export async function asks(ctx: AppContext, text: string, tried: readonly string[] = []): Promise<string> {
  return ctx.store.write(ctx, 'test.ask', async (tx) => {
    const question = await tx.question.create({
      data: {
        id: ctx.newId(),
        personId: ctx.actor.id,
        platform: ctx.from.platform,
        workspace: ctx.from.workspace,
        locale: ctx.locale,
        text,
        outcome: 'none',
        candidates: [...tried],
        tried: [...tried],
        confidence: 0,
        state: 'waiting',
      },
    });
    return (await openConversation(ctx, tx, question)).id;
  });
}
