/** What the secretariat sees of applications: in its channel, in the queue, one to be decided on, and its pages. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import { languageName } from '../../i18n/format.ts';
import { mayBecome, type Verdict, verdicts } from './content.ts';
import type { Looked } from './look.ts';
import { button } from './names.ts';
import { nearBlocks } from './near-blocks.ts';
import type { Application, Listed } from './queries.ts';
import { applicationRef } from './ref.ts';
import { categoryName, factsOf, kindName, placeOf, textPages, titleOf, type Words } from './words.ts';

/** In the channel, without anything that is private: contacts are read by one person at a time. */
export function queuedCard(words: Words, looked: Looked, revision: number): Card {
  const { t } = words;
  const { application } = looked;
  const { id, state } = application;
  const latest = application.revision === revision;
  const waits = latest && state === 'submitted';
  const heading = waits
    ? t(revision > 1 ? 'membership.queued.again' : `membership.queued.${application.kind}`, {
        category: categoryName(words, application.category),
      })
    : latest
      ? t(`membership.queued.${state}`, { who: application.decidedBy?.name ?? t('membership.someone') })
      : t('membership.queued.replaced');
  return named(titleOf(application, t.locale), [
    { type: 'text', text: heading },
    ...(waits ? [{ type: 'fields', fields: factsOf(words, application.answers.organisation) } as const] : []),
    ...(waits ? remarks(words, looked) : []),
    ...(latest && application.reason !== '' ? [{ type: 'quote', text: short(application.reason, EXCERPT) } as const] : []),
    { type: 'note', text: imprint(words, application) },
    ...(latest ? actions([button(t('membership.buttons.check'), 'check', id)]) : []),
  ]);
}

/** Of long texts, on a card beside others; the whole of them is a press away. */
const EXCERPT = 400;

/** One application for one of the secretariat. `decide`: whether it is theirs to decide. */
export function checkCard(words: Words, looked: Looked, decide: boolean): Card {
  const { t } = words;
  const { application, near } = looked;
  const { id, version, state, reason, answers, category, organisationId } = application;
  const ref = applicationRef(id, version);
  const name = titleOf(application, t.locale);
  const decisions: Readonly<Record<Verdict, Button>> = {
    admitted: button(t('membership.buttons.admit'), 'admit', ref, {
      style: 'primary',
      confirm: {
        title: t('membership.admit.title'),
        text: t('membership.admit.text', { name: short(name, 120), category: categoryName(words, category) }),
        yes: t('membership.admit.yes'),
        no: t('membership.admit.no'),
      },
    }),
    more: button(t('membership.buttons.askMore'), 'askMore', ref),
    declined: button(t('membership.buttons.decline'), 'decline', ref, { style: 'danger' }),
  };
  const offered = verdicts.filter((verdict) => mayBecome(state, verdict)).map((verdict) => decisions[verdict]);
  const main = answers.organisation[application.kind === 'promoter' ? 'offers' : 'needs'];
  return named(name, [
    { type: 'text', text: [strong(categoryName(words, category)), ' · ', t(`membership.states.${state}`)] },
    { type: 'fields', fields: factsOf(words, answers.organisation) },
    ...(main === '' ? [] : [{ type: 'text', text: short(main, EXCERPT) } as const]),
    ...(offered.length === 0 ? [] : remarks(words, looked)),
    ...(reason === '' ? [] : [{ type: 'quote', text: short(reason, EXCERPT) } as const]),
    { type: 'note', text: [imprint(words, application), consentsOf(words, application)].join(' · ') },
    ...actions([
      button(t('membership.buttons.read'), 'read', applicationRef(id, version, 1)),
      ...(decide && organisationId !== null && application.kind === 'membership' && offered.length > 0
        ? [button(t('membership.buttons.notSame'), 'same', ref)]
        : []),
    ]),
    ...(decide && offered.length > 0
      ? nearBlocks(words, near, t('membership.near.secretariat', { count: near.length }), (one) =>
          button(t('membership.buttons.same'), 'same', applicationRef(id, version, one.id)),
        )
      : []),
    ...(decide ? actions(offered) : []),
    ...(offered.length > 0 && !decide ? [{ type: 'note', text: t('membership.notYou') } as const] : []),
  ]);
}

