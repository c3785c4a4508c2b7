/** What a newcomer is asked of their notices, each question to be skipped: the fields, what stands in them first, and how the answers come into force. */
import type { Partly } from '../../../chat/form.ts';
import type { Text } from '../../../chat/text.ts';
import type { AppContext } from '../../context.ts';
import { sentences } from '../card.ts';
import { type Chosen, usesMail } from '../chosen.ts';
import { answersFrom, chosenFrom, fields } from '../form.ts';
import { authorize } from '../policy.ts';
import { addressState, chosenBy } from '../queries.ts';
import { choose } from '../service.ts';

export const noticeFields = {
  timeZone: { ...fields.timeZone, required: false },
  themes: fields.themes,
  kinds: fields.kinds,
  digest: { ...fields.digest, required: false },
  channel: { ...fields.channel, required: false },
  email: { ...fields.email, required: false },
} as const;

export type Notices = Partly<typeof noticeFields>;

/** Whether an address is to be asked for. */
export const asksForMail = ({ channel }: Notices): boolean => usesMail(channel);

/** What is in force; a zone that nobody told is left open. */
export async function noticeAnswers(ctx: AppContext): Promise<Readonly<Record<string, readonly string[]>>> {
  authorize(ctx.actor, 'subscription.read');
  const { timeZone, ...answers } = answersFrom(ctx, await chosenBy(ctx.store.db, ctx.actor.id, ctx.timeZone));
  const asked = Object.fromEntries(Object.entries(answers).filter(([id]) => id in noticeFields));
  return ctx.timeZone === UNKNOWN || timeZone === undefined ? asked : { ...asked, timeZone };
}

export async function noticeSentences(ctx: AppContext, given: Notices): Promise<readonly Text[]> {
  const chosen = await chosenWith(ctx, given);
  return sentences(ctx, chosen, await addressState(ctx.store.db, ctx.actor.id, chosen.email));
}

/** What comes into force with the answers; read before the write, which `keepNotices` may be a part of. */
export async function noticeChoice(ctx: AppContext, given: Notices): Promise<Chosen> {
  authorize(ctx.actor, 'subscription.read');
  return chosenWith(ctx, given);
}

export const keepNotices = (ctx: AppContext, chosen: Chosen): Promise<{ readonly confirmation: boolean }> => choose(ctx, chosen);

const UNKNOWN = 'UTC';

/** What was skipped stays as it is. Without an address nothing goes by e-mail. */
async function chosenWith(ctx: AppContext, given: Notices): Promise<Chosen> {
  const before = await chosenBy(ctx.store.db, ctx.actor.id, ctx.timeZone);
  const asked = chosenFrom(ctx, given);
  const email = given.email === undefined ? before.email : asked.email;
  const channel = given.channel === undefined ? before.channel : asked.channel;
  return {
    ...before,
    timeZone: asked.timeZone,
    themes: asked.themes,
    kinds: asked.kinds,
    digest: given.digest === undefined ? before.digest : asked.digest,
    channel: usesMail(channel) && email === '' ? 'chat' : channel,
    email,
  };
}
