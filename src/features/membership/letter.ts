/** What applicants and the network are told: received, decided, welcome. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { nameFor } from '../organisation/names.ts';
import type { State } from './content.ts';
import { button } from './names.ts';
import type { Application } from './queries.ts';
import { categoryName, kindName, placeOf, titleOf, type Words } from './words.ts';

/** Names inside a sentence. */
const NAME = 120;

export const receiptCard = (words: Words, application: Application): Card => {
  const { t } = words;
  const name = short(titleOf(application, t.locale), NAME);
  return {
    title: t('membership.receipt.title', { number: String(application.number) }),
    blocks: [
      { type: 'text', text: t('membership.receipt.text', { name, category: categoryName(words, application.category) }) },
      { type: 'note', text: t('membership.receipt.next') },
      ...actions([button(t('membership.buttons.show'), 'show', application.id)]),
    ],
  };
};

/** Undefined where nothing has been decided. */
export function decisionCard(words: Words, application: Application): Card | undefined {
  const { t } = words;
  const { id, state, reason, page, kind } = application;
  const args = { name: short(titleOf(application, t.locale), NAME), category: categoryName(words, application.category) };
  switch (state) {
    case 'admitted':
      return {
        title: t(`membership.decision.admitted.${kind}.title`),
        blocks: [
          { type: 'text', text: t(`membership.decision.admitted.${kind}.text`, args) },
          { type: 'note', text: t('membership.decision.admitted.means') },
          ...actions([button(t('membership.buttons.show'), 'show', id)]),
        ],
      };
    case 'more':
      return {
        title: t('membership.decision.more.title'),
        blocks: [
          { type: 'text', text: t('membership.decision.more.text', args) },
          { type: 'quote', text: reason },
          ...(page === ''
            ? []
            : [{ type: 'note', text: t('membership.decision.more.part', { part: t(`forms.${formOf(kind)}.pages.${page}`) }) } as const]),
          ...actions([button(t('membership.buttons.fix'), 'edit', id, { style: 'primary' })]),
        ],
      };
    case 'declined':
      return {
        title: t('membership.decision.declined.title'),
        blocks: [
          { type: 'text', text: t('membership.decision.declined.text', args) },
          { type: 'quote', text: reason },
          { type: 'note', text: t('membership.decision.declined.next') },
          ...actions([button(t('membership.buttons.show'), 'show', id)]),
        ],
      };
    default:
      return undefined;
  }
}

/** The id of the form that an application of a kind is written in. */
export const formOf = (kind: Application['kind']): string => (kind === 'promoter' ? 'promoter' : 'application');

/** One's own application, as it stands. */
export function ownCard(words: Words, application: Application): Card {
  const { t } = words;
  const { id, state, reason, number } = application;
  const open = state === 'submitted' || state === 'more';
  const name = titleOf(application, t.locale);
  return named(name, [
    {
      type: 'text',
      text: t('membership.own.what', { category: categoryName(words, application.category), state: t(`membership.states.${state}`) }),
    },
    ...(reason === '' ? [] : [{ type: 'quote', text: reason } as const]),
    { type: 'note', text: [t(`membership.own.next.${nextOf(state)}`), t('membership.number', { number: String(number) })].join(' · ') },
    ...actions(
      open
        ? [
            button(
              t(state === 'more' ? 'membership.buttons.fix' : 'membership.buttons.change'),
              'edit',
              id,
              state === 'more' ? { style: 'primary' } : {},
            ),
            button(t('membership.buttons.withdraw'), 'withdraw', id, {
              style: 'danger',
              confirm: {
                title: t('membership.withdraw.title'),
                text: t('membership.withdraw.text', { name: short(name, NAME) }),
                yes: t('membership.withdraw.yes'),
                no: t('membership.withdraw.no'),
              },
            }),
          ]
        : [],
    ),
  ]);
}

const nextOf = (state: State): string => (state === 'submitted' || state === 'more' || state === 'admitted' ? state : 'none');

/** In the channels of the network. It names what the consent names: name, kind, place. */
export function welcomeCard(
  words: Words,
  organisation: {
    readonly names: unknown;
    readonly locale: string;
    readonly kind: string;
    readonly country: string;
    readonly city: string;
  },
): Card {
  const { t } = words;
  const name = nameFor(organisation, t.locale);
  return {
    ...named(name, [
      { type: 'text', text: t('membership.welcome.text', { name: short(name, NAME) }) },
      { type: 'note', text: [kindName(words, organisation.kind), placeOf(t, organisation)].filter((part) => part !== '').join(' · ') },
    ]),
    fallback: t('membership.welcome.fallback', { name: short(name, NAME) }),
  };
}
