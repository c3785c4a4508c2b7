/** What the buttons of applications do. */
import { type CardReply, show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { readDraft, saveDraft } from '../draft/service.ts';
import { getOrganisation } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { askToBelong } from '../organisation/service.ts';
import { checkedReply, queueReply } from './check.ts';
import { applicationForm } from './form.ts';
import { beginReply, editReply, promoteReply } from './join.ts';
import { askedCard } from './join-card.ts';
import { ownCard } from './letter.ts';
import { actionNames } from './names.ts';
import { authorizeDecide, authorizeRead } from './policy.ts';
import { getApplication } from './queries.ts';
import { textPageCard } from './queue-card.ts';
import { readRef } from './ref.ts';
import { admitApplication, noteReading, setRecord, withdrawApplication } from './service.ts';
import { declineForm, moreForm, moreOfPromoterForm } from './small-forms.ts';

const begin = defineAction({ name: actionNames.begin, answers: 'form', typed: 'join', run: (ctx, id) => beginReply(ctx, id) });
const promote = defineAction({ name: actionNames.promote, answers: 'form', typed: 'join', run: (ctx, id) => promoteReply(ctx, id) });
const edit = defineAction({ name: actionNames.edit, answers: 'form', typed: 'join', run: (ctx, id) => editReply(ctx, id) });

/** From the review: the record is named in the draft, and the review is shown again. */
const thatsUs = defineAction({
  name: actionNames.thatsUs,
  answers: 'form',
  typed: 'join',
  async run(ctx, ref) {
    const [draftId = '', organisationId = ''] = ref.split('/');
    const draft = await readDraft(ctx, draftId);
    const organisation = await getOrganisation(ctx.store.db, organisationId);
    await saveDraft(ctx, draft.id, {
      raw: { organisation: [organisation.id] },
      labels: { organisation: { [organisation.id]: nameFor(organisation, ctx.locale) } },
      position: draft.position,
      title: draft.title,
    });
    return { type: 'form', form: applicationForm, draft: draft.id };
  },
});

const belong = defineAction({
  name: actionNames.belong,
  answers: 'update',
  typed: 'join',
  async run(ctx, id) {
    await askToBelong(ctx, id, '');
    return show(askedCard(ctx, nameFor(await getOrganisation(ctx.store.db, id), ctx.locale)));
  },
});

const showOwn = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'join',
  async run(ctx, id) {
    const application = await getApplication(ctx.store.db, id);
    authorizeRead(ctx.actor, application);
    return application.applicantId === ctx.actor.id ? show(ownCard(ctx, application)) : checkedReply(ctx, id);
  },
});

const withdraw = defineAction({
  name: actionNames.withdraw,
  answers: 'update',
  typed: 'join',
  async run(ctx, id) {
    await withdrawApplication(ctx, id);
    return show(ownCard(ctx, await getApplication(ctx.store.db, id)));
  },
});

const queue = defineAction({
  name: actionNames.queue,
  answers: 'update',
  typed: 'membership queue',
  run: (ctx, page) => queueReply(ctx, Number(page) || 0),
});
const check = defineAction({
  name: actionNames.check,
  answers: 'private',
  typed: 'membership queue',
  run: (ctx, id) => checkedReply(ctx, id),
});

/** From a card that stays where it is; its pages then take each other's place. */
const read = defineAction({
  name: actionNames.read,
  answers: 'private',
  typed: 'membership queue',
  run: (ctx, ref) => pageReply(ctx, ref),
});
const turn = defineAction({ name: actionNames.turn, answers: 'update', typed: 'membership queue', run: (ctx, ref) => pageReply(ctx, ref) });

async function pageReply(ctx: AppContext, ref: string): Promise<CardReply> {
  const { id, more } = readRef(ref);
  const application = await getApplication(ctx.store.db, id);
  await noteReading(ctx, application);
  return show(textPageCard(ctx, application, Number(more) || 1));
}

const same = defineAction({
  name: actionNames.same,
  answers: 'update',
  typed: 'membership queue',
  async run(ctx, ref) {
    const { id, version, more } = readRef(ref);
    await setRecord(ctx, id, version, more === '' ? undefined : more);
    return checkedReply(ctx, id);
  },
});

const admit = defineAction({
  name: actionNames.admit,
  answers: 'update',
  typed: 'membership queue',
  async run(ctx, ref) {
    const { id, version } = readRef(ref);
    await admitApplication(ctx, id, version);
    return checkedReply(ctx, id);
  },
});

const askMore = defineAction({
  name: actionNames.askMore,
  answers: 'form',
  typed: 'membership queue',
  async run(ctx, ref) {
    const application = await getApplication(ctx.store.db, readRef(ref).id);
    authorizeDecide(ctx.actor, application);
    return { type: 'form', form: application.kind === 'promoter' ? moreOfPromoterForm : moreForm, subject: ref };
  },
});

const decline = defineAction({
  name: actionNames.decline,
  answers: 'form',
  typed: 'membership queue',
  async run(ctx, ref) {
    authorizeDecide(ctx.actor, await getApplication(ctx.store.db, readRef(ref).id));
    return { type: 'form', form: declineForm, subject: ref };
  },
});

export const membershipActions = [
  begin,
  promote,
  edit,
  thatsUs,
  belong,
  showOwn,
  withdraw,
  queue,
  check,
  read,
  turn,
  same,
  admit,
  askMore,
  decline,
];
