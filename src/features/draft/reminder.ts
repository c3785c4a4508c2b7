/** Whoever has begun a form is reminded of it before it expires. */
import { formActions } from '../../chat/refs.ts';
import { defineReminder } from '../../delivery/reminder.ts';
import { draftLine } from './card.ts';
import { parse } from './record.ts';

/** A newcomer's first steps have reminders of their own. */
const underWay = { state: 'open' as const, version: { gt: 0 }, NOT: [{ form: { startsWith: 'command/' } }, { form: 'onboarding' }] };

export const draftExpiring = defineReminder({
  name: 'draft.expiring',
  offsets: [
    { id: '7d', days: 7 },
    { id: '1d', days: 1 },
  ],
  async date(db, subject) {
    const draft = await db.draft.findFirst({ where: { id: draftOf(subject), ...underWay }, select: { expiresAt: true } });
    return draft ? { at: draft.expiresAt, timeZone: 'UTC' } : undefined;
  },
  async audience(db, subject) {
    const draft = await db.draft.findUnique({ where: { id: draftOf(subject) }, select: { personId: true } });
    return { purposes: [], persons: draft ? [draft.personId] : [] };
  },
  async line({ db, t }, subject, at) {
    const row = await db.draft.findFirst({ where: { id: draftOf(subject), ...underWay } });
    // Saved again since, it has more time.
    if (row?.expiresAt.getTime() !== at.getTime()) return undefined;
    const draft = parse(row);
    return {
      text: draftLine(t, draft),
      controls: [{ type: 'button', label: t('draft.continue'), action: formActions.resume(draft.id), style: 'primary' }],
    };
  },
  async subjects(db) {
    return (await db.draft.findMany({ where: underWay, select: { id: true } })).map(({ id }) => subjectOf(id));
  },
  async concerning(db, personId) {
    return (await db.draft.findMany({ where: { ...underWay, personId }, select: { id: true } })).map(({ id }) => subjectOf(id));
  },
});

export const subjectOf = (draft: string): string => `draft:${draft}`;
const draftOf = (subject: string): string => subject.slice('draft:'.length);
