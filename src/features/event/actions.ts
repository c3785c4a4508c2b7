/** What the buttons of event cards do. */
import { actions as row } from '../../chat/compose.ts';
import { show } from '../../chat/reply.ts';
import { strong } from '../../chat/text.ts';
import { UserError } from '../../errors.ts';
import { formatMoment } from '../../i18n/format.ts';
import { recordCalendarLink } from '../../links.ts';
import { type AppContext, defineAction } from '../context.ts';
import { atLeast } from '../person/roles.ts';
import { giveStars } from './after/service.ts';
import { answersFrom } from './answers.ts';
import { eventCard, textCard } from './card.ts';
import { eventForm } from './form.ts';
import { answerCard, starsCard } from './letter.ts';
import { attendeesCard, datesCard, listCard } from './list-card.ts';
import { actionNames, button } from './names.ts';
import { reach } from './notices.ts';
import { authorize, authorizeEvent, maySee } from './policy.ts';
import { attendeesOf, comingDates, type DateRecord, getDate, getEvent, type Listing, listDates, nextDate } from './queries.ts';
import { eventRef, readNumbered } from './ref.ts';
import { answerDate, noteShown, remindOfDate } from './rsvp/service.ts';
import type { Wish } from './rules.ts';
import { savedCard } from './saved-card.ts';
import { announceEvent } from './service.ts';
import { cancelForm, commentForm, materialsReply, moveReply } from './small-forms.ts';
import { DATES, ownOf, viewOf } from './view.ts';
import { titleOf } from './words.ts';

export const showEvent = defineAction({
  name: actionNames.show,
  answers: 'private',
  run: async (ctx, id) => showing(ctx, await getDate(ctx.store.db, id)),
});

export const readText = defineAction({
  name: actionNames.text,
  answers: 'update',
  async run(ctx, ref) {
    const { id, n } = readNumbered(ref);
    const date = await readable(ctx, await getDate(ctx.store.db, id));
    return show(textCard(ctx, await viewOf(ctx.store.db, date, ctx.now), n));
  },
});

export const sayYes = defineAction({ name: actionNames.yes, answers: 'private', run: (ctx, id) => answering(ctx, id, 'yes') });
export const sayMaybe = defineAction({ name: actionNames.maybe, answers: 'private', run: (ctx, id) => answering(ctx, id, 'maybe') });
export const sayNo = defineAction({ name: actionNames.no, answers: 'private', run: (ctx, id) => answering(ctx, id, 'no') });

export const remindMe = defineAction({ name: actionNames.remind, answers: 'update', run: (ctx, id) => reminding(ctx, id, true) });
export const forgetMe = defineAction({ name: actionNames.forget, answers: 'update', run: (ctx, id) => reminding(ctx, id, false) });

export const edit = defineAction({
  name: actionNames.edit,
  answers: 'form',
  run: async (ctx, id) => editing(ctx, await nextDate(ctx.store.db, id, ctx.now)),
});

/** What goes where, before it does. */
export const announce = defineAction({
  name: actionNames.announce,
  answers: 'private',
  async run(ctx, id) {
    const event = await getEvent(ctx.store.db, id);
    authorizeEvent(ctx.actor, 'event.announce', event);
    const date = await nextDate(ctx.store.db, id, ctx.now);
    return show({
      title: titleOf(ctx, event),
      blocks: [
        { type: 'text', text: strong(formatMoment(date.startsAt, ctx.locale, event.timeZone)) },
        { type: 'text', text: ctx.t('event.review.now', { ...(await reach(ctx.store.db, event)) }) },
        ...row([button(ctx.t('event.buttons.announceNow'), 'announceNow', id, { style: 'primary' })]),
      ],
    });
  },
});

export const announceNow = defineAction({
  name: actionNames.announceNow,
  answers: 'update',
  async run(ctx, id) {
    const saved = await announceEvent(ctx, id);
    return show(savedCard(ctx, saved, await getEvent(ctx.store.db, id), { type: 'now' }, false));
  },
});

export const move = defineAction({
  name: actionNames.move,
  answers: 'form',
  run: async (ctx, id) => moving(ctx, await getDate(ctx.store.db, id)),
});

export const cancelOne = defineAction({
  name: actionNames.cancel,
  answers: 'form',
  run: async (ctx, id) => cancelling(ctx, await getDate(ctx.store.db, id), false),
});
export const cancelAll = defineAction({
  name: actionNames.cancelAll,
  answers: 'form',
  run: async (ctx, id) => cancelling(ctx, await nextDate(ctx.store.db, id, ctx.now), true),
});

export const attendees = defineAction({
  name: actionNames.attendees,
  answers: 'private',
  async run(ctx, ref) {
    const { id, n } = readNumbered(ref);
    return listAttendees(ctx, await getDate(ctx.store.db, id), n);
  },
});

export const dates = defineAction({
  name: actionNames.dates,
  answers: 'private',
  async run(ctx, id) {
    await readable(ctx, await nextDate(ctx.store.db, id, ctx.now));
    return show(datesCard(ctx, await comingDates(ctx.store.db, id, ctx.now, DATES), ctx.now));
  },
});

