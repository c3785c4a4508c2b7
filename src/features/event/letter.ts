/** What people are told of an event, as cards: their answer, a place that is theirs, another date, cancelled, thanks. Pure. */
import type { Block, Card, Control } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import { yourAnswer } from './card.ts';
import { button, linkButton } from './names.ts';
import type { DateRecord } from './queries.ts';
import type { Answer } from './rules.ts';
import { inItsZone, minutesOf, placeOf, titleOf, urlOf, type Words, whenOf } from './words.ts';

/** Right after somebody answered: the date in their zone, a way to keep it, and to be reminded. */
export function answerCard(words: Words, date: DateRecord, answer: Answer, calendar: string | undefined): Card {
  const { t } = words;
  const going = answer.answer !== 'no';
  const controls: Control[] = [];
  if (going)
    controls.push(
      answer.remind ? button(t('event.buttons.forget'), 'forget', date.id) : button(t('event.buttons.remind'), 'remind', date.id),
    );
  if (going && calendar !== undefined) controls.push(linkButton(t('event.buttons.calendar'), calendar));
  if (going) controls.push(button(t('event.buttons.withdraw'), 'no', date.id));
  else controls.push(button(t('event.buttons.yes'), 'yes', date.id));
  return {
    title: t(`event.answered.${answer.answer}`),
    blocks: [
      { type: 'text', text: strong(titleOf(words, date.event)) },
      ...(answer.answer === 'waiting' ? [{ type: 'text', text: yourAnswer(words, answer) } as const] : []),
      ...whereAndWhen(words, date),
      ...(answer.remind ? [{ type: 'note', text: t('event.answered.remind') } as const] : []),
      ...actions(controls),
    ],
  };
}

export const announcedCard = (words: Words, date: DateRecord, blocks: readonly Block[]): Card => ({
  title: words.t('event.announced.title'),
  blocks: [{ type: 'text', text: strong(titleOf(words, date.event)) }, ...blocks, ...actions(choices(words, date))],
  fallback: words.t('event.card.fallback', { title: titleOf(words, date.event) }),
});

export const placeCard = (words: Words, date: DateRecord): Card => ({
  title: words.t('event.place.title'),
  blocks: [
    { type: 'text', text: words.t('event.place.text', { title: titleOf(words, date.event) }) },
    ...whereAndWhen(words, date),
    ...actions([
      button(words.t('event.buttons.remind'), 'remind', date.id),
      button(words.t('event.buttons.withdraw'), 'no', date.id),
      button(words.t('event.buttons.show'), 'show', date.id),
    ]),
  ],
});

/** `from`: the date that this reader knew. */
export const movedCard = (words: Words, date: DateRecord, from: Date): Card => ({
  title: words.t('event.moved.title'),
  blocks: [
    { type: 'text', text: words.t('event.moved.text', { title: titleOf(words, date.event) }) },
    {
      type: 'fields',
      fields: [
        { label: words.t('event.moved.before'), value: moment(from) },
        { label: words.t('event.moved.now'), value: moment(date.startsAt) },
      ],
    },
    { type: 'note', text: inItsZone(words, date.startsAt, date.event.timeZone) },
    ...actions([button(words.t('event.buttons.show'), 'show', date.id), button(words.t('event.buttons.withdraw'), 'no', date.id)]),
  ],
  fallback: words.t('event.moved.text', { title: titleOf(words, date.event) }),
});

export function cancelledCard(words: Words, date: DateRecord): Card {
  const { t } = words;
  const reason = date.cancelReason === '' ? date.event.cancelReason : date.cancelReason;
  return {
    title: t('event.cancelledCard.title'),
    blocks: [
      { type: 'text', text: t.rich('event.cancelledCard.text', { title: titleOf(words, date.event), at: moment(date.startsAt) }) },
      ...(reason === '' ? [] : [{ type: 'quote', text: reason } as const]),
      ...actions([button(t('event.buttons.others'), 'list', 'coming/0')]),
    ],
    fallback: t('event.cancelledCard.title'),
  };
}

export const STARS = [1, 2, 3, 4, 5] as const;

/** The first of two questions; the second follows the answer. */
export const thanksCard = ({ t, ...words }: Words, date: DateRecord): Card => ({
  title: t('event.thanks.title'),
  blocks: [
    { type: 'text', text: t('event.thanks.text', { title: titleOf({ t }, date.event) }) },
    { type: 'text', text: t('event.thanks.question') },
    ...actions(STARS.map((stars) => button(t('event.thanks.stars', { stars }), 'stars', `${date.id}/${stars}`))),
    ...actions(after({ t, ...words }, date)),
  ],
});

export const starsCard = ({ t }: Words, occurrenceId: string, stars: number): Card => ({
  title: t('event.stars.title'),
  blocks: [
    { type: 'text', text: t('event.stars.text', { stars }) },
    ...actions([button(t('event.buttons.comment'), 'comment', occurrenceId)]),
  ],
});

function whereAndWhen(words: Words, date: DateRecord): readonly Block[] {
  const { t } = words;
  const place = placeOf(date);
  return [
    {
      type: 'fields',
      fields: [
        { label: t('event.fields.when'), value: whenOf(words, date.startsAt, minutesOf(date)) },
        { label: t('event.fields.place'), value: place === '' ? t('event.card.online') : place },
      ],
    },
    { type: 'note', text: inItsZone(words, date.startsAt, date.event.timeZone) },
    ...(urlOf(date) === '' ? [] : actions([linkButton(t('event.buttons.link'), urlOf(date))])),
  ];
}

const choices = ({ t }: Words, date: DateRecord): readonly Control[] => [
  button(t('event.buttons.yes'), 'yes', date.id, { style: 'primary' }),
  button(t('event.buttons.maybe'), 'maybe', date.id),
  button(t('event.buttons.show'), 'show', date.id),
];

const after = ({ t }: Words, date: DateRecord): readonly Control[] => [
  ...(date.recordingUrl === '' ? [] : [linkButton(t('event.buttons.recording'), date.recordingUrl)]),
  button(t('event.buttons.show'), 'show', date.id),
];
