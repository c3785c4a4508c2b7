/** Answers /agenda, and what its buttons do: turning months, narrowing. */
import { type CardReply, show } from '../../chat/reply.ts';
import { calendarLink } from '../../links.ts';
import { type AppContext, defineAction } from '../context.ts';
import { agendaActions, agendaCard } from './card.ts';
import { authorize } from './policy.ts';
import { readAgenda, readView, type View, viewOf, withFilter } from './view.ts';

export interface AgendaOptions {
  readonly month?: string | undefined;
  readonly kind?: View['kind'];
  /** Key of the vocabulary. */
  readonly theme?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly country?: string | undefined;
}

/** For the command. @throws UserError agenda.month */
export const agendaReply = (ctx: AppContext, { month, ...filters }: AgendaOptions): Promise<CardReply> =>
  answer(ctx, viewOf(ctx, month, filters));

export const turnAgenda = defineAction({
  name: agendaActions.turn,
  answers: 'update',
  run: (ctx, ref) => answer(ctx, readView(ref)),
});

export const narrowAgenda = defineAction({
  name: agendaActions.only,
  answers: 'update',
  run: (ctx, ref, [chosen = '']) => answer(ctx, withFilter(readView(ref), chosen)),
});

async function answer(ctx: AppContext, view: View): Promise<CardReply> {
  authorize(ctx.actor, 'agenda.show');
  return show(agendaCard(ctx, await readAgenda(ctx, view), calendarLink(ctx.links, ctx.locale, view)));
}
