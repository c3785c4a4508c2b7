/** What is answered from the records and not from text: open calls, the next events, one's own things under way. */
import type { Block, Control } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { commandAction, formActions } from '../../chat/refs.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Dated } from '../../dated.ts';
import { formatDate } from '../../i18n/format.ts';
import { inLanguage, localizedSchema } from '../../i18n/localized.ts';
import type { AppContext } from '../context.ts';
import { listDrafts } from '../draft/service.ts';
import type { KnownEntry } from '../knowledge/live/service.ts';

const SHOWN = 5;
const TITLE = 120;
const AHEAD_MS = 400 * 86_400_000;

/** In the language of the answer; instants are shown in the asker's zone. */
export async function liveBlocks(ctx: AppContext, t: Translate, live: KnownEntry['live']): Promise<readonly Block[]> {
  switch (live) {
    case 'calls':
      return [...(await dated(ctx, t, 'deadline')), ...actions([opens(t, 'call list')])];
    case 'events':
      return [...(await dated(ctx, t, 'event')), ...actions([opens(t, 'event list'), opens(t, 'agenda')])];
    case 'mine':
      return own(ctx, t);
    case undefined:
      return [];
  }
}

const opens = (t: Translate, command: string): Control => ({
  type: 'button',
  label: t(`question.live.open.${command.replace(' ', '-')}`),
  action: commandAction(command),
});

async function dated(ctx: AppContext, t: Translate, kind: 'deadline' | 'event'): Promise<readonly Block[]> {
  const range = { from: ctx.now, until: new Date(ctx.now.getTime() + AHEAD_MS) };
  const all = (await Promise.all(ctx.dated.map((source) => source.list(ctx.store.db, t, range)))).flat();
  const coming = all
    .filter((one) => one.kind === kind && !one.cancelled && endOf(one) >= ctx.now.getTime())
    .toSorted((a, b) => startOf(a) - startOf(b));
  if (coming.length === 0) return [{ type: 'text', text: t(`question.live.${kind}.none`) }];
  const items = coming.slice(0, SHOWN).map((one): Text => [strong(short(one.title, TITLE)), ' · ', ...whenOf(one, t.locale)]);
  const more = coming.length - items.length;
  return [{ type: 'list', items }, ...(more > 0 ? [{ type: 'note', text: t('question.live.more', { count: more }) } as const] : [])];
}

const whenOf = ({ when }: Dated, locale: string) => (when.kind === 'instant' ? [moment(when.start)] : [formatDate(when.start, locale)]);
const startOf = ({ when }: Dated): number => (when.kind === 'instant' ? when.start.getTime() : Date.parse(when.start));
/** What has a day only lasts until it is over everywhere on earth. */
const endOf = ({ when }: Dated): number =>
  when.kind === 'instant' ? (when.end ?? when.start).getTime() : Date.parse(when.end ?? when.start) + 1.5 * 86_400_000;

async function own(ctx: AppContext, t: Translate): Promise<readonly Block[]> {
  const { db } = ctx.store;
  const mine = ctx.actor.id;
  const [drafts, candidacies, applications] = await Promise.all([
    listDrafts(ctx, SHOWN),
    db.candidacy.findMany({
      where: { ownerId: mine },
      select: { state: true, call: { select: { titles: true, locale: true } }, experience: { select: { title: true } } },
      orderBy: { submittedAt: 'desc' },
      take: SHOWN,
    }),
    db.application.findMany({
      where: { applicantId: mine },
      select: { number: true, state: true },
      orderBy: { sentAt: 'desc' },
      take: SHOWN,
    }),
  ]);
  const sections: Block[] = [];
  if (drafts.length > 0) {
    sections.push({ type: 'heading', text: t('question.live.drafts') });
    for (const draft of drafts) {
      sections.push({
        type: 'item',
        text: [
          strong(short(draft.title || t('draft.untitled'), TITLE)),
          ` · ${t('question.live.until')} `,
          moment(draft.expiresAt, 'date'),
        ],
        control: { type: 'button', label: t('draft.continue'), action: formActions.resume(draft.id) },
      });
    }
  }
  if (candidacies.length > 0) {
    const items = candidacies.map(({ state, call, experience }): Text => {
      const title = inLanguage(localizedSchema.parse(call.titles), t.locale, call.locale).text;
      return [strong(short(experience.title, TITLE)), ` · ${short(title, TITLE)} · ${t(`candidacy.states.${state}`)}`];
    });
    sections.push({ type: 'heading', text: t('question.live.candidacies') }, { type: 'list', items });
  }
  if (applications.length > 0) {
    const items = applications.map(({ number, state }) => `${number} · ${t(`question.live.application.${state}`)}`);
    sections.push({ type: 'heading', text: t('question.live.applications') }, { type: 'list', items });
  }
  return sections.length > 0 ? sections : [{ type: 'text', text: t('question.live.nothing') }];
}
