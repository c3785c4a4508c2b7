/** The small forms of an event: another date, a cancellation, what there is afterwards, a comment. */

import { saying } from '../../chat/compose.ts';
import { number, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { link, moment, strong } from '../../chat/text.ts';
import { linesOf } from '../../chat/typed.ts';
import { formatMoment } from '../../i18n/format.ts';
import { type AppContext, defineForm } from '../context.ts';
import { addComment, keepMaterials } from './after/service.ts';
import { dateProblems, momentOf, written } from './answers.ts';
import { LONGEST_MINUTES, PLACE, URL, WHEN } from './fields.ts';
import { brokenLine, materialsFrom, materialsText } from './materials.ts';
import { comingDates, type DateRecord, getDate, getEvent, nextDate } from './queries.ts';
import { eventRef, readRef } from './ref.ts';
import { cancelDate, cancelEvent, moveDate } from './service.ts';
import { subjectOf } from './subject.ts';
import { durationOf, minutesOf, titleOf } from './words.ts';

const REASON = 500;

/** Subject: the date's id and its sequence. */
export const moveForm = defineForm({
  id: 'event-move',
  version: 1,
  fields: {
    when: text({ max: WHEN }),
    duration: number({ min: 5, max: LONGEST_MINUTES }),
    place: text({ required: false, max: PLACE }),
  },
  pages: [{ id: 'when', fields: ['when', 'duration', 'place'] }],
  async check(ctx, given, draft) {
    const { event } = await dateOf(ctx, draft.subject);
    return dateProblems('when', ctx, { timeZone: event.timeZone }, given.when, draft, undefined);
  },
  async review(ctx, given, draft) {
    const date = await dateOf(ctx, draft.subject);
    const to = momentOf(ctx, { timeZone: date.event.timeZone }, given.when, draft);
    const told = await ctx.store.db.told.count({ where: { subject: subjectOf(date.id), at: { not: to?.at ?? date.startsAt } } });
    const duration = durationOf(ctx, given.duration ?? minutesOf(date));
    return [
      { type: 'heading', text: titleOf(ctx, date.event) },
      { type: 'text', text: ctx.t('event.moving.before', { when: formatMoment(date.startsAt, ctx.locale, date.event.timeZone) }) },
      ...(to === undefined
        ? [{ type: 'text', text: ctx.t('event.review.noDate') } as const]
        : [
            {
              type: 'text',
              text: ctx.t.rich('event.review.when', { when: strong(formatMoment(to.at, ctx.locale, date.event.timeZone)), duration }),
            } as const,
            { type: 'note', text: ctx.t.rich('event.review.yours', { at: moment(to.at), in: moment(to.at, 'relative') }) } as const,
          ]),
      { type: 'text', text: ctx.t('event.moving.told', { count: told }) },
    ];
  },
  async submit(ctx, values, draft) {
    const date = await dateOf(ctx, draft.subject);
    const to = momentOf(ctx, { timeZone: date.event.timeZone }, values.when, draft);
    if (to === undefined) throw new Error('a date that was checked cannot be read any more');
    const { version } = readRef(draft.subject ?? '');
    await moveDate(ctx, date.id, version, { startsAt: to.at, durationMinutes: values.duration, place: values.place?.trim() ?? '' });
    const said = ctx.t.rich('event.moving.done', { title: titleOf(ctx, date.event), at: moment(to.at) });
    return show({ title: ctx.t('event.saved.title'), blocks: [{ type: 'text', text: said }] });
  },
});

export const moveReply = (date: DateRecord) =>
  ({
    type: 'form',
    form: moveForm,
    subject: eventRef(date.id, date.sequence),
    initial: {
      when: [written(date.startsAt, date.event.timeZone)],
      duration: [String(minutesOf(date))],
      place: [date.place ?? date.event.place].filter((place) => place !== ''),
    },
  }) as const;

/** Subject: `date/<id>` for one date of a series, `event/<id>` for all that is to come. */
export const cancelForm = defineForm({
  id: 'event-cancel',
  version: 1,
  fields: { reason: text({ required: false, lines: 'many', max: REASON }) },
  pages: [{ id: 'why', fields: ['reason'] }],
  async review(ctx, given, draft) {
    const { date, whole } = await targetOf(ctx, draft.subject);
    const dates = whole ? await comingDates(ctx.store.db, date.eventId, ctx.now, 500) : [date];
    const subjects = dates.map(({ id }) => subjectOf(id));
    const told = await ctx.store.db.told.findMany({ where: { subject: { in: subjects } }, distinct: ['reader'], select: { reader: true } });
    return [
      { type: 'heading', text: titleOf(ctx, date.event) },
      { type: 'text', text: moment(date.startsAt) },
      ...(given.reason === undefined ? [] : [{ type: 'quote', text: given.reason } as const]),
      { type: 'text', text: ctx.t('event.cancelling.text', { dates: dates.length, told: told.length }) },
    ];
  },
  async submit(ctx, values, draft) {
    const { date, whole } = await targetOf(ctx, draft.subject);
    const reason = values.reason?.trim() ?? '';
    if (whole) await cancelEvent(ctx, date.eventId, reason);
    else await cancelDate(ctx, date.id, reason);
    return show(saying(ctx.t('event.cancelling.done', { title: titleOf(ctx, date.event) }), ctx.t('event.saved.title')));
  },
});

/** Subject: the date's id. */
export const materialsForm = defineForm({
  id: 'event-materials',
  version: 1,
  direct: true,
  fields: {
    links: text({ required: false, lines: 'many', max: 2000 }),
    recording: text({ required: false, max: URL, format: 'url' }),
  },
  pages: [{ id: 'links', fields: ['links', 'recording'] }],
  async check(_ctx, given) {
    const line = brokenLine(given.links);
    const wrong = line === undefined ? [] : [{ field: 'links', code: 'event.material', args: { line: line.slice(0, 100) } }];
    const plainHttp = given.recording !== undefined && !given.recording.startsWith('https://');
    return [...wrong, ...(plainHttp ? [{ field: 'recording', code: 'event.https' }] : [])];
  },
  review: async (_ctx, given) => [{ type: 'list', items: materialsFrom(given.links).map(({ title, url }) => link(title, url)) }],
  async submit(ctx, values, draft) {
    const date = await getDate(ctx.store.db, draft.subject ?? '');
    await keepMaterials(ctx, date.id, { materials: materialsFrom(values.links), recordingUrl: values.recording ?? '' });
    return show(saying(ctx.t('event.materials.done', { title: titleOf(ctx, date.event) }), ctx.t('event.saved.title')));
  },
});

export const materialsReply = (date: DateRecord) =>
  ({
    type: 'form',
    form: materialsForm,
    subject: date.id,
    initial: {
      links: date.materials.length === 0 ? [] : [materialsText(date.materials)],
      recording: date.recordingUrl === '' ? [] : [date.recordingUrl],
    },
  }) as const;

/** Subject: the date's id. */
export const commentForm = defineForm({
  id: 'event-comment',
  version: 1,
  direct: true,
  fields: { comment: text({ lines: 'many', max: 1000 }) },
  pages: [{ id: 'comment', fields: ['comment'] }],
  review: async (_ctx, given) => linesOf(given.comment).map((text) => ({ type: 'quote', text })),
  async submit(ctx, values, draft) {
    await addComment(ctx, draft.subject ?? '', values.comment);
    return show(saying(ctx.t('event.stars.thanks'), ctx.t('event.stars.title')));
  },
});

const dateOf = (ctx: AppContext, subject: string | undefined): Promise<DateRecord> => getDate(ctx.store.db, readRef(subject ?? '').id);

async function targetOf(ctx: AppContext, subject = ''): Promise<{ readonly date: DateRecord; readonly whole: boolean }> {
  const [kind, id = ''] = subject.split('/');
  if (kind === 'date') return { date: await getDate(ctx.store.db, id), whole: false };
  await getEvent(ctx.store.db, id);
  return { date: await nextDate(ctx.store.db, id, ctx.now), whole: true };
}
