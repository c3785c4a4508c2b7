/** Who looks inactive and why, and those with one outcome, for the secretariat. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { nameFor } from '../organisation/names.ts';
import { type Criteria, reasons } from './criteria.ts';
import type { Suspect } from './facts.ts';
import { button, listRef } from './names.ts';
import type { InquiryList, Outcome } from './queries.ts';

const PER_PAGE = 6;

export function reviewCard(
  { t }: { readonly t: Translate },
  suspects: readonly Suspect[],
  criteria: Criteria,
  running: boolean,
  page: number,
): Card {
  const pages = Math.max(1, Math.ceil(suspects.length / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const controls: Button[] = [
    ...(at > 0 ? [button(t('campaign.buttons.back'), 'review', String(at - 1))] : []),
    ...(at < pages - 1 ? [button(t('campaign.buttons.next'), 'review', String(at + 1))] : []),
    button(t('campaign.buttons.criteria'), 'criteria', ''),
    ...(running ? [button(t('campaign.buttons.show'), 'show', '')] : []),
    ...(!running && suspects.length > 0 ? [button(t('campaign.buttons.start'), 'start', '', { style: 'primary' })] : []),
  ];
  return {
    title: t('campaign.review.title'),
    blocks: [
      { type: 'text', text: t('campaign.review.count', { count: suspects.length }) },
      { type: 'list', items: criteriaInWords(t, criteria, suspects) },
      ...suspects.slice(at * PER_PAGE, (at + 1) * PER_PAGE).map(
        (suspect): Block => ({
          type: 'text',
          text: [
            strong(lineOf(t, suspect)),
            `: ${suspect.because.map((reason) => t(`campaign.because.${reason}`)).join(', ')} · ${t(`campaign.ways.${wayOf(suspect)}`)}`,
          ],
        }),
      ),
      ...(pages > 1 ? [{ type: 'note', text: t('campaign.turn', { at: at + 1, of: pages }) } as const] : []),
      ...actions(controls),
    ],
  };
}

/** Each criterion that counts, with how many it applies to. */
export function criteriaInWords(t: Translate, criteria: Criteria, suspects: readonly Suspect[]): readonly string[] {
  const counts = (reason: (typeof reasons)[number]): number => suspects.filter(({ because }) => because.includes(reason)).length;
  const on = {
    noContact: criteria.noContact,
    bounces: criteria.bounces > 0,
    quiet: criteria.quietMonths > 0,
    neverAnswered: criteria.neverAnswered,
  };
  const used = reasons.filter((reason) => on[reason]);
  if (used.length === 0) return [t('campaign.criteria.none')];
  return used.map((reason) =>
    t(`campaign.criteria.${reason}`, { count: counts(reason), bounces: criteria.bounces, months: criteria.quietMonths }),
  );
}

export function listCard({ t }: { readonly t: Translate }, campaignId: string, outcome: Outcome, list: InquiryList): Card {
  const archived = list.rows.some(({ archivedAt }) => archivedAt !== null);
  const controls: Button[] = [
    ...(list.page > 0 ? [button(t('campaign.buttons.back'), 'list', listRef(campaignId, outcome, list.page - 1))] : []),
    ...(list.page < list.pages - 1 ? [button(t('campaign.buttons.next'), 'list', listRef(campaignId, outcome, list.page + 1))] : []),
    ...(archived
      ? [
          button(t('campaign.buttons.bringAllBack'), 'bringAllBack', campaignId, {
            confirm: {
              title: t('campaign.bringBack.title'),
              text: t('campaign.bringBack.text', { count: list.total }),
              yes: t('campaign.bringBack.yes'),
              no: t('campaign.bringBack.no'),
            },
          }),
        ]
      : []),
    button(t('campaign.buttons.show'), 'show', ''),
  ];
  return {
    title: t(`campaign.lists.${outcome}`, { count: list.total }),
    blocks: [
      ...list.rows.map(({ id, organisation, archivedAt }): Block => {
        const text = strong(lineOf(t, organisation));
        return archivedAt === null
          ? { type: 'text', text }
          : { type: 'item', text, control: button(t('campaign.buttons.bringBack'), 'bringBack', id) };
      }),
      ...(list.pages > 1 ? [{ type: 'note', text: t('campaign.turn', { at: list.page + 1, of: list.pages }) } as const] : []),
      ...actions(controls),
    ],
  };
}

export const emptyCard = ({ t }: { readonly t: Translate }): Card => ({
  title: t('campaign.none.title'),
  blocks: [{ type: 'text', text: t('campaign.none.text') }, ...actions([button(t('campaign.buttons.review'), 'review', '0')])],
});

type Named = Pick<Suspect, 'number' | 'names' | 'locale' | 'country' | 'city'>;
const lineOf = (t: Translate, one: Named): string => {
  const where = [short(one.city, 60), one.country === '' ? '' : countryName(one.country, t.locale)]
    .filter((part) => part !== '')
    .join(', ');
  return `№ ${one.number} ${short(nameFor(one, t.locale), 110)}${where === '' ? '' : ` (${where})`}`;
};

const wayOf = ({ byChat, byMail }: Suspect): 'chat' | 'mail' | 'none' => (byChat ? 'chat' : byMail ? 'mail' : 'none');
