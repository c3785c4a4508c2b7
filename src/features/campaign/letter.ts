/** The question to a member: does it still belong? By chat with buttons, by mail with the link to a page. Pure. */
import type { Card, Control } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import type { MessageContext } from '../../delivery/message.ts';
import { formatDay } from '../../i18n/format.ts';
import { answerLink } from '../../links.ts';
import { nameFor } from '../organisation/names.ts';
import { button } from './names.ts';
import type { Asked } from './queries.ts';

const NAME = 150;

/** `inChat`: it goes to somebody who can press a button. */
export function inquiryCard(
  { t, timeZone, links }: Pick<MessageContext, 't' | 'timeZone' | 'links'>,
  { token, inquiry: { organisation, campaign } }: Asked,
  round: number,
  inChat: boolean,
): Card {
  const name = short(nameFor(organisation, t.locale), NAME);
  const url = answerLink(links, t.locale, token);
  const last = round > campaign.reminders;
  const buttons: Control[] = inChat
    ? [
        button(t('campaign.answers.keep'), 'keep', token, { style: 'primary' }),
        button(t('campaign.answers.update'), 'update', token),
        button(t('campaign.answers.leave'), 'leave', token, {
          confirm: {
            title: t('campaign.leave.title'),
            text: t('campaign.leave.text', { name }),
            yes: t('campaign.leave.yes'),
            no: t('campaign.leave.no'),
          },
        }),
      ]
    : [];
  const page: Control[] = url === undefined ? [] : [{ type: 'link', label: t('campaign.answers.page'), url }];
  return {
    title: t(round === 1 ? 'campaign.inquiry.title' : 'campaign.inquiry.again'),
    blocks: [
      { type: 'text', text: t.rich('campaign.inquiry.text', { name: strong(name) }) },
      { type: 'text', text: t('campaign.inquiry.what') },
      {
        type: 'text',
        text: t(last ? 'campaign.inquiry.last' : 'campaign.inquiry.until', { date: formatDay(campaign.endsAt, t.locale, timeZone) }),
      },
      ...actions([...buttons, ...(inChat ? [] : page)]),
      { type: 'note', text: t('campaign.inquiry.why') },
    ],
    fallback: t('campaign.inquiry.fallback', { name }),
  };
}

/** What stands there once somebody has answered. */
export function answeredCard(
  { t }: Pick<MessageContext, 't'>,
  { token, inquiry: { organisation } }: Asked,
  answer: 'kept' | 'updated' | 'left',
): Card {
  const name = short(nameFor(organisation, t.locale), NAME);
  return {
    title: t(`campaign.answered.${answer}`),
    blocks: [
      { type: 'text', text: t(`campaign.answered.${answer}Text`, { name }) },
      ...actions(answer === 'left' ? [button(t('campaign.answers.stay'), 'keep', token)] : []),
    ],
  };
}