export const materials = defineAction({
  name: actionNames.materials,
  answers: 'form',
  async run(ctx, id) {
    const date = await getDate(ctx.store.db, id);
    authorizeEvent(ctx.actor, 'event.materials', date.event);
    return materialsReply(date);
  },
});

export const stars = defineAction({
  name: actionNames.stars,
  answers: 'private',
  async run(ctx, ref) {
    const { id, n } = readNumbered(ref);
    if (n < 1 || n > 5) throw new UserError('event.not-found');
    await giveStars(ctx, id, n);
    return show(starsCard(ctx, id, n));
  },
});

export const comment = defineAction({
  name: actionNames.comment,
  answers: 'form',
  async run(ctx, id) {
    authorize(ctx.actor, 'event.feedback');
    return { type: 'form', form: commentForm, subject: (await getDate(ctx.store.db, id)).id };
  },
});

export const list = defineAction({
  name: actionNames.list,
  answers: 'update',
  async run(ctx, ref) {
    const { id, n } = readNumbered(ref);
    const listing = listings(ctx).find((one) => one === id) ?? 'coming';
    return listDated(ctx, listing, n);
  },
});

export const eventActions = [
  showEvent,
  readText,
  sayYes,
  sayMaybe,
  sayNo,
  remindMe,
  forgetMe,
  edit,
  announce,
  announceNow,
  move,
  cancelOne,
  cancelAll,
  attendees,
  dates,
  materials,
  stars,
  comment,
  list,
];

/** An event with what this person answered and may do. From now on they know its date. */
export async function showing(ctx: AppContext, date: DateRecord) {
  await readable(ctx, date);
  await noteShown(ctx, date);
  const { db } = ctx.store;
  const [view, own] = [await viewOf(db, date, ctx.now), await ownOf(db, date, ctx.actor)];
  return show(eventCard(ctx, view, own, recordCalendarLink(ctx.links, 'event', date.eventId, ctx.locale)));
}

export async function answering(ctx: AppContext, occurrenceId: string, wish: Wish) {
  const answer = await answerDate(ctx, occurrenceId, wish);
  return answeredReply(ctx, occurrenceId, answer);
}

export function editing(ctx: AppContext, date: DateRecord) {
  authorizeEvent(ctx.actor, 'event.edit', date.event);
  if (date.event.state === 'cancelled') throw new UserError('event.cancelled', { title: titleOf(ctx, date.event) });
  return { type: 'form', form: eventForm, subject: eventRef(date.eventId, date.event.version), initial: answersFrom(date) } as const;
}

export function moving(ctx: AppContext, date: DateRecord) {
  authorizeEvent(ctx.actor, 'event.move', date.event);
  mustBeOpen(ctx, date);
  return moveReply(date);
}

export function cancelling(ctx: AppContext, date: DateRecord, whole: boolean) {
  authorizeEvent(ctx.actor, 'event.cancel', date.event);
  mustBeOpen(ctx, date);
  return { type: 'form', form: cancelForm, subject: whole ? `event/${date.eventId}` : `date/${date.id}` } as const;
}

export async function listAttendees(ctx: AppContext, date: DateRecord, page: number) {
  authorizeEvent(ctx.actor, 'event.attendees', date.event);
  return show(attendeesCard(ctx, date, await attendeesOf(ctx.store.db, date.id), page));
}

export async function listDated(ctx: AppContext, listing: Listing, page: number) {
  authorize(ctx.actor, 'event.list');
  const all = atLeast(ctx.actor.role, 'editor');
  const listed = await listDates(ctx.store.db, listing, page, { now: ctx.now, personId: ctx.actor.id, all });
  return show(listCard(ctx, listed, ctx.now, listings(ctx)));
}

const listings = (ctx: AppContext): readonly Listing[] =>
  atLeast(ctx.actor.role, 'editor') ? ['coming', 'past', 'drafts'] : ['coming', 'past'];

async function reminding(ctx: AppContext, occurrenceId: string, remind: boolean) {
  return answeredReply(ctx, occurrenceId, await remindOfDate(ctx, occurrenceId, remind));
}

async function answeredReply(ctx: AppContext, occurrenceId: string, answer: Awaited<ReturnType<typeof answerDate>>) {
  const date = await getDate(ctx.store.db, occurrenceId);
  return show(answerCard(ctx, date, answer, recordCalendarLink(ctx.links, 'event', date.eventId, ctx.locale)));
}

/** @throws UserError not-found: what one may not see does not exist for them */
async function readable(ctx: AppContext, date: DateRecord): Promise<DateRecord> {
  authorize(ctx.actor, 'event.show');
  if (!maySee(ctx.actor, date.event)) throw new UserError('event.not-found');
  return date;
}

/** Before somebody writes a word: there is something left to change. */
function mustBeOpen(ctx: AppContext, date: DateRecord): void {
  const title = titleOf(ctx, date.event);
  if (date.event.state === 'cancelled' || date.state === 'cancelled') throw new UserError('event.cancelled', { title });
  if (date.endsAt <= ctx.now) throw new UserError('event.over', { title });
}
