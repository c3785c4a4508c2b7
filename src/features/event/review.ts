/** What an organiser is asked to confirm: the date as it was understood, the languages, and what goes where. Pure. */
import type { Block } from '../../chat/card.ts';
import { headingBlocks } from '../../chat/compose.ts';
import { beginning } from '../../chat/pages.ts';
import { moment, type Text } from '../../chat/text.ts';
import { formatList, formatMoment, languageName } from '../../i18n/format.ts';
import { type Announcing, type EventContent, missingLanguages } from './content.ts';
import type { Given } from './fields.ts';
import { isRule, startsOf } from './series.ts';
import { countryOf, durationOf, rhythmOf, type Words } from './words.ts';

export interface Plan {
  readonly announcing: Announcing;
  /** It is public already. */
  readonly announced: boolean;
  /** How many know the date that this one takes the place of. */
  readonly told: number;
}

/** Dates of a series that are shown as a sample. */
const SAMPLE = 4;
const YEAR_MS = 366 * 86_400_000;
const SHORT = 500;

/** `content` undefined: the date is missing, or could not be understood. */
export function reviewBlocks(
  words: Words,
  given: Given,
  content: EventContent | undefined,
  plan: Plan,
  reach: { readonly channels: number; readonly people: number },
  locales: readonly string[],
): readonly Block[] {
  const { t } = words;
  const text = beginning(given.text ?? '', SHORT).text;
  return [
    ...(given.title === undefined ? [] : headingBlocks(given.title)),
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...(content === undefined ? [{ type: 'text', text: t('event.review.noDate') } as const] : understood(words, content)),
    ...details(words, given),
    ...(content === undefined ? [] : languages(words, content, locales)),
    { type: 'text', text: leaving(words, plan, reach) },
  ];
}

function understood(words: Words, content: EventContent): readonly Block[] {
  const { t } = words;
  const { startsAt, timeZone, durationMinutes, rule } = content;
  const whole = formatMoment(startsAt, t.locale, timeZone);
  return [
    {
      type: 'text',
      text: t.rich('event.review.when', { when: { kind: 'strong', text: whole }, duration: durationOf(words, durationMinutes) }),
    },
    { type: 'note', text: t.rich('event.review.yours', { at: moment(startsAt), in: moment(startsAt, 'relative') }) },
    ...(rule === '' || !isRule(rule, startsAt, timeZone) ? [] : sample(words, content)),
  ];
}

function sample(words: Words, { startsAt, timeZone, rule }: EventContent): readonly Block[] {
  const { t } = words;
  const starts = startsOf({ startsAt, timeZone, rule }, new Date(startsAt.getTime() + YEAR_MS));
  const items: readonly Text[] = starts.slice(0, SAMPLE).map((start) => formatMoment(start, t.locale, timeZone));
  return [
    { type: 'text', text: t('event.review.series', { rhythm: beginning(rhythmOf(words, rule), 250).text }) },
    { type: 'list', items },
  ];
}

function details(words: Words, given: Given): readonly Block[] {
  const { t } = words;
  const place = [given.place ?? '', countryOf(words, given.country ?? '')].filter((part) => part !== '').join(', ');
  const capacity = given.capacity === undefined ? t('event.review.noLimit') : t('event.review.capacity', { count: given.capacity });
  const fields = [
    { label: t('event.fields.place'), value: place },
    { label: t('event.fields.url'), value: given.url ?? '' },
    { label: t('event.fields.speakers'), value: (given.speakers ?? '').split('\n').join(', ') },
    { label: t('event.fields.capacity'), value: capacity },
  ].filter((field) => field.value.trim() !== '');
  return [{ type: 'fields', fields }];
}

/** Who reads in a language without a text is given the one that it was written in. */
function languages({ t }: Words, content: EventContent, locales: readonly string[]): readonly Block[] {
  const missing = missingLanguages(content, locales);
  if (missing.length === 0) return [{ type: 'note', text: t('event.review.allLanguages') }];
  const names = formatList(
    missing.map((locale) => languageName(locale, t.locale)),
    t.locale,
  );
  return [{ type: 'note', text: t('event.review.missing', { languages: names, own: languageName(content.locale, t.locale) }) }];
}

function leaving({ t }: Words, { announcing, announced, told }: Plan, { channels, people }: { channels: number; people: number }): Text {
  if (announced) return t(told === 0 ? 'event.review.changes' : 'event.review.moves', { channels, told });
  if (announcing.type === 'draft') return t('event.review.draft');
  if (announcing.type === 'now') return t('event.review.now', { channels, people });
  return t.rich('event.review.at', { at: moment(announcing.at), channels, people });
}
