/** What the buttons on the cards of one's own organisation do. */
import { saying } from '../../../chat/compose.ts';
import { show } from '../../../chat/reply.ts';
import { UserError } from '../../../errors.ts';
import { type AppContext, defineAction } from '../../context.ts';
import { readContacts } from '../contacts/service.ts';
import { requestOf } from '../messages.ts';
import { nameFor } from '../names.ts';
import { mayChange } from '../policy.ts';
import { requestCard } from '../request-card.ts';
import { readRequest } from '../request-names.ts';
import { contactsCard } from './contacts-card.ts';
import { editReply } from './form.ts';
import { ownCard, peopleCardOf } from './look.ts';
import { actionNames } from './names.ts';
import { offerCard } from './offer-card.ts';
import { offerById, readOwn } from './queries.ts';
import { agreeToDirectory, answerOffer, leave } from './service.ts';

const showOwn = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'organisation show',
  run: async (ctx, id) => show(await ownCard(ctx, await readOwn(ctx, id))),
});

const people = defineAction({
  name: actionNames.people,
  answers: 'private',
  typed: 'organisation people',
  run: async (ctx, id) => show(await peopleCardOf(ctx, await readOwn(ctx, id))),
});

/** Private, and of the secretariat written down. */
const contacts = defineAction({
  name: actionNames.contacts,
  answers: 'private',
  typed: 'organisation show',
  async run(ctx, id) {
    const organisation = await readOwn(ctx, id);
    return show(contactsCard(ctx, nameFor(organisation, ctx.locale), await readContacts(ctx, organisation.id)));
  },
});

/** One request to belong, with its two answers. */
const request = defineAction({
  name: actionNames.request,
  answers: 'private',
  typed: 'organisation people',
  async run(ctx, ref) {
    const { organisation, person } = readRequest(ref);
    if (!mayChange(ctx.actor, await readOwn(ctx, organisation))) throw new UserError('organisation.not-yours');
    const found = await requestOf(ctx.store.db, organisation, person, ctx.locale);
    if (!found) throw new UserError('organisation.not-found');
    return show(requestCard(ctx, found));
  },
});

const edit = defineAction({
  name: actionNames.edit,
  answers: 'form',
  typed: 'organisation edit',
  run: async (ctx, id) => editReply(ctx, await readOwn(ctx, id)),
});

const list = defineAction({ name: actionNames.list, answers: 'update', run: (ctx, id) => listing(ctx, id, true) });
const unlist = defineAction({ name: actionNames.unlist, answers: 'update', run: (ctx, id) => listing(ctx, id, false) });

const goAway = defineAction({
  name: actionNames.leave,
  answers: 'update',
  typed: 'organisation leave',
  async run(ctx, id) {
    const organisation = await readOwn(ctx, id);
    await leave(ctx, id);
    return show(saying(ctx.t('organisation.leave.done', { organisation: nameFor(organisation, ctx.locale) })));
  },
});

const accept = defineAction({ name: actionNames.accept, answers: 'update', run: (ctx, id) => answer(ctx, id, true) });
const refuse = defineAction({ name: actionNames.refuse, answers: 'update', run: (ctx, id) => answer(ctx, id, false) });

export const ownActions = [showOwn, people, contacts, request, edit, list, unlist, goAway, accept, refuse];

async function listing(ctx: AppContext, id: string, yes: boolean) {
  await agreeToDirectory(ctx, id, yes);
  return show(await ownCard(ctx, await readOwn(ctx, id)));
}

async function answer(ctx: AppContext, id: string, yes: boolean) {
  await answerOffer(ctx, id, yes);
  const found = await offerById(ctx.store.db, id);
  if (!found) throw new UserError('organisation.offer-gone');
  return show(offerCard(ctx.t, found));
}
