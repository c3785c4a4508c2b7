/** A sheet as cards: at a glance, and page by page so that nothing of it is ever cut. Pure. */
import type { Block, Button, Card, Control } from '../../chat/card.ts';
import { actions, headingBlocks, named } from '../../chat/compose.ts';
import { paginate, type Section, type TextPage } from '../../chat/pages.ts';
import { type Content, type ContentField, contentOf } from './content.ts';
import { button } from './names.ts';
import type { Sheet } from './queries.ts';
import { sheetRef } from './ref.ts';
import { completeness } from './rules.ts';
import { completenessOf, fieldName, joined, languageName, periodOf, placeOf, valuesOf, type Words } from './words.ts';

/** A sheet as it was at one revision. */
export interface View {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly content: Content;
  readonly authors: readonly string[];
}

export const viewOf = (sheet: Sheet, revision = sheet.revision, content: Content = contentOf(sheet)): View => ({
  id: sheet.id,
  number: sheet.number,
  revision,
  content,
  authors: [
    ...(sheet.owner ? [sheet.owner.name] : []),
    ...sheet.coAuthors.filter((author) => author.state === 'confirmed').map((author) => author.person.name),
  ],
});

/** What this reader may do with it, apart from reading. */
export interface Allowed {
  readonly edit?: boolean;
  readonly withdraw?: boolean;
  readonly review?: boolean;
}

/** At a glance: what, where, when, and the way to the rest. */
export function sheetCard(words: Words, view: View, allowed: Allowed = {}, note?: string): Card {
  const { t } = words;
  const controls: Control[] = [];
  if (textPages(words, view.content).length > 0)
    controls.push(button(t('experience.buttons.read'), 'read', sheetRef(view.id, view.revision, 1)));
  if (allowed.review) controls.push(button(t('experience.buttons.review'), 'review', sheetRef(view.id, view.revision)));
  if (allowed.edit) controls.push(button(t('experience.buttons.edit'), 'edit', view.id));
  if (allowed.withdraw) controls.push(withdrawButton(words, view.id, view.content.title));
  return named(view.content.title, [
    ...overview(words, view.content),
    ...(note === undefined ? [] : [{ type: 'note', text: note } as const]),
    { type: 'note', text: imprint(words, view) },
    ...actions(controls),
  ]);
}

/** For channels: read more is private, so that a channel stays readable. */
export function announcementCard(words: Words, view: View): Card {
  const { t } = words;
  return {
    title: t('experience.announcement.title'),
    blocks: [
      ...headingBlocks(view.content.title),
      ...overview(words, view.content),
      { type: 'note', text: imprint(words, view) },
      ...actions([button(t('experience.buttons.readMore'), 'show', view.id)]),
    ],
    fallback: t('experience.announcement.fallback', { title: view.content.title }),
  };
}

/** One page of everything that the sheet says beyond the overview; page 0 is the overview itself. */
export const textPages = (words: Words, content: Content): readonly TextPage[] => paginate(sectionsOf(words, content));

export function textPageCard(words: Words, view: View, page: number): Card {
  const { t } = words;
  const pages = textPages(words, view.content);
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const controls: Button[] = [button(t('experience.buttons.back'), 'read', sheetRef(view.id, view.revision, at - 1))];
  if (at < pages.length) controls.push(button(t('experience.buttons.next'), 'read', sheetRef(view.id, view.revision, at + 1)));
  return named(view.content.title, [
    ...sectionBlocks(pages[at - 1] ?? []),
    { type: 'note', text: t('experience.card.page', { at, of: Math.max(1, pages.length) }) },
    ...actions(controls),
  ]);
}

export const sectionBlocks = (sections: readonly Section[]): readonly Block[] =>
  sections.flatMap((section) => [
    { type: 'heading', text: section.heading },
    { type: 'text', text: section.text },
  ]);

/** What stands on every card of a sheet. The same goes into the form's review. */
export function overview(words: Words, content: Content): readonly Block[] {
  const { t } = words;
  const fields = [
    { label: t('experience.fields.place'), value: placeOf(words, content) },
    { label: t('experience.fields.period'), value: periodOf(words, content) },
    { label: fieldName(t, 'types'), value: valuesOf(words, content, 'types').join(', ') },
    { label: fieldName(t, 'themes'), value: valuesOf(words, content, 'themes').join(', ') },
  ].filter((field) => field.value !== '');
  return [
    ...(content.summary === '' ? [] : [{ type: 'text', text: content.summary } as const]),
    ...(fields.length === 0 ? [] : [{ type: 'fields', fields } as const]),
    ...(content.imageUrl === '' || content.imageAlt === ''
      ? []
      : [{ type: 'image', url: content.imageUrl, alt: content.imageAlt } as const]),
  ];
}

/** Short values first, then the long texts in the order in which people ask for them. */
export const inPages = [
  'objectives',
  'sdgs',
  'scale',
  'participants',
  'participantCount',
  'methods',
  'description',
  'results',
  'evaluation',
  'links',
] as const satisfies readonly ContentField[];

function sectionsOf(words: Words, content: Content): readonly Section[] {
  return inPages.flatMap((field) => {
    const text = valuesOf(words, content, field).join(field === 'links' ? '\n' : ', ');
    return text === '' ? [] : [{ heading: fieldName(words.t, field), text }];
  });
}

/** Number, authors, language, how complete: the small print of a sheet. */
function imprint(words: Words, { number, authors, content }: View): string {
  const { t } = words;
  return [
    t('experience.card.number', { number: String(number) }),
    authors.length === 0 ? '' : t('experience.card.by', { authors: joined(t, authors) }),
    t('experience.card.language', { language: languageName(t, content.locale) }),
    completenessOf(words, completeness(content)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

export const withdrawButton = ({ t }: Words, id: string, title: string): Button =>
  button(t('experience.buttons.withdraw'), 'withdraw', id, {
    style: 'danger',
    confirm: {
      title: t('experience.withdraw.title'),
      text: t('experience.withdraw.text', { title }),
      yes: t('experience.withdraw.yes'),
      no: t('experience.withdraw.no'),
    },
  });

export const withdrawCard = (words: Words, id: string, title: string): Card => ({
  title: words.t('experience.withdraw.title'),
  blocks: [{ type: 'text', text: words.t('experience.withdraw.text', { title }) }, ...actions([withdrawButton(words, id, title)])],
});
