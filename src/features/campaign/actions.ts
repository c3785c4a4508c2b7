/** What the buttons of a campaign do. */
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { listCard } from './card.ts';
import { criteriaOf } from './facts.ts';
import { contactForm, criteriaForm, startForm } from './form.ts';
import { answeredCard } from './letter.ts';
import { actionNames } from './names.ts';
import { defaultPlan } from './plan.ts';
import { authorize } from './policy.ts';
import { askedBy, inquiriesOf, outcomes } from './queries.ts';
import { campaignReply, reviewReply } from './reply.ts';
import { type Answer, answerInChat, bringAllBack, bringBack, cancelCampaign } from './service.ts';

const review = defineAction({
  name: actionNames.review,
  answers: 'update',
  typed: 'membership review',
  run: (ctx, page) => reviewReply(ctx, Number(page) || 0),
});

const criteria = defineAction({
  name: actionNames.criteria,
  answers: 'form',
  typed: 'membership review',
  async run(ctx) {
    authorize(ctx.actor, 'campaign.criteria');
    const { quietMonths, bounces, noContact, neverAnswered } = await criteriaOf(ctx.store.db);
    const initial = {
      quietMonths: [String(quietMonths)],
      bounces: [String(bounces)],
      noContact: noContact ? ['true'] : [],
      neverAnswered: neverAnswered ? ['true'] : [],
    };
    return { type: 'form', form: criteriaForm, initial };
  },
});

const start = defineAction({
  name: actionNames.start,
  answers: 'form',
  typed: 'membership review',
  async run(ctx) {
    authorize(ctx.actor, 'campaign.start');
    return {
      type: 'form',
      form: startForm,
      initial: Object.fromEntries(Object.entries(defaultPlan).map(([field, value]) => [field, [String(value)]])),
    };
  },
});

const showCampaign = defineAction({
  name: actionNames.show,
  answers: 'update',
  typed: 'membership campaign',
  run: (ctx) => campaignReply(ctx),
});

const cancel = defineAction({
  name: actionNames.cancel,
  answers: 'private',
  typed: 'membership campaign',
  async run(ctx, id) {
    await cancelCampaign(ctx, id);
    return campaignReply(ctx);
  },
});

const list = defineAction({
  name: actionNames.list,
  answers: 'private',
  typed: 'membership campaign',
  run: (ctx, ref) => listReply(ctx, ref),
});

const back = defineAction({
  name: actionNames.bringBack,
  answers: 'update',
  typed: 'membership campaign',
  async run(ctx, id) {
    await bringBack(ctx, id);
    const { campaignId } = await ctx.store.db.campaignInquiry.findUniqueOrThrow({ where: { id } });
    return listReply(ctx, `${campaignId}/silent/0`);
  },
});

const allBack = defineAction({
  name: actionNames.bringAllBack,
  answers: 'update',
  typed: 'membership campaign',
  async run(ctx, id) {
    await bringAllBack(ctx, id);
    return listReply(ctx, `${id}/silent/0`);
  },
});

const keep = defineAction({ name: actionNames.keep, answers: 'update', run: (ctx, token) => answered(ctx, token, 'kept') });
const leave = defineAction({ name: actionNames.leave, answers: 'update', run: (ctx, token) => answered(ctx, token, 'left') });

const update = defineAction({
  name: actionNames.update,
  answers: 'form',
  async run(ctx, token) {
    authorize(ctx.actor, 'campaign.answer');
    const asked = await askedBy(ctx.store.db, token);
    if (!asked) throw new UserError('campaign.over');
    return { type: 'form', form: contactForm, subject: token };
  },
});

export const campaignActions = [review, criteria, start, showCampaign, cancel, list, back, allBack, keep, update, leave];

const answered = async (ctx: AppContext, token: string, answer: Answer) =>
  show(answeredCard(ctx, await answerInChat(ctx, token, answer), answer));

async function listReply(ctx: AppContext, ref: string) {
  authorize(ctx.actor, 'campaign.review');
  const [campaignId = '', named = '', page = '0'] = ref.split('/');
  const outcome = outcomes.find((one) => one === named) ?? 'silent';
  return show(listCard(ctx, campaignId, outcome, await inquiriesOf(ctx.store.db, campaignId, outcome, Number(page) || 0)));
}
