/** The form of an experience: a quick part that everyone fills in, and pages offered after it. */
import type { Block } from '../../chat/card.ts';
import { headingBlocks } from '../../chat/compose.ts';
import type { DraftInfo, Problem } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import type { Translate } from '../../chat/translate.ts';
import { linesOf } from '../../chat/typed.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import { mayApplyNow } from '../candidacy/service.ts';
import { type AppContext, defineForm } from '../context.ts';
import { contentFrom, keepWhatTheFormCannotHold, tooLongForTheForm } from './answers.ts';
import { inPages, overview } from './card.ts';
import { type Content, type ContentField, changedFields } from './content.ts';
import { fields, type Given } from './fields.ts';
import { nearDuplicates } from './near.ts';
import { contentAt, getSheet, latest } from './queries.ts';
import { readRef } from './ref.ts';
import { nearBlocks } from './review-card.ts';
import { completeness, endsBeforeStart, isEmpty, merge } from './rules.ts';
import { reviseExperience, submitExperience } from './service.ts';
import { submittedCard } from './submitted-card.ts';
import { completenessOf, fieldName, joined, languageName } from './words.ts';

export const experienceForm = defineForm({
  id: 'experience',
  version: 1,
  fields,
  pages: [
    { id: 'what', fields: ['title', 'summary', 'types', 'themes'] },
    { id: 'where', fields: ['country', 'city', 'startsOn', 'ongoing'] },
    { id: 'end', fields: ['endsOn'], when: (given) => given.ongoing !== true },
    { id: 'story', fields: ['description'], optional: true },
    { id: 'aims', fields: ['objectives', 'sdgs'], optional: true },
    { id: 'people', fields: ['scale', 'participants', 'participantCount'], optional: true },
    { id: 'how', fields: ['methods'], optional: true },
    { id: 'results', fields: ['results', 'evaluation'], optional: true },
    { id: 'material', fields: ['links', 'imageUrl', 'imageAlt'], optional: true },
    { id: 'language', fields: ['language'], optional: true },
  ],
  check: async (_ctx, given) => problemsOf(given),
  async review(ctx, given, draft) {
    const edit = await editOf(ctx, given, draft);
    const { content } = edit;
    const near = await nearDuplicates(ctx.store.db, content, edit.id, false);
    return [
      ...(content.title === '' ? [] : headingBlocks(content.title)),
      ...overview(ctx, content),
      ...beyond(ctx, edit),
      { type: 'note', text: completenessOf(ctx, completeness(content)) },
      { type: 'note', text: ctx.t('experience.review.language', { language: languageName(ctx.t, content.locale) }) },
      ...remarks(ctx, edit),
      ...nearBlocks(ctx, near, 'author'),
    ];
  },
  async submit(ctx, values, draft) {
    const edit = await editOf(ctx, values, draft);
    const done =
      edit.id === undefined ? await submitExperience(ctx, edit.mine) : await reviseExperience(ctx, edit.id, edit.from, edit.mine);
    return show(submittedCard(ctx, done, edit.content, edit.id === undefined && (await mayApplyNow(ctx))));
  },
});

/** Pages that an editor can point at, in the form's order. */
export const formPages: readonly string[] = experienceForm.pages.map((page) => page.id);

/** Rules over several answers. */
export function problemsOf(given: Given): readonly Problem[] {
  const problems: Problem[] = [];
  if (given.ongoing !== true && endsBeforeStart(given.startsOn ?? '', given.endsOn ?? '')) {
    problems.push({ field: 'endsOn', code: 'experience.ends-before-start', args: { start: given.startsOn ?? '' } });
  }
  if ((given.imageUrl ?? '') !== '' && (given.imageAlt ?? '').trim() === '')
    problems.push({ field: 'imageAlt', code: 'experience.alt-needed' });
  const wrong = linesOf(given.links).find((line) => !isWebAddress(line));
  if (wrong !== undefined) problems.push({ field: 'links', code: 'experience.not-a-link', args: { line: wrong } });
  return problems;
}

interface Edit {
  /** The sheet being edited; undefined for a new one. */
  readonly id: string | undefined;
  /** The revision that the edit began at. */
  readonly from: number;
  /** As this person has it. */
  readonly mine: Content;
  /** With what others changed meanwhile. */
  readonly content: Content;
  readonly changed: readonly ContentField[];
  readonly conflicts: readonly ContentField[];
  readonly tooLong: readonly ContentField[];
}

async function editOf(ctx: AppContext, given: Given, draft: DraftInfo): Promise<Edit> {
  const fresh = contentFrom(given, ctx.locale);
  if (draft.subject === undefined) return { id: undefined, from: 0, mine: fresh, content: fresh, changed: [], conflicts: [], tooLong: [] };
  const { id, revision: from } = readRef(draft.subject);
  const sheet = await getSheet(ctx.store.db, id);
  const base = await contentAt(ctx.store.db, sheet, from);
  const mine = keepWhatTheFormCannotHold(base, { ...fresh, locale: given.language ?? base.locale }, ctx.vocabulary);
  const newest = (await latest(ctx.store.db, sheet)).content;
  const { content, conflicts } = merge(base, newest, mine);
  const tooLong = tooLongForTheForm(base).filter((field) => mine[field] === base[field]);
  return { id, from, mine, content, changed: changedFields(newest, content), conflicts, tooLong };
}

/** What the overview does not show: the other parts that are filled, and what this edit changes. */
function beyond({ t }: AppContext, { content, changed }: Edit): readonly Block[] {
  const filled = inPages.filter((field) => !isEmpty(content[field]));
  return [
    ...(filled.length === 0 ? [] : [{ type: 'text', text: t('experience.review.also', { fields: named(t, filled) }) } as const]),
    ...(changed.length === 0 ? [] : [{ type: 'text', text: t('experience.review.changed', { fields: named(t, changed) }) } as const]),
  ];
}

const named = (t: Translate, list: readonly ContentField[]): string =>
  joined(
    t,
    list.map((field) => fieldName(t, field).toLocaleLowerCase(t.locale)),
  );

function remarks({ t }: AppContext, { conflicts, tooLong }: Edit): readonly Block[] {
  return [
    ...(conflicts.length === 0 ? [] : [{ type: 'text', text: t('experience.review.conflicts', { fields: named(t, conflicts) }) } as const]),
    ...(tooLong.length === 0 ? [] : [{ type: 'note', text: t('experience.review.tooLong', { fields: named(t, tooLong) }) } as const]),
  ];
}
