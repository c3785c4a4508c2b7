/** What /join shows: whom membership is for, where one stands, an organisation that is there already; and what follows a form. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, named, saying, short } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import type { AppContext } from '../context.ts';
import { findOrganisation, type Organisation } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { isOpen } from './content.ts';
import { PROMOTER } from './fields.ts';
import { button } from './names.ts';
import { type Application, type Category, getApplication } from './queries.ts';
import type { Sent } from './service.ts';
import { categoryName, explained, kindName, placeOf, titleOf, type Words } from './words.ts';

export interface Standing {
  readonly categories: readonly Category[];
  /** Organisations that one speaks for. */
  readonly own: readonly Pick<Organisation, 'id' | 'names' | 'locale' | 'membership'>[];
  /** One's applications, the latest first. */
  readonly applications: readonly Application[];
}

/** Of each kind at most. */
export const SHOWN = 4;

export function joinCard(words: Words, { categories, own, applications }: Standing): Card {
  const { t } = words;
  const open = applications.filter(({ state }) => isOpen(state));
  const asked = new Set(open.map(({ organisationId }) => organisationId));
  return {
    title: t('membership.join.title'),
    blocks: [
      ...own.slice(0, SHOWN).map((organisation): Block => {
        const { membership } = organisation;
        const member = membership?.state === 'active';
        const promotes = member && membership.category !== PROMOTER && !asked.has(organisation.id);
        return {
          type: 'item',
          text: [
            strong(short(nameFor(organisation, t.locale), 100)),
            ' · ',
            member ? categoryName(words, membership.category) : t('membership.join.noMember'),
          ],
          ...(promotes ? { control: button(t('membership.buttons.promote'), 'promote', organisation.id) } : {}),
          ...(!member && !asked.has(organisation.id)
            ? { control: button(t('membership.buttons.applyFor'), 'begin', organisation.id) }
            : {}),
        };
      }),
      ...open.slice(0, SHOWN).map(
        (application): Block => ({
          type: 'item',
          text: [strong(short(titleOf(application, t.locale), 100)), ' · ', t(`membership.states.${application.state}`)],
          control: button(t('membership.buttons.show'), 'show', application.id),
        }),
      ),
      { type: 'text', text: t('membership.join.text') },
      { type: 'list', items: categories.map((category) => explained(words, category)) },
      { type: 'note', text: t('membership.join.decides') },
      ...actions([
        button(t(own.length + open.length > 0 ? 'membership.buttons.another' : 'membership.buttons.begin'), 'begin', '', {
          style: 'primary',
        }),
      ]),
    ],
  };
}

/** An organisation that is in our records: what somebody who works there can do. */
export function thereCard(words: Words, organisation: Organisation, actor: string): Card {
  const { t } = words;
  const member = organisation.membership?.state === 'active';
  const theirs = organisation.persons.some(({ personId }) => personId === actor);
  const says = theirs && member ? 'yours' : member ? 'member' : 'known';
  return named(nameFor(organisation, t.locale), [
    { type: 'note', text: [kindName(words, organisation.kind), placeOf(t, organisation)].filter((part) => part !== '').join(' · ') },
    { type: 'text', text: t(`membership.there.${says}`) },
    ...(says === 'yours'
      ? []
      : actions([
          says === 'member'
            ? button(t('membership.buttons.belong'), 'belong', organisation.id, { style: 'primary' })
            : button(t('membership.buttons.applyFor'), 'begin', organisation.id, { style: 'primary' }),
        ])),
  ]);
}

export const askedCard = ({ t }: Words, name: string): Card => saying(t('membership.asked', { name }));

/** Right after it was sent in: what happens now. */
export async function sentCard(ctx: AppContext, sent: Sent): Promise<Card> {
  const { db } = ctx.store;
  if (sent.type === 'asked') {
    const found = await findOrganisation(db, sent.organisation);
    return askedCard(ctx, found ? nameFor(found, ctx.locale) : '');
  }
  const application = await getApplication(db, sent.id);
  const name = short(titleOf(application, ctx.locale), 120);
  return {
    title: ctx.t('membership.sent.title'),
    blocks: [
      { type: 'text', text: ctx.t('membership.sent.text', { name, number: String(application.number) }) },
      ...actions([button(ctx.t('membership.buttons.show'), 'show', application.id)]),
    ],
  };
}
