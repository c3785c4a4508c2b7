/** The form of an announcement: written, translated, addressed and dated; its review says exactly what would go where. */
import type { Block } from '../../chat/card.ts';
import { headingBlocks } from '../../chat/compose.ts';
import type { FormReply, Problem } from '../../chat/form.ts';
import { moment } from '../../chat/text.ts';
import { formatMoment } from '../../i18n/format.ts';
import { readWhen } from '../../i18n/when.ts';
import { checkWhen } from '../../i18n/when-problem.ts';
import { type AppContext, defineForm } from '../context.ts';
import { newsBlocks, reachBlocks } from './card.ts';
import { contentOf, type Given, rawOf } from './content.ts';
import { deskOf, reachOf } from './desk.ts';
import { fields } from './fields.ts';
import { authorize } from './policy.ts';
import { getAnnouncement, wordsFor } from './record.ts';
import { reviseAnnouncement, writeAnnouncement } from './service.ts';

const inLanguage = <const L extends 'en' | 'es' | 'fr' | 'pt'>(locale: L) =>
  ({
    id: `in_${locale}`,
    fields: [`title_${locale}`, `text_${locale}`],
    optional: true,
    when: (given: Given) => given.language !== locale,
  }) as const;

export const announcementForm = defineForm({
  id: 'announcement',
  version: 1,
  fields,
  pages: [
    { id: 'what', fields: ['kind', 'language', 'title', 'text'] },
    { id: 'whom', fields: ['purposes', 'persons', 'when'] },
    inLanguage('en'),
    inLanguage('es'),
    inLanguage('fr'),
    inLanguage('pt'),
    { id: 'picture', fields: ['linkUrl', 'imageUrl', 'imageAlt'], optional: true },
    { id: 'about', fields: ['themes', 'countries'], optional: true },
    { id: 'workspaces', fields: ['workspaces'], optional: true },
  ],
  check: async (ctx, given) => problemsOf(ctx, given),
  async review(ctx, given) {
    const content = contentOf(given, ctx.locale);
    const { title } = wordsFor(content, ctx.locale);
    return [
      ...(title === '' ? [] : headingBlocks(title)),
      ...newsBlocks(ctx.t, content),
      { type: 'divider' },
      ...reachBlocks(ctx.t, content, await reachOf(ctx, content.targets), ctx.locales),
      whenBlock(ctx, given),
    ];
  },
  async submit(ctx, values, draft) {
    const content = contentOf(values, ctx.locale);
    const at = scheduled(ctx, values);
    if (draft.subject === undefined) return deskOf(ctx, await writeAnnouncement(ctx, content, at));
    const [id = '', version] = draft.subject.split('.');
    await reviseAnnouncement(ctx, { id, version: Number(version) }, content, at);
    return deskOf(ctx, id);
  },
});

export function writingAnnouncement(ctx: AppContext): FormReply {
  authorize(ctx.actor, 'announcement.write');
  return { type: 'form', form: announcementForm, initial: { kind: ['news'], language: [ctx.locale], purposes: ['announcements'] } };
}

export async function editingAnnouncement(ctx: AppContext, id: string): Promise<FormReply> {
  authorize(ctx.actor, 'announcement.write');
  const about = await getAnnouncement(ctx.store.db, id);
  const when = about.scheduledAt === null ? '' : formatMoment(about.scheduledAt, ctx.locale, ctx.timeZone);
  return { type: 'form', form: announcementForm, subject: `${id}.${about.version}`, initial: rawOf(about, when) };
}

function problemsOf(ctx: AppContext, given: Given): readonly Problem[] {
  const problems: Problem[] = [];
  if ((given.imageUrl ?? '') !== '' && (given.imageAlt ?? '').trim() === '')
    problems.push({ field: 'imageAlt', code: 'announcement.alt-needed' });
  if ((given.purposes ?? []).length === 0 && given.persons !== true) problems.push({ field: 'purposes', code: 'announcement.nobody' });
  return [...problems, ...checkWhen('when', given.when, howOf(ctx))];
}

const howOf = (ctx: AppContext) => ({ locale: ctx.locale, timeZone: ctx.timeZone, now: ctx.now });

function scheduled(ctx: AppContext, given: Given): Date | undefined {
  const written = given.when?.trim() ?? '';
  if (written === '') return undefined;
  const when = readWhen(written, howOf(ctx));
  return when.type === 'at' ? when.at : undefined;
}

/** The date as it was understood, before anything depends on it. */
function whenBlock(ctx: AppContext, given: Given): Block {
  const at = scheduled(ctx, given);
  if (at === undefined) return { type: 'note', text: ctx.t('announcement.review.now') };
  const local = formatMoment(at, ctx.locale, ctx.timeZone);
  return { type: 'note', text: ctx.t.rich('announcement.review.at', { at: moment(at), zone: ctx.timeZone, local }) };
}
