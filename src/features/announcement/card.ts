/** An announcement as cards: as its readers see it, and as those see it who send it. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, headingBlocks, named } from '../../chat/compose.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import { type Content, missingLanguages } from './content.ts';
import { type ActionName, button } from './names.ts';
import { type Announcement, type Listed, type Progress, wordsFor } from './record.ts';
import { ended, type Move, mayMove } from './rules.ts';

export interface Outline {
  readonly kind: string;
  readonly titles: Content['titles'];
  readonly texts: Content['texts'];
  readonly locale: string;
  readonly linkUrl: string;
  readonly imageUrl: string;
  readonly imageAlt: string;
}

/** What readers see, in their language or in the one that there is, which is said then. */
export function newsCard(t: Translate, about: Outline): Card {
  const { title } = wordsFor(about, t.locale);
  return {
    ...named(title, newsBlocks(t, about)),
    fallback: t('announcement.fallback', { kind: t(`announcement.kinds.${about.kind}`), title }),
  };
}

export function newsBlocks(t: Translate, about: Outline): readonly Block[] {
  const { text, locale } = wordsFor(about, t.locale);
  const elsewhere = locale !== '' && locale !== t.locale;
  return [
    { type: 'note', text: t(`announcement.kinds.${about.kind}`) },
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...(about.imageUrl === '' || about.imageAlt === '' ? [] : [{ type: 'image', url: about.imageUrl, alt: about.imageAlt } as const]),
    ...(elsewhere ? [{ type: 'note', text: t('announcement.onlyIn', { language: languageName(locale, t.locale) }) } as const] : []),
    ...(about.linkUrl === '' ? [] : actions([{ type: 'link', label: t('announcement.buttons.read'), url: about.linkUrl }])),
  ];
}

/** What goes where and to how many, as it stands now. */
export interface Reach {
  readonly places: readonly { readonly workspace: string; readonly purpose: string; readonly locale: string }[];
  /** Persons by the language that they read. */
  readonly persons: Readonly<Record<string, number>>;
  /** Whether subscribers are meant at all. */
  readonly toPersons: boolean;
}

/** Channels that are named; there may be many more. */
const NAMED = 10;

export function reachBlocks(t: Translate, about: Outline, reach: Reach, locales: readonly string[]): readonly Block[] {
  const language = (reader: string): string => {
    const { locale } = wordsFor(about, reader);
    return locale === '' ? '' : languageName(locale, t.locale);
  };
  const count = Object.values(reach.persons).reduce((sum, some) => sum + some, 0);
  const byLanguage = Object.entries(reach.persons).map(([reader, some]) =>
    t('announcement.reach.read', { count: some, language: languageName(reader, t.locale), given: language(reader) }),
  );
  const rest = reach.places.length - NAMED;
  const missing = missingLanguages(about, locales).map((locale) => languageName(locale, t.locale));
  const items: readonly Text[] = [
    ...reach.places
      .slice(0, NAMED)
      .map(({ workspace, purpose, locale }) =>
        t('announcement.reach.place', { workspace, purpose: t(`announcement.purposes.${purpose}`), language: language(locale) }),
      ),
    ...(rest > 0 ? [t('announcement.reach.more', { count: rest })] : []),
    ...(reach.toPersons ? [t('announcement.reach.persons', { count })] : []),
    ...byLanguage,
  ];
  return [
    ...headingBlocks(t('announcement.reach.title')),
    items.length === 0 ? { type: 'text', text: t('announcement.reach.nobody') } : { type: 'list', items },
    ...(missing.length === 0
      ? []
      : [{ type: 'note', text: t('announcement.reach.missing', { languages: formatList(missing, t.locale) }) } as const]),
  ];
}

export interface Desk {
  readonly about: Announcement;
  readonly reach: Reach;
  readonly progress: Progress;
  readonly secondEditor: boolean;
  readonly locales: readonly string[];
  /** Whoever looks wrote it: they cannot approve it. */
  readonly own: boolean;
}

/** For those who send it: how it stands, where it goes, and what can be done. */
export function deskCard(t: Translate, desk: Desk): Card {
  const { about, reach, locales } = desk;
  const { title } = wordsFor(about, t.locale);
  const begun = about.startedAt !== null;
  return named(title, [
    { type: 'text', text: standing(t, about) },
    ...(begun ? progressBlocks(t, desk.progress) : reachBlocks(t, about, reach, locales)),
    { type: 'note', text: imprint(t, about) },
    ...actions(controls(t, desk)),
  ]);
}

