/** What is written to an organisation that is invited, and to whoever suggested it. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import type { Translate } from '../../chat/translate.ts';
import { invitationLink, type Links } from '../../links.ts';
import type { Told } from './content.ts';
import type { Prospect } from './queries.ts';
import { nameOf } from './words.ts';

interface Reader {
  readonly t: Translate;
  readonly links: Links;
}
interface Network {
  readonly name: string;
  readonly about: string;
}
type Invited = Pick<Prospect, 'name' | 'token' | 'letter' | 'nameable' | 'suggestedBy'>;

/** `round`: 0 for the invitation, then its reminders. */
export function invitationCard(reader: Reader, prospect: Invited, network: Network, round: number): Card {
  const { t, links } = reader;
  const url = invitationLink(links, t.locale, prospect.token);
  return {
    title: t(round === 0 ? 'prospect.invitation.title' : 'prospect.invitation.again', { network: network.name }),
    blocks: [
      { type: 'text', text: t('prospect.invitation.text', { name: nameOf(prospect), network: network.name }) },
      ...letterBlocks(t, prospect, network),
      { type: 'text', text: t('prospect.invitation.how') },
      ...actions(url === undefined ? [] : [{ type: 'link', label: t('prospect.invitation.page'), url }]),
      { type: 'note', text: t('prospect.invitation.why') },
    ],
    fallback: t('prospect.invitation.fallback', { name: nameOf(prospect), network: network.name }),
  };
}

function letterBlocks(t: Translate, { letter, nameable, suggestedBy }: Invited, { about }: Network): readonly Block[] {
  return [
    ...(about === '' ? [] : [{ type: 'text', text: about } as const]),
    ...(letter === '' ? [] : [{ type: 'quote', text: letter } as const]),
    {
      type: 'text',
      text: nameable && suggestedBy !== null ? t('prospect.invitation.by', { by: suggestedBy.name }) : t('prospect.invitation.byMember'),
    },
  ];
}

/** For the secretariat, to send it by its own means: in the language of the invitation. `theirs`: that language's words. */
export function byHandCard({ t, links }: Reader, theirs: Translate, prospect: Prospect, network: Network): Card {
  const url = invitationLink(links, theirs.locale, prospect.token) ?? '';
  const lines = [
    theirs('prospect.invitation.text', { name: nameOf(prospect), network: network.name }),
    network.about,
    prospect.letter,
    theirs('prospect.invitation.how'),
    url,
  ].filter((line) => line !== '');
  return {
    title: t('prospect.byHand.title'),
    blocks: [
      { type: 'text', text: t('prospect.byHand.text') },
      { type: 'quote', text: lines.join('\n\n') },
      { type: 'note', text: t('prospect.byHand.next') },
    ],
  };
}

/** To whoever suggested it. */
export function newsCard({ t }: Pick<Reader, 't'>, prospect: Prospect, state: Told): Card {
  return {
    title: t(`prospect.news.${state}.title`),
    blocks: [{ type: 'text', text: t(`prospect.news.${state}.text`, { name: nameOf(prospect) }) }],
    fallback: t(`prospect.news.${state}.title`),
  };
}
