/** The form of an event. Its last card says which date was understood and what goes where, before anything leaves. */
import type { DraftInfo, FormPage } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { type AppContext, defineForm } from '../context.ts';
import { announcingFrom, contentFrom, problemsOf } from './answers.ts';
import { fields } from './fields.ts';
import { reach } from './notices.ts';
import { type DateRecord, getEvent, nextDate } from './queries.ts';
import { readRef } from './ref.ts';
import { reviewBlocks } from './review.ts';
import { savedCard } from './saved-card.ts';
import { createEvent, editEvent } from './service.ts';

const inOther = (language: string) => (given: { readonly language?: string }) => given.language !== language;

const pages: readonly FormPage<typeof fields>[] = [
  { id: 'what', fields: ['title', 'text', 'themes'] },
  { id: 'when', fields: ['when', 'timeZone', 'duration', 'repeats'] },
  { id: 'series', fields: ['times'], when: (given) => given.repeats !== undefined && given.repeats !== 'no' && given.repeats !== 'own' },
  { id: 'rule', fields: ['rule'], when: (given) => given.repeats === 'own' },
  { id: 'where', fields: ['place', 'url', 'capacity', 'announce'] },
  { id: 'later', fields: ['announceAt'], when: (given) => given.announce === 'at' },
  { id: 'people', fields: ['speakers', 'country'], optional: true },
  { id: 'language', fields: ['language'], optional: true },
  { id: 'en', fields: ['titleEn', 'textEn'], optional: true, when: inOther('en') },
  { id: 'es', fields: ['titleEs', 'textEs'], optional: true, when: inOther('es') },
  { id: 'fr', fields: ['titleFr', 'textFr'], optional: true, when: inOther('fr') },
  { id: 'pt', fields: ['titlePt', 'textPt'], optional: true, when: inOther('pt') },
];

export const eventForm = defineForm({
  id: 'event',
  version: 1,
  fields,
  pages,
  async check(ctx, given, draft) {
    return problemsOf(ctx, given, draft, (await beforeOf(ctx, draft))?.originalStart);
  },
  async review(ctx, given, draft) {
    const content = contentFrom(ctx, given, draft);
    const before = await beforeOf(ctx, draft);
    const about = { themes: given.themes ?? [], country: given.country ?? '' };
    const told =
      before && content && content.startsAt.getTime() !== before.originalStart.getTime()
        ? await ctx.store.db.told.count({ where: { subject: `event:${before.id}` } })
        : 0;
    const plan = { announcing: announcingFrom(ctx, given, draft), announced: before?.event.state === 'announced', told };
    return reviewBlocks(ctx, given, content, plan, await reach(ctx.store.db, about), ctx.locales);
  },
  async submit(ctx, values, draft) {
    const content = contentFrom(ctx, values, draft);
    if (content === undefined) throw new Error('a date that was checked cannot be read any more');
    const announcing = announcingFrom(ctx, values, draft);
    const ref = draft.subject === undefined ? undefined : readRef(draft.subject);
    const saved =
      ref === undefined ? await createEvent(ctx, content, announcing) : await editEvent(ctx, ref.id, ref.version, content, announcing);
    return show(savedCard(ctx, saved, content, announcing, ref !== undefined));
  },
});

/** The date that an edit is about. */
async function beforeOf(ctx: AppContext, { subject }: DraftInfo): Promise<DateRecord | undefined> {
  if (subject === undefined) return undefined;
  const event = await getEvent(ctx.store.db, readRef(subject).id);
  return nextDate(ctx.store.db, event.id, ctx.now);
}
