/** What editors see of a sheet that waits: in the queue, in detail, and what was decided. Pure. */
import type { Block, Button, Card, Control } from '../../chat/card.ts';
import { actions, headingBlocks, named } from '../../chat/compose.ts';
import { paginate } from '../../chat/pages.ts';
import { overview, sectionBlocks, textPages, type View } from './card.ts';
import { type Content, changedFields } from './content.ts';
import { difference } from './difference.ts';
import { button } from './names.ts';
import type { Near } from './near.ts';
import type { Decision } from './queries.ts';
import { sheetRef } from './ref.ts';
import { completeness } from './rules.ts';
import { completenessOf, fieldName, joined, languageName, type Words, whereAndWhen } from './words.ts';

export interface UnderReview {
  readonly view: View;
  /** What was decided on before; undefined for a new sheet. */
  readonly before: Content | undefined;
  /** The sheet is published already, and stays so until this is decided. */
  readonly published: boolean;
  readonly near: readonly Near[];
}

/** In the secretariat's channel. */
export function queueCard(words: Words, review: UnderReview): Card {
  const { t } = words;
  const { id, revision, content } = review.view;
  return {
    title: t(heading(review)),
    blocks: [
      ...headingBlocks(content.title),
      ...overview(words, content),
      ...facts(words, review),
      ...actions([...decisions(words, review.view), button(t('experience.buttons.show'), 'review', sheetRef(id, revision))]),
    ],
    fallback: t('experience.queue.fallback', { title: content.title, author: review.view.authors[0] ?? '' }),
  };
}

/** For one editor: the same, with the way to every word of it. */
export function reviewCard(words: Words, review: UnderReview, may: boolean): Card {
  const { t } = words;
  const { id, revision, content } = review.view;
  const read: Control[] = [];
  if (textPages(words, content).length > 0) read.push(button(t('experience.buttons.read'), 'read', sheetRef(id, revision, 1)));
  if (review.before !== undefined) read.push(button(t('experience.buttons.compare'), 'compare', sheetRef(id, revision, 1)));
  return {
    title: t(heading(review)),
    blocks: [
      ...headingBlocks(content.title),
      ...overview(words, content),
      ...facts(words, review),
      ...actions(read),
      ...(may ? actions(decisions(words, review.view)) : [{ type: 'note', text: t('experience.review.notYou') } as const]),
    ],
  };
}

/** What changed, page by page. */
export function comparisonCard(words: Words, view: View, before: Content, page: number): Card {
  const { t } = words;
  const pages = paginate(difference(words, before, view.content));
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const controls: Button[] = [
    at === 1
      ? button(t('experience.buttons.back'), 'backToReview', sheetRef(view.id, view.revision))
      : button(t('experience.buttons.back'), 'compare', sheetRef(view.id, view.revision, at - 1)),
  ];
  if (at < pages.length) controls.push(button(t('experience.buttons.next'), 'compare', sheetRef(view.id, view.revision, at + 1)));
  return {
    title: t('experience.difference.title'),
    blocks: [
      ...headingBlocks(view.content.title),
      ...(pages.length === 0 ? [{ type: 'text', text: t('experience.difference.none') } as const] : sectionBlocks(pages[at - 1] ?? [])),
      ...(pages.length > 1 ? [{ type: 'note', text: t('experience.card.page', { at, of: pages.length }) } as const] : []),
      ...actions(controls),
    ],
  };
}

/** Stands where the queue card was, so that everyone sees who decided what. */
export function decidedCard({ t }: Words, view: View, decision: Decision): Card {
  const who = decision.by?.name ?? t('experience.someone');
  return named(view.content.title, [
    { type: 'text', text: t(`experience.decided.${decision.decision}`, { who }) },
    ...(decision.comment === '' ? [] : [{ type: 'quote', text: decision.comment } as const]),
    { type: 'note', text: t('experience.card.number', { number: String(view.number) }) },
    ...actions([button(t('experience.buttons.show'), 'show', view.id)]),
  ]);
}

/** Nothing to decide any more: a newer revision came, or its authors took it back. */
export const settledCard = ({ t }: Words, view: View, why: 'replaced' | 'withdrawn'): Card =>
  named(view.content.title, [{ type: 'text', text: t(`experience.settled.${why}`) }]);

/** Sheets that may tell the same; empty where there is none. */
export function nearBlocks(words: Words, near: readonly Near[], heading: 'author' | 'editor'): readonly Block[] {
  const { t } = words;
  if (near.length === 0) return [];
  return [
    { type: 'text', text: t(`experience.near.${heading}`, { count: near.length }) },
    ...near.map(
      (one) =>
        ({
          type: 'item',
          text: [one.title, whereAndWhen(words, one), t(`experience.near.${one.because}`)].filter((part) => part !== '').join(' · '),
          control: button(t('experience.buttons.show'), 'show', one.id),
        }) as const,
    ),
  ];
}

const heading = ({ published, before }: UnderReview): string =>
  published ? 'experience.queue.proposed' : before === undefined ? 'experience.queue.new' : 'experience.queue.again';

function facts(words: Words, { view, before, published, near }: UnderReview): readonly Block[] {
  const { t } = words;
  const { content, authors, number } = view;
  const changed =
    before === undefined ? [] : changedFields(before, content).map((field) => fieldName(t, field).toLocaleLowerCase(t.locale));
  const notes = [
    t('experience.card.number', { number: String(number) }),
    authors.length === 0 ? '' : t('experience.card.by', { authors: joined(t, authors) }),
    t('experience.card.language', { language: languageName(t, content.locale) }),
    completenessOf(words, completeness(content)),
  ];
  return [
    ...(changed.length === 0 ? [] : [{ type: 'text', text: t('experience.queue.changed', { fields: joined(t, changed) }) } as const]),
    ...(published ? [{ type: 'note', text: t('experience.queue.staysPublished') } as const] : []),
    { type: 'note', text: notes.filter((note) => note !== '').join(' · ') },
    ...nearBlocks(words, near, 'editor'),
  ];
}

function decisions({ t }: Words, { id, revision, content }: View): readonly Button[] {
  const ref = sheetRef(id, revision);
  return [
    button(t('experience.buttons.publish'), 'publish', ref, {
      style: 'primary',
      confirm: {
        title: t('experience.publish.title'),
        text: t('experience.publish.text', { title: content.title }),
        yes: t('experience.publish.yes'),
        no: t('experience.publish.no'),
      },
    }),
    button(t('experience.buttons.askChanges'), 'askChanges', ref),
    button(t('experience.buttons.decline'), 'decline', ref, { style: 'danger' }),
  ];
}
