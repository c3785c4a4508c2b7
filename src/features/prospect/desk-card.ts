/** What the secretariat sees of suggestions: in its channel, in lists, one to be decided on, its contact, the text to send by hand. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { strong } from '../../chat/text.ts';
import { languageName } from '../../i18n/format.ts';
import { nameFor } from '../organisation/names.ts';
import { type Group, groupNames, mayBecome, prospectRef } from './content.ts';
import type { Looked } from './look.ts';
import { button, listRef } from './names.ts';
import type { Listed, Prospect } from './queries.ts';
import { factsOf, kindName, nameOf, placeOf, standing, type Words } from './words.ts';

/** Of long texts, on a card beside others. */
const EXCERPT = 300;
const NEAR = 70;
const GAPS = 5;

/** In the channel, without anything that is private. */
export function deskCard(words: Words, prospect: Prospect, gaps: readonly string[]): Card {
  const { t } = words;
  const open = prospect.state === 'suggested';
  return named(nameOf(prospect), [
    { type: 'text', text: open ? t('prospect.desk.new') : standing(t, prospect) },
    ...(open
      ? [{ type: 'fields', fields: factsOf(words, prospect) } as const, { type: 'quote', text: short(prospect.why, EXCERPT) } as const]
      : []),
    ...(open ? gapBlocks(words, gaps) : []),
    { type: 'note', text: imprint(words, prospect) },
    ...actions([button(t('prospect.buttons.show'), 'show', prospect.id)]),
  ]);
}

/** What asks for somebody to act. */
export function heardCard(words: Words, prospect: Prospect, what: 'interested' | 'returned'): Card {
  const { t } = words;
  return {
    title: t(`prospect.heard.${what}`),
    blocks: [
      { type: 'text', text: t(`prospect.heard.${what}Text`, { name: nameOf(prospect) }) },
      ...actions([button(t('prospect.buttons.show'), 'show', prospect.id)]),
    ],
  };
}

export function checkCard(words: Words, { prospect, gaps, near, alike }: Looked): Card {
  const { t } = words;
  const { id, version, state, why, reason, bounceReason, byMail } = prospect;
  const ref = prospectRef(id, version);
  const contact = prospect.contactName !== '' || prospect.contactEmail !== '';
  const decisions: readonly Button[] = [
    ...(mayBecome(state, 'invited')
      ? [
          button(
            t(state === 'invited' ? 'prospect.buttons.inviteAgain' : 'prospect.buttons.invite'),
            'invite',
            ref,
            state === 'suggested' ? { style: 'primary' } : {},
          ),
        ]
      : []),
    ...(mayBecome(state, 'setAside') ? [button(t('prospect.buttons.setAside'), 'setAside', ref)] : []),
    ...(mayBecome(state, 'notInterested') ? [noButton(words, prospect, ref)] : []),
    ...(state === 'applied' ? [button(t('prospect.buttons.notThis'), 'notThis', ref)] : []),
  ];
  const looks: readonly Button[] = [
    ...(contact ? [button(t('prospect.buttons.contact'), 'contact', id)] : []),
    ...(state === 'invited' && !byMail ? [button(t('prospect.buttons.byHand'), 'byHand', id)] : []),
    ...(state === 'applied'
      ? [{ type: 'button', label: t('prospect.buttons.queue'), action: commandAction('membership queue') } as const]
      : []),
    button(t('prospect.buttons.list'), 'list', listRef('waiting', 0)),
  ];
  return named(nameOf(prospect), [
    { type: 'text', text: [strong(t(`prospect.states.${state}`)), ' · ', standing(t, prospect)].flat() },
    { type: 'fields', fields: factsOf(words, prospect) },
    { type: 'quote', text: short(why, EXCERPT) },
    ...gapBlocks(words, gaps),
    ...(state === 'applied' ? [{ type: 'note', text: t(`prospect.because.${because(prospect)}`) } as const] : []),
    ...(reason === '' ? [] : [{ type: 'text', text: t('prospect.reason', { reason: short(reason, EXCERPT) }) } as const]),
    ...(bounceReason === '' ? [] : [{ type: 'text', text: t('prospect.returned', { reason: short(bounceReason, 120) }) } as const]),
    ...near.map((one): Block => {
      const args = { number: one.number, name: short(nameFor(one, t.locale), NEAR) };
      return { type: 'note', text: t(one.membership === 'active' ? 'prospect.near.member' : 'prospect.near.record', args) };
    }),
    ...alike.map(
      (one): Block => ({
        type: 'note',
        text: t('prospect.near.suggested', { number: one.number, name: short(one.name, NEAR), state: t(`prospect.states.${one.state}`) }),
      }),
    ),
    { type: 'note', text: [imprint(words, prospect), t(contact ? 'prospect.contact.known' : 'prospect.contact.none')].join(' · ') },
    ...actions(decisions),
    ...actions(looks),
  ]);
}

