/** How far a campaign has got, and what came of it: a table and bars, for the secretariat. Pure. */

import type { Block, Card, Control } from '../../chat/card.ts';
import { barOf } from '../../chat/chart.ts';
import { actions } from '../../chat/compose.ts';
import { code, moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { type Links, reportLink } from '../../links.ts';
import { button, listRef } from './names.ts';
import { type CampaignRow, outcomes, type Tally, totalOf } from './queries.ts';

interface Words {
  readonly t: Translate;
  readonly links: Links;
}

/** One message that is drawn anew while it goes on; at the end it is the report. */
export function progressCard({ t, links }: Words, campaign: CampaignRow, tally: Tally): Card {
  const { id, number, state, reportToken } = campaign;
  const url = reportLink(links, t.locale, reportToken);
  const running = state === 'running';
  const controls: Control[] = [
    ...(tally.silent > 0 ? [button(t('campaign.buttons.silent'), 'list', listRef(id, 'silent', 0))] : []),
    ...(tally.unreachable > 0 ? [button(t('campaign.buttons.unreachable'), 'list', listRef(id, 'unreachable', 0))] : []),
    ...(url === undefined ? [] : [{ type: 'link', label: t('campaign.buttons.picture'), url } as const]),
    ...(running ? [cancelButton(t, id)] : []),
  ];
  return {
    title: t(`campaign.report.${state}`, { number: String(number) }),
    blocks: [
      { type: 'text', text: whenOf(t, campaign) },
      ...tableOf(t, tally, running),
      ...(running ? [{ type: 'note', text: t('campaign.report.steps', { ...planOf(campaign) }) } as const] : []),
      ...(tally.unreachable > 0 ? [{ type: 'note', text: t('campaign.report.byHand') } as const] : []),
      ...actions(controls),
    ],
    fallback: t('campaign.report.fallback', { asked: totalOf(tally), answered: tally.kept + tally.updated + tally.left }),
  };
}

/** A row for each outcome: bar, number, share. The bars repeat what the numbers say. */
function tableOf(t: Translate, tally: Tally, running: boolean): readonly Block[] {
  const total = totalOf(tally);
  const shown = [...(running ? (['asked'] as const) : []), ...outcomes];
  const row = (state: (typeof shown)[number]): Text => {
    const count = tally[state];
    const share = t('campaign.report.share', { share: total === 0 ? 0 : count / total });
    return [code(barOf(count, total)), ` ${t(`campaign.outcomes.${state}`)}: ${count} (${share})`];
  };
  return [{ type: 'list', items: shown.map(row) }];
}

function whenOf(t: Translate, { state, startedAt, endsAt, endedAt }: CampaignRow): Text {
  if (state === 'running') return t.rich('campaign.report.until', { from: moment(startedAt, 'date'), until: moment(endsAt, 'date') });
  return t.rich('campaign.report.from', { from: moment(startedAt, 'date'), until: moment(endedAt ?? endsAt, 'date') });
}

const planOf = ({ remindDays, reminders, graceDays }: CampaignRow) => ({ remindDays, reminders, graceDays });

const cancelButton = (t: Translate, id: string) =>
  button(t('campaign.buttons.cancel'), 'cancel', id, {
    style: 'danger',
    confirm: {
      title: t('campaign.cancel.title'),
      text: t('campaign.cancel.text'),
      yes: t('campaign.cancel.yes'),
      no: t('campaign.cancel.no'),
    },
  });
