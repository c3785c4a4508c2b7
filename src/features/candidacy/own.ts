/** What the reader of an edition has to do with it: their candidacies and drafts, and the way in. For /award show. */
import type { Block, Control } from '../../chat/card.ts';
import { strong } from '../../chat/text.ts';
import { getIntake } from '../call/intake/service.ts';
import type { AppContext } from '../context.ts';
import { unfinishedBlocks } from './card.ts';
import { button } from './names.ts';
import { may } from './policy.ts';
import { ownCandidacies } from './queries.ts';
import { isTaking } from './rules.ts';
import { unfinishedOf } from './unfinished.ts';

/** Lines on a card that has a whole timetable to show. */
const SHOWN = 2;
/** So many of one's latest are looked through. */
const LOOKED = 20;

export async function ownIn(
  ctx: AppContext,
  callId: string,
): Promise<{ readonly blocks: readonly Block[]; readonly controls: readonly Control[] }> {
  const { t, actor, now } = ctx;
  if (!may(actor, 'candidacy.mine')) return { blocks: [], controls: [] };
  const { db } = ctx.store;
  const call = await getIntake(ctx, callId);
  const unfinished = await unfinishedOf(db, t, { personId: actor.id, now, callId: call.id });
  const own = (await ownCandidacies(db, actor.id, LOOKED)).filter(({ callId }) => callId === call.id);
  const sent = own.slice(0, SHOWN).map(
    (one): Block => ({
      type: 'item',
      text: [strong(one.experience.title), ` · ${t(`candidacy.states.${one.state}`)}`],
      control: button(t('candidacy.buttons.show'), 'show', one.id),
    }),
  );
  const rest = Math.max(0, own.length - SHOWN) + Math.max(0, unfinished.length - SHOWN);
  const blocks: readonly Block[] =
    own.length + unfinished.length === 0
      ? []
      : [{ type: 'heading', text: t('candidacy.own.heading') }, ...unfinishedBlocks(t, unfinished.slice(0, SHOWN)), ...sent];
  return {
    blocks,
    controls: [
      ...(isTaking(call) ? [button(t('candidacy.buttons.apply'), 'apply', call.id, { style: 'primary' })] : []),
      ...(rest > 0 ? [button(t('candidacy.buttons.mine'), 'mine', '')] : []),
    ],
  };
}
