/** One's own organisation: what it says, how it stands, who speaks for it. Pure. */
import type { Block, Button, Card } from '../../../chat/card.ts';
import { actions, named, short } from '../../../chat/compose.ts';
import { strong } from '../../../chat/text.ts';
import { factBlocks, type Words } from '../directory/card.ts';
import type { Entry } from '../directory/search.ts';
import { nameFor } from '../names.ts';
import { requestRef } from '../request-names.ts';
import { button } from './names.ts';
import type { People, Seat } from './queries.ts';

export interface Own {
  readonly entry: Entry;
  /** Of its membership: active, inactive, archived; empty where it has none. */
  readonly membership: string;
  readonly listed: boolean;
  /** The words of the consent to the directory, in the reader's language. */
  readonly consent: string;
  /** The reader looks after it. */
  readonly mine: boolean;
}

export function organisationCard(words: Words, { entry, membership, listed, consent, mine }: Own): Card {
  const { t } = words;
  const name = nameFor(entry, t.locale);
  return named(name, [
    ...factBlocks(words, entry),
    { type: 'note', text: t(membership === '' ? 'organisation.own.noMember' : `organisation.own.states.${membership}`) },
    { type: 'note', text: t(listed ? 'organisation.own.listed' : 'organisation.own.notListed') },
    ...actions([
      button(t('organisation.own.people'), 'people', entry.id),
      button(t('organisation.own.contacts'), 'contacts', entry.id),
      ...(mine ? [button(t('organisation.own.edit'), 'edit', entry.id)] : []),
      ...(mine && membership === 'active' ? [listing(words, entry.id, listed, consent)] : []),
    ]),
  ]);
}

const CONSENT = 290;

function listing({ t }: Words, id: string, listed: boolean, consent: string): Button {
  const no = t('organisation.own.no');
  return listed
    ? button(t('organisation.own.unlist'), 'unlist', id, {
        confirm: {
          title: t('organisation.own.unlistTitle'),
          text: t('organisation.own.unlistText'),
          yes: t('organisation.own.unlistYes'),
          no,
        },
      })
    : button(t('organisation.own.list'), 'list', id, {
        confirm: { title: t('organisation.own.listTitle'), text: short(consent, CONSENT), yes: t('organisation.own.listYes'), no },
      });
}

const SHOWN = 10;
/** Of those who wait for an answer; the next ones come up as these are answered. */
const WAITING = 5;
const TEXT = 60;

export interface PeopleOf {
  readonly id: string;
  readonly name: string;
  readonly people: People;
  /** The reader says who belongs to it. */
  readonly mine: boolean;
}

export function peopleCard({ t }: Words, { id, name, people, mine }: PeopleOf): Card {
  const { active, asking, offers } = people;
  const more = active.length - SHOWN;
  return named(t('organisation.people.title', { organisation: name }), [
    ...(active.length === 0
      ? [{ type: 'text', text: t('organisation.people.nobody') } as const]
      : [{ type: 'list', items: active.slice(0, SHOWN).map((seat) => seatLine(t, seat)) } as const]),
    ...(more > 0 ? [{ type: 'note', text: t('person.profile.more', { count: more }) } as const] : []),
    ...(asking.length === 0 ? [] : [{ type: 'heading', text: t('organisation.people.asking') } as const]),
    ...asking.slice(0, WAITING).map(
      (seat): Block => ({
        type: 'item',
        text: seatLine(t, seat),
        ...(mine && { control: button(t('organisation.people.answer'), 'request', requestRef(id, seat.personId)) }),
      }),
    ),
    ...offers
      .slice(0, WAITING)
      .map((one): Block => ({ type: 'note', text: t(`organisation.people.offered.${one.kind}`, { who: short(one.name, TEXT) }) })),
    { type: 'note', text: t(mine ? 'organisation.people.how' : 'organisation.people.howMember') },
  ]);
}

const seatLine = (t: Words['t'], { name, title, role }: Seat) => [
  strong(short(name, TEXT)),
  [...(title === '' ? [] : [short(title, TEXT)]), ...(role === 'owner' ? [t('organisation.people.owner')] : [])]
    .map((fact) => ` · ${fact}`)
    .join(''),
];

export function leaveCard({ t }: Words, id: string, name: string): Card {
  return named(t('organisation.leave.title'), [
    { type: 'text', text: t('organisation.leave.text', { organisation: name }) },
    ...actions([button(t('organisation.leave.yes'), 'leave', id, { style: 'danger' })]),
  ]);
}
