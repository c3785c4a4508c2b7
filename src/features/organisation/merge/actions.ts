/** What the buttons of the duplicates' cards do. */
import { show } from '../../../chat/reply.ts';
import { UserError } from '../../../errors.ts';
import { type AppContext, defineAction } from '../../context.ts';
import { latelyCard, mergedCard, pairsCard, sideBySideCard } from './card.ts';
import { differencesOf } from './fields.ts';
import { mergeForm, proposals } from './form.ts';
import { actionNames, readList, readPair } from './names.ts';
import { latelyMerged, likelyPairs, twoOf, type Whole } from './pairs.ts';
import { authorize } from './policy.ts';
import { keepApart, mergeOrganisations, undoMerge } from './service.ts';

const typed = 'members duplicates';

export async function listDuplicates(ctx: AppContext, text: string, page: number) {
  authorize(ctx.actor, 'organisation.duplicates');
  return show(pairsCard(ctx, await likelyPairs(ctx.store.db, ctx.vocabulary, text, page), text));
}

const list = defineAction({
  name: actionNames.list,
  answers: 'update',
  typed,
  run(ctx, ref) {
    const { page, text } = readList(ref);
    return listDuplicates(ctx, text, page);
  },
});

const compare = defineAction({
  name: actionNames.compare,
  answers: 'update',
  typed,
  async run(ctx, ref) {
    authorize(ctx.actor, 'organisation.duplicates');
    const [one, other] = await bothOf(ctx, ref);
    return show(sideBySideCard(ctx, one, other));
  },
});

/** Two that agree in everything need no questions. */
const choose = defineAction({
  name: actionNames.choose,
  answers: 'form',
  typed,
  async run(ctx, ref) {
    authorize(ctx.actor, 'organisation.merge');
    const [one, other] = await bothOf(ctx, ref);
    if (differencesOf(one, other).length > 0) return { type: 'form', form: mergeForm(one, other), initial: proposals(one, other) };
    const id = await mergeOrganisations(ctx, one.id, other.id, {});
    const merge = (await latelyMerged(ctx.store.db)).find((made) => made.id === id);
    return show(merge ? mergedCard(ctx, merge) : latelyCard(ctx, []));
  },
});

const apart = defineAction({
  name: actionNames.apart,
  answers: 'update',
  typed,
  async run(ctx, ref) {
    await keepApart(ctx, ...readPair(ref));
    return listDuplicates(ctx, '', 0);
  },
});

const lately = defineAction({
  name: actionNames.lately,
  answers: 'update',
  typed,
  async run(ctx) {
    authorize(ctx.actor, 'organisation.duplicates');
    return show(latelyCard(ctx, await latelyMerged(ctx.store.db)));
  },
});

const undo = defineAction({
  name: actionNames.undo,
  answers: 'update',
  typed,
  async run(ctx, id) {
    await undoMerge(ctx, id);
    return show(latelyCard(ctx, await latelyMerged(ctx.store.db)));
  },
});

export const duplicateActions = [list, compare, choose, apart, lately, undo];

/** @throws UserError organisation.not-two */
async function bothOf(ctx: AppContext, ref: string): Promise<readonly [Whole, Whole]> {
  const [one, other] = await twoOf(ctx.store.db, readPair(ref));
  if (!one || !other) throw new UserError('organisation.not-two');
  return [one, other];
}
