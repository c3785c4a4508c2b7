/** Undoes a link between two accounts, or with an address. */
import { show } from '../../chat/reply.ts';
import { defineAction } from '../context.ts';
import { UNDO, UNMAIL, unlinkedCard, unmailedCard } from './card.ts';
import { removeMail } from './mail/service.ts';
import { undoLink } from './service.ts';

const undo = defineAction({
  name: UNDO,
  typed: 'link',
  answers: 'update',
  async run(ctx, id) {
    await undoLink(ctx, id);
    return show(unlinkedCard(ctx.t));
  },
});

const unmail = defineAction({
  name: UNMAIL,
  typed: 'link',
  answers: 'update',
  async run(ctx) {
    await removeMail(ctx);
    return show(unmailedCard(ctx.t));
  },
});

export const linkActions = [undo, unmail];