/** What the secretariat should know before it decides. */
function remarks({ t, vocabulary }: Words, { application, fits, near }: Looked): readonly Block[] {
  const { category, answers, organisationId, notThese } = application;
  const labels = {
    category: vocabulary.label('membershipCategories', category, t.locale),
    kind: vocabulary.label('organisationKinds', answers.organisation.kind, t.locale),
  };
  const said = near.filter(({ id }) => notThese.includes(id)).length;
  return [
    ...(fits ? [] : [{ type: 'text', text: t('membership.unfit', labels) } as const]),
    ...(organisationId === null ? [] : [{ type: 'note', text: t('membership.near.named') } as const]),
    ...(near.length === 0 ? [] : [{ type: 'note', text: t('membership.near.some', { count: near.length, said }) } as const]),
  ];
}

const imprint = ({ t }: Words, { number, applicant, locale }: Application): string =>
  [
    t('membership.number', { number: String(number) }),
    ...(applicant === null ? [] : [t('membership.by', { by: applicant.name })]),
    languageName(locale, t.locale),
  ].join(' · ');

const consentsOf = ({ t }: Words, { consents, kind }: Application): string =>
  kind === 'promoter'
    ? t('membership.consents.promoter')
    : [
        t(consents.directory === undefined ? 'membership.consents.noDirectory' : 'membership.consents.directory'),
        t(consents.welcome === undefined ? 'membership.consents.noWelcome' : 'membership.consents.welcome'),
      ].join(' · ');

export function queueListCard(words: Words, { rows, waiting, page, pages }: Listed): Card {
  const { t } = words;
  const row = (application: Application): Block => ({
    type: 'item',
    text: [
      strong(short(titleOf(application, t.locale), 80)),
      ` · ${[kindName(words, application.answers.organisation.kind), placeOf(t, application.answers.organisation)].filter((part) => part !== '').join(' · ')} · `,
      moment(application.sentAt, 'date'),
      application.state === 'submitted' ? '' : ` · ${t(`membership.states.${application.state}`)}`,
    ],
    control: button(t('membership.buttons.check'), 'check', application.id),
  });
  return {
    title: t('membership.queue.title'),
    blocks: [
      { type: 'text', text: waiting === 0 ? t('membership.queue.empty') : t('membership.queue.count', { count: waiting }) },
      ...rows.map(row),
      ...(pages > 1 ? [{ type: 'note', text: t('membership.page', { at: page + 1, of: pages }) } as const] : []),
      ...actions([
        ...(page > 0 ? [button(t('membership.buttons.back'), 'queue', String(page - 1))] : []),
        ...(page < pages - 1 ? [button(t('membership.buttons.next'), 'queue', String(page + 1))] : []),
      ]),
    ],
  };
}

/** A page of everything that was sent in. */
export function textPageCard(words: Words, application: Application, page: number): Card {
  const { t } = words;
  const pages = textPages(words, application);
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const turn = (label: string, to: number): Button => button(label, 'turn', applicationRef(application.id, application.version, to));
  return named(titleOf(application, t.locale), [
    ...(pages[at - 1] ?? []).flatMap(({ heading, text }): readonly Block[] => [
      { type: 'heading', text: heading },
      { type: 'text', text },
    ]),
    { type: 'note', text: [t('membership.page', { at, of: Math.max(1, pages.length) }), t('membership.private')].join(' · ') },
    ...actions([
      ...(at > 1 ? [turn(t('membership.buttons.back'), at - 1)] : []),
      ...(at < pages.length ? [turn(t('membership.buttons.next'), at + 1)] : []),
    ]),
  ]);
}