/** In the secretariat's channel, drawn again while it goes out. */
export function progressCard(t: Translate, about: Announcement, progress: Progress): Card {
  const { title } = wordsFor(about, t.locale);
  return named(title, [
    { type: 'text', text: standing(t, about) },
    ...progressBlocks(t, progress),
    ...actions(
      ended(about.state)
        ? []
        : (['pause', 'resume', 'cancel'] as const).filter((move) => mayMove(about, move, false)).map((move) => moving(t, about, move)),
    ),
  ]);
}

/** In the secretariat's channel: somebody asks for a second pair of eyes. */
export function approvalCard(t: Translate, about: Announcement): Card {
  const { title } = wordsFor(about, t.locale);
  const waits = about.state === 'waiting';
  return {
    title: t('announcement.approval.title'),
    blocks: [
      ...headingBlocks(title),
      { type: 'text', text: waits ? t('announcement.approval.text', { who: about.author?.name ?? '' }) : standing(t, about) },
      ...actions(waits ? [button(t('announcement.buttons.look'), 'show', about.id, { style: 'primary' })] : []),
    ],
  };
}

export function listCard(t: Translate, { rows, page, pages }: Listed): Card {
  const turning: Button[] = [
    ...(page > 0 ? [button(t('announcement.buttons.newer'), 'list', String(page - 1))] : []),
    ...(page < pages - 1 ? [button(t('announcement.buttons.older'), 'list', String(page + 1))] : []),
  ];
  return {
    title: t('announcement.list.title'),
    blocks: [
      ...(rows.length === 0
        ? [{ type: 'text', text: t('announcement.list.empty') } as const]
        : rows.map(
            (about): Block => ({
              type: 'item',
              text: [strong(wordsFor(about, t.locale).title), ' · ', t(`announcement.states.${about.state}`)],
              control: button(t('announcement.buttons.show'), 'show', about.id),
            }),
          )),
      ...actions([...turning, button(t('announcement.buttons.write'), 'write', '', { style: 'primary' })]),
    ],
  };
}

function standing(t: Translate, about: Announcement): Text {
  const at = about.state === 'scheduled' ? about.scheduledAt : (about.endedAt ?? about.startedAt);
  return at === null ? t(`announcement.standing.${about.state}`) : t.rich(`announcement.standing.${about.state}`, { at: moment(at) });
}

function progressBlocks(t: Translate, { waiting, sent, failed, skipped }: Progress): readonly Block[] {
  const fields = [
    { label: t('announcement.progress.sent'), value: String(sent) },
    { label: t('announcement.progress.waiting'), value: String(waiting) },
    ...(failed === 0 ? [] : [{ label: t('announcement.progress.failed'), value: String(failed) }]),
    ...(skipped === 0 ? [] : [{ label: t('announcement.progress.skipped'), value: String(skipped) }]),
  ];
  return [{ type: 'fields', fields }, ...(failed === 0 ? [] : [{ type: 'note', text: t('announcement.progress.look') } as const])];
}

const imprint = (t: Translate, about: Announcement): string =>
  [
    t('announcement.card.number', { number: String(about.number) }),
    about.author === null ? '' : t('announcement.card.by', { who: about.author.name }),
    about.approvedBy === null ? '' : t('announcement.card.approved', { who: about.approvedBy.name }),
  ]
    .filter((part) => part !== '')
    .join(' · ');

function controls(t: Translate, { about, secondEditor, own }: Desk): readonly Button[] {
  const moves = (['approve', 'send', 'ask', 'pause', 'resume', 'edit', 'cancel'] as const).filter(
    (move) => mayMove(about, move, secondEditor) && !(move === 'approve' && own),
  );
  return [
    button(t('announcement.buttons.preview'), 'preview', about.id),
    ...(ended(about.state) ? [] : [button(t('announcement.buttons.test'), 'test', about.id)]),
    ...moves.map((move) => moving(t, about, move)),
  ];
}

/** What cannot be taken back is asked once more. The version goes along: what one has not seen is not decided on. */
function moving(t: Translate, about: Announcement, move: Move): Button {
  const name = move satisfies ActionName;
  const asked = move === 'send' || move === 'approve' || move === 'cancel';
  const scheduled = about.scheduledAt !== null && (move === 'send' || move === 'approve');
  return button(t(`announcement.buttons.${scheduled && move === 'send' ? 'schedule' : move}`), name, `${about.id}.${about.version}`, {
    ...(move === 'send' || move === 'approve' || move === 'resume' ? { style: 'primary' } : move === 'cancel' ? { style: 'danger' } : {}),
    ...(asked
      ? {
          confirm: {
            title: t(`announcement.confirm.${move}.title`),
            text: t(`announcement.confirm.${move}.text`),
            yes: t(`announcement.confirm.${move}.yes`),
            no: t('announcement.confirm.no'),
          },
        }
      : {}),
  });
}
