/** What the buttons on reminders do. */
import { show } from '../../chat/reply.ts';
import type { Text } from '../../chat/text.ts';
import { reminderActions, snoozes } from '../../delivery/reminders/message.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { ownCard, PAGE, saidCard, UNMUTE } from './card.ts';
import * as service from './service.ts';

const later = defineAction({
  name: reminderActions.snooze,
  answers: 'update',
  async run(ctx, bundle, [chosen]) {
    const how = snoozes.find((one) => one === chosen);
    if (how === undefined) throw new UserError('reminder.gone');
    return show(saidCard(ctx.t, 'reminders.snooze.done', { at: await service.snooze(ctx, bundle, how) }));
  },
});

const muteOne = defineAction({
  name: reminderActions.muteOne,
  answers: 'update',
  async run(ctx, bundle, [chosen]) {
    await service.muteOne(ctx, bundle, chosen);
    return show(saidCard(ctx.t, 'reminders.muted.one'));
  },
});

const muteAll = defineAction({
  name: reminderActions.muteAll,
  answers: 'update',
  async run(ctx, bundle) {
    await service.muteAll(ctx, bundle);
    return show(saidCard(ctx.t, 'reminders.muted.all'));
  },
});

const unmute = defineAction({
  name: UNMUTE,
  answers: 'update',
  async run(ctx, what) {
    await service.unmute(ctx, what);
    return own(ctx);
  },
});

const turn = defineAction({ name: PAGE, answers: 'update', run: (ctx, page) => own(ctx, Math.max(Math.trunc(Number(page)) || 0, 0)) });

export const reminderHandlers = [later, muteOne, muteAll, unmute, turn];

export async function own(ctx: AppContext, wanted = 0) {
  const { rows, page, pages, mutes } = await service.ownReminders(ctx, wanted);
  const ahead = [];
  for (const { source, subject, about, dueAt } of rows) {
    const text = await lineOf(ctx, source, subject, about);
    if (text !== undefined) ahead.push({ text, dueAt });
  }
  const names = [];
  for (const what of mutes) names.push({ what, name: await muteName(ctx, what) });
  return show(ownCard(ctx.t, { ahead, page, pages, mutes: names }));
}

async function lineOf(ctx: AppContext, source: string, subject: string, about: Date): Promise<Text | undefined> {
  const known = ctx.reminders.find(({ name }) => name === source);
  return (await known?.line({ ...ctx, db: ctx.store.db, personId: ctx.actor.id }, subject, about))?.text;
}

/** A kind by its name; one thing by what is said of it, as long as there is something to say. */
async function muteName(ctx: AppContext, what: string): Promise<Text> {
  const [kind, source = '', ...rest] = what.split(':');
  const name = ctx.t(`reminders.kinds.${source}`);
  if (kind === 'source') return name;
  const subject = rest.join(':');
  const date = await ctx.reminders.find((one) => one.name === source)?.date(ctx.store.db, subject);
  return (date && (await lineOf(ctx, source, subject, date.at))) ?? name;
}
