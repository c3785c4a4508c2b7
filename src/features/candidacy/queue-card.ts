/** What the secretariat sees of candidacies: what waits for the formal check, one to be checked, what was decided. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Intake } from '../call/intake/service.ts';
import { mayBecome, type Verdict, verdicts } from './content.ts';
import { button } from './names.ts';
import type { Candidacy, Listed, WithCall } from './queries.ts';
import { sentBlocks } from './receipt-card.ts';
import { candidacyRef } from './ref.ts';
import { factsOf } from './words.ts';

interface Words {
  readonly t: Translate;
}

/** In the secretariat's channel, without anything that is private: contacts and answers are read by one person at a time. */
export function queuedCard({ t }: Words, { candidacy, call }: WithCall, revision: number): Card {
  const { id, experience, number, state, owner } = candidacy;
  const waits = state === 'submitted' && candidacy.revision === revision;
  const said_ = waits
    ? t(revision === 1 ? 'candidacy.queued.new' : 'candidacy.queued.again', { call: call.title })
    : t(candidacy.revision === revision ? `candidacy.states.${state}` : 'candidacy.queued.replaced');
  return named(experience.title, [
    { type: 'text', text: said_ },
    ...(waits ? [{ type: 'fields', fields: factsOf(t, call, candidacy) } as const] : []),
    { type: 'note', text: imprint(t, number, owner?.name) },
    ...(candidacy.revision === revision ? actions([button(t('candidacy.buttons.check'), 'check', id)]) : []),
  ]);
}

const imprint = (t: Translate, number: number, by: string | undefined): string =>
  [t('candidacy.number', { number: String(number) }), ...(by === undefined ? [] : [t('candidacy.by', { by })])].join(' · ');

/** One candidacy for one of the secretariat. `decide`: whether it is theirs to decide. */
export function checkCard({ t }: Words, found: WithCall, decide: boolean): Card {
  const { candidacy, call } = found;
  const { id, version, state, number, owner, reason, experience } = candidacy;
  const ref = candidacyRef(id, version);
  const decisions: Readonly<Record<Verdict, Button>> = {
    valid: button(t('candidacy.buttons.validate'), 'validate', ref, {
      style: 'primary',
      confirm: {
        title: t('candidacy.validate.title'),
        text: t('candidacy.validate.text', { title: experience.title }),
        yes: t('candidacy.validate.yes'),
        no: t('candidacy.validate.no'),
      },
    }),
    changesRequested: button(t('candidacy.buttons.askMore'), 'askMore', ref),
    refused: button(t('candidacy.buttons.refuse'), 'refuse', ref, { style: 'danger' }),
  };
  const offered = verdicts.filter((verdict) => mayBecome(state, verdict)).map((verdict) => decisions[verdict]);
  return {
    title: t('candidacy.check.title'),
    blocks: [
      ...sentBlocks(t, found),
      { type: 'text', text: [strong(t(`candidacy.states.${state}`)), ' · ', call.title] },
      ...(reason === '' ? [] : [{ type: 'quote', text: reason } as const]),
      { type: 'note', text: imprint(t, number, owner?.name) },
      ...actions([button(t('candidacy.buttons.read'), 'read', candidacyRef(id, version, 1))]),
      ...(decide ? actions(offered) : []),
      ...(offered.length > 0 && !decide ? [{ type: 'note', text: t('candidacy.check.notYou') } as const] : []),
    ],
  };
}

export function queueListCard({ t }: Words, call: Intake, listed: Listed): Card {
  const { rows, waiting, page, pages } = listed;
  const row = (candidacy: Candidacy): Block => ({
    type: 'item',
    text: [
      strong(candidacy.experience.title),
      ` · ${candidacy.number} · ${candidacy.owner?.name ?? ''} · `,
      moment(candidacy.sentAt, 'date'),
      candidacy.state === 'submitted' ? '' : ` · ${t(`candidacy.states.${candidacy.state}`)}`,
    ],
    control: button(t('candidacy.buttons.check'), 'check', candidacy.id),
  });
  const turning = [
    ...(page > 0 ? [button(t('candidacy.buttons.back'), 'queue', `${call.id}/${page - 1}`)] : []),
    ...(page < pages - 1 ? [button(t('candidacy.buttons.next'), 'queue', `${call.id}/${page + 1}`)] : []),
  ];
  return {
    title: t('candidacy.queue.title'),
    blocks: [
      { type: 'text', text: call.title },
      { type: 'text', text: waiting === 0 ? t('candidacy.queue.empty') : t('candidacy.queue.count', { count: waiting }) },
      ...rows.map(row),
      ...(pages > 1 ? [{ type: 'note', text: t('candidacy.page', { at: page + 1, of: pages }) } as const] : []),
      ...actions(turning),
    ],
  };
}