function because({ because }: Prospect): 'domain' | 'name' | 'place' {
  return because === 'domain' || because === 'place' ? because : 'name';
}

const noButton = ({ t }: Words, prospect: Prospect, ref: string): Button =>
  button(t('prospect.buttons.saidNo'), 'saidNo', ref, {
    confirm: {
      title: t('prospect.saidNo.title'),
      text: t('prospect.saidNo.text', { name: nameOf(prospect) }),
      yes: t('prospect.saidNo.yes'),
      no: t('prospect.saidNo.no'),
    },
  });

function gapBlocks({ t }: Words, gaps: readonly string[]): readonly Block[] {
  if (gaps.length === 0) return [{ type: 'note', text: t('prospect.gaps.none') }];
  return [
    { type: 'text', text: t('prospect.gaps.some', { count: gaps.length }) },
    { type: 'list', items: gaps.slice(0, GAPS) },
  ];
}

const imprint = ({ t }: Words, { number, suggestedBy, locale }: Prospect): string =>
  [
    t('prospect.number', { number: String(number) }),
    ...(suggestedBy === null ? [] : [t('prospect.by', { by: suggestedBy.name })]),
    languageName(locale, t.locale),
  ].join(' · ');

/** `gapsOf`: how many gaps each would fill. */
export function listCard(words: Words, { rows, group, counts, page, pages }: Listed, gapsOf: (prospect: Prospect) => number): Card {
  const { t } = words;
  const row = (prospect: Prospect): Block => {
    const count = group === 'over' ? 0 : gapsOf(prospect);
    const rest = [
      kindName(words, prospect.kind),
      placeOf(t, prospect),
      t(`prospect.states.${prospect.state}`),
      count === 0 ? '' : t('prospect.gaps.count', { count }),
    ].filter((part) => part !== '');
    return {
      type: 'item',
      text: [strong(short(prospect.name, 80)), ` · ${rest.join(' · ')}`],
      control: button(t('prospect.buttons.show'), 'show', prospect.id),
    };
  };
  const others = groupNames.filter((one) => one !== group);
  return {
    title: t('prospect.list.title'),
    blocks: [
      {
        type: 'text',
        text: counts[group] === 0 ? t(`prospect.list.none.${group}`) : t(`prospect.list.${group}`, { count: counts[group] }),
      },
      ...rows.map(row),
      ...(pages > 1 ? [{ type: 'note', text: t('prospect.list.turn', { at: page + 1, of: pages }) } as const] : []),
      ...actions([
        ...(page > 0 ? [button(t('prospect.buttons.back'), 'list', listRef(group, page - 1))] : []),
        ...(page < pages - 1 ? [button(t('prospect.buttons.next'), 'list', listRef(group, page + 1))] : []),
        ...others.map((one: Group) => button(t(`prospect.groups.${one}`, { count: counts[one] }), 'list', listRef(one, 0))),
        { type: 'button', label: t('prospect.buttons.gaps'), action: commandAction('membership gaps') },
      ]),
    ],
  };
}

/** Private: shown to one person, who is written down. */
export function contactCard({ t }: Words, prospect: Prospect): Card {
  const parts = [prospect.contactName, prospect.contactEmail].filter((part) => part !== '');
  return named(nameOf(prospect), [
    { type: 'text', text: parts.length === 0 ? t('prospect.contact.none') : parts.join(' · ') },
    { type: 'note', text: t('prospect.contact.private') },
  ]);
}
