/** A person's own page: who they are here, and what others see of it. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { languageName } from '../../i18n/format.ts';
import { zoneName } from '../../i18n/time-zones.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Account, Profile, Seat } from './profile.ts';

export const EDIT_PROFILE = 'person.editProfile';

interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

/** As many lines of a list; the rest is counted. */
const LISTED = 6;
const NAME = 80;

export function profileCard(words: Words, profile: Profile): Card {
  const { t } = words;
  const { locale } = t;
  const followed = (value: string, own: boolean): string => (own ? value : t('person.profile.followed', { value }));
  const edit: Button = { type: 'button', label: t('person.profile.edit'), action: { name: EDIT_PROFILE, id: '' } };
  const link: Button = { type: 'button', label: t('person.profile.link'), action: commandAction('link') };
  return {
    title: t('person.profile.title'),
    blocks: [
      {
        type: 'fields',
        fields: [
          { label: t('person.profile.name'), value: short(profile.name, NAME) },
          { label: t('person.profile.role'), value: t(`router.roles.${profile.role}`) },
          { label: t('person.profile.language'), value: followed(languageName(profile.locale, locale), profile.ownLocale) },
          { label: t('person.profile.zone'), value: followed(zoneName(profile.timeZone, locale), profile.ownZone) },
        ],
      },
      { type: 'heading', text: t('person.profile.organisations') },
      ...lines(words, profile.organisations, (seat) => seatLine(words, seat), t('person.profile.noOrganisation')),
      { type: 'heading', text: t('person.profile.accounts') },
      ...lines(words, profile.accounts, (account) => accountLine(words, account), ''),
      { type: 'heading', text: t('person.profile.others') },
      { type: 'list', items: seenByOthers(words, profile) },
      ...actions([edit, link]),
    ],
  };
}

function lines<T>({ t }: Words, all: readonly T[], line: (one: T) => Text, empty: string): readonly Block[] {
  if (all.length === 0) return empty === '' ? [] : [{ type: 'text', text: empty }];
  const more = all.length - LISTED;
  return [
    { type: 'list', items: all.slice(0, LISTED).map(line) },
    ...(more > 0 ? [{ type: 'note', text: t('person.profile.more', { count: more }) } as const] : []),
  ];
}

function seatLine({ t, vocabulary }: Words, { name, owner, title, category }: Seat): Text {
  const facts = [
    short(title, NAME),
    ...(owner ? [t('person.profile.owner')] : []),
    category === '' ? t('person.profile.noMember') : vocabulary.label('membershipCategories', category, t.locale),
  ];
  return [strong(short(name, NAME)), ` · ${facts.filter((fact) => fact !== '').join(' · ')}`];
}

function accountLine({ t }: Words, { platform, name, workspace }: Account): Text {
  const place = t.has(`link.platforms.${platform}`) ? t(`link.platforms.${platform}`) : platform;
  return [strong(place), ` · ${[short(name, NAME), short(workspace, NAME)].filter((part) => part !== '').join(' · ')}`];
}

/** In sentences, because nobody reads a table of visibilities. */
function seenByOthers({ t }: Words, { organisations }: Profile): readonly string[] {
  const listed = organisations.filter((seat) => seat.listed).length;
  return [
    t('person.profile.seen.name'),
    ...(organisations.length === 0 ? [] : [t('person.profile.seen.colleagues')]),
    t(listed > 0 ? 'person.profile.seen.directory' : 'person.profile.seen.notListed'),
    t('person.profile.seen.never'),
  ];
}
