/** What the buttons of coverage cards do. */
import { show } from '../../chat/reply.ts';
import { defineAction } from '../context.ts';
import { minimumForm } from './form.ts';
import { actionNames, readPageRef } from './names.ts';
import { authorize } from './policy.ts';
import { dimensionReply, overviewReply } from './reply.ts';

const overview = defineAction({
  name: actionNames.overview,
  answers: 'update',
  typed: 'membership gaps',
  run: async (ctx) => show(await overviewReply(ctx)),
});

const showDimension = defineAction({
  name: actionNames.show,
  answers: 'update',
  typed: 'membership gaps',
  async run(ctx, ref) {
    const { dimension, page } = readPageRef(ref);
    return show(await dimensionReply(ctx, dimension, page));
  },
});

const change = defineAction({
  name: actionNames.change,
  answers: 'form',
  typed: 'membership gaps',
  async run(ctx, named) {
    authorize(ctx.actor, 'coverage.change');
    return { type: 'form', form: minimumForm(readPageRef(named).dimension) };
  },
});

export const coverageActions = [overview, showDimension, change];
