/** The digest as a card: what is new first, then what is coming, then what the reader has open. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { familyOf } from '../../chat/form.ts';
import { weight } from '../../chat/pages.ts';
import { commandAction } from '../../chat/refs.ts';
import { type Inline, inlines, link, moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Dated } from '../../dated.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatDate } from '../../i18n/format.ts';

export interface DigestContent {
  /** The newest first. */
  readonly experiences: readonly { readonly id: string; readonly title: string; readonly country: string; readonly city: string }[];
  readonly dated: readonly Dated[];
  readonly drafts: readonly { readonly title: string; readonly form: string }[];
  /** Titles of candidacies that need a little more from the reader. */
  readonly asked: readonly string[];
}

/** Of each kind at most; the rest is a command away. */
const SHOWN = 8;
/** What the lines of a section may weigh together, escaped: four sections fit Discord's 4,000 characters with their headings. */
const ROOM = 800;

export function digestCard({ t }: { readonly t: Translate }, { experiences, dated, drafts, asked }: DigestContent): Card {
  const coming = dated.toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
  const of = (kind: Dated['kind']) => coming.filter((one) => one.kind === kind);
  return {
    title: t('digest.title'),
    blocks: [
      ...section(
        t,
        'digest.experiences',
        experiences.map((one) => experienceLine(t, one)),
        'digest.more.experiences',
      ),
      ...section(
        t,
        'digest.deadlines',
        of('deadline').map((one) => datedLine(t, one)),
        'digest.more.agenda',
      ),
      ...section(
        t,
        'digest.events',
        [...of('event'), ...of('plan')].map((one) => datedLine(t, one)),
        'digest.more.agenda',
      ),
      ...section(
        t,
        'digest.open',
        [
          ...asked.map((title) => [strong(named(t, title)), ` · ${t('candidacy.decision.more.title')}`]),
          ...drafts.map((one) => [strong(named(t, one.title)), ` · ${t(`forms.${familyOf(one.form)}.title`)}`]),
        ],
        'digest.more.drafts',
      ),
      ...actions([
        ...(asked.length === 0 ? [] : [command(t('candidacy.buttons.mine'), 'award mine')]),
        ...(drafts.length === 0 ? [] : [command(t('digest.buttons.drafts'), 'drafts')]),
        command(t('digest.buttons.agenda'), 'agenda'),
        command(t('digest.buttons.change'), 'subscribe'),
      ]),
      { type: 'note', text: t('digest.why') },
    ],
    fallback: t('digest.fallback', { experiences: experiences.length, dated: dated.length }),
  };
}

function section(t: Translate, heading: string, lines: readonly Text[], more: string): readonly Block[] {
  if (lines.length === 0) return [];
  const shown = fitting(lines);
  const rest = lines.length - shown.length;
  return [
    { type: 'heading', text: t(heading) },
    { type: 'list', items: shown },
    ...(rest > 0 ? [{ type: 'note', text: t(more, { count: rest }) } as const] : []),
  ];
}

/** As many as there is room for, one at least. */
function fitting(lines: readonly Text[]): readonly Text[] {
  let used = 0;
  const most = lines.slice(0, SHOWN).findIndex((line, at) => {
    used += inlines(line).reduce((sum, part) => sum + weightOf(part), 0);
    return at > 0 && used > ROOM;
  });
  return lines.slice(0, most < 0 ? SHOWN : most);
}

/** An instant takes about so much wherever it is written out. */
const MOMENT = 40;

function weightOf(part: Inline): number {
  if (typeof part === 'string') return weight(part);
  if (part.kind === 'moment') return MOMENT;
  if (part.kind === 'mention') return weight(part.name);
  return weight(part.text) + (part.kind === 'link' ? part.url.length : 4);
}

const experienceLine = (t: Translate, { title, city, country }: DigestContent['experiences'][number]): Text => {
  const place = [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');
  return [strong(short(title, TITLE)), ...(place === '' ? [] : [` · ${place}`])];
};

function datedLine(t: Translate, { title, when, place, url }: Dated): Text {
  const name = url === '' ? strong(short(title, TITLE)) : link(short(title, TITLE), url);
  const at = when.kind === 'instant' ? moment(when.start) : formatDate(when.start, t.locale);
  return [name, ' · ', at, ...(place === '' ? [] : [` · ${short(place, TITLE)}`])];
}

const startOf = ({ when }: Dated): string => (when.kind === 'instant' ? when.start.toISOString() : when.start);
const command = (label: string, name: string) => ({ type: 'button', label, action: commandAction(name) }) as const;
const named = (t: Translate, title: string): string => (title === '' ? t('draft.untitled') : short(title, TITLE));

/** Titles in a list; the whole one is where it leads. */
const TITLE = 90;
