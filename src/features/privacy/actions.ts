/** What the buttons of /privacy do. */
import { type CardReply, show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { accessCard, consentsCard, copyCard, overviewCard, ROWS, retentionCard } from './card.ts';
import { myConsents, withdrawMine } from './consents/service.ts';
import { askCard, keptCard, waitingCard } from './erase-card.ts';
import { offerCopy } from './export/service.ts';
import { actionNames } from './names.ts';
import { retentionReport } from './retention/service.ts';
import { accessesToMe, askErasure, heldOnMe, keepMe } from './service.ts';

export async function overview(ctx: AppContext, page = 0): Promise<CardReply> {
  const { held, erasure } = await heldOnMe(ctx);
  return show(overviewCard(ctx.t, held, erasure, page));
}

async function consents(ctx: AppContext, page: number): Promise<CardReply> {
  const { rows, more } = await myConsents(ctx, page, ROWS.consents);
  return show(consentsCard(ctx.t, rows, page, more));
}

const does = (name: keyof typeof actionNames, run: (ctx: AppContext, id: string) => Promise<CardReply>) =>
  defineAction({ name: actionNames[name], typed: 'privacy', answers: 'update', run });
const pageIn = (text: string | undefined): number => Math.max(0, Math.trunc(Number(text)) || 0);

export const privacyActions = [
  does('show', (ctx, page) => overview(ctx, pageIn(page))),
  does('export', async (ctx) => show(copyCard(ctx.t, await offerCopy(ctx)))),
  does('consents', (ctx, page) => consents(ctx, pageIn(page))),
  does('withdraw', async (ctx, ref) => {
    const [id = '', page] = ref.split('/');
    await withdrawMine(ctx, id);
    return consents(ctx, pageIn(page));
  }),
  does('access', async (ctx, text) => {
    const page = pageIn(text);
    const { reads, more } = await accessesToMe(ctx, page, ROWS.reads);
    return show(accessCard(ctx.t, reads, page, more));
  }),
  does('retention', async (ctx, page) => show(retentionCard(ctx.t, await retentionReport(ctx), pageIn(page)))),
  does('erase', async (ctx) => show(askCard(ctx.t, (await heldOnMe(ctx)).held, ctx.personal))),
  does('eraseYes', async (ctx) => show(waitingCard(ctx.t, await askErasure(ctx)))),
  does('keep', async (ctx) => {
    await keepMe(ctx);
    return show(keptCard(ctx.t));
  }),
];
