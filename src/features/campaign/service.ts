/** Everything that people do with a campaign: criteria, start, cancel, answers, bringing back. One transaction each. */
import { placeOf } from '../../delivery/address.ts';
import { cancelCause } from '../../delivery/causes.ts';
import { deliver, deliverAll, type Hands, redraw } from '../../delivery/outbox.ts';
import { toPurpose } from '../../delivery/readers.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext, Parts } from '../context.ts';
import { confirmMemberships, setStandings } from '../membership/standing/service.ts';
import { noteAnswer, putContactRight, type ReachableAt } from '../organisation/reach/service.ts';
import { type Ask, dispatchOf, rowOf } from './ask.ts';
import type { Criteria } from './criteria.ts';
import { CRITERIA, criteriaOf, suspectsOf } from './facts.ts';
import { progress } from './messages.ts';
import { datesOf, type Plan } from './plan.ts';
import { authorize } from './policy.ts';
import { type Asked, askedBy, causeOf } from './queries.ts';
import { waysTo } from './ways.ts';

export async function setCriteria(ctx: AppContext, criteria: Criteria): Promise<void> {
  authorize(ctx.actor, 'campaign.criteria');
  await ctx.store.write(ctx, 'campaign.criteria', async (tx) => {
    await tx.reviewCriteria.upsert({ where: { id: CRITERIA }, create: { id: CRITERIA, ...criteria }, update: { ...criteria } });
    await audit(ctx, tx, 'campaign.criteria', 'criteria:members', { ...criteria });
  });
}

/** Asks all that look inactive now. @throws UserError campaign.running, campaign.nobody */
export async function startCampaign(ctx: AppContext, plan: Plan): Promise<string> {
  authorize(ctx.actor, 'campaign.start');
  return ctx.store.write(ctx, 'campaign.start', async (tx) => {
    // One at a time: two presses at once do not ask everybody twice.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('agora.campaign'))`;
    if ((await tx.campaign.count({ where: { state: 'running' } })) > 0) throw new UserError('campaign.running');
    const now = ctx.clock.now();
    const suspects = await suspectsOf(tx, await criteriaOf(tx), now);
    if (suspects.length === 0) throw new UserError('campaign.nobody');
    const id = ctx.newId();
    await tx.campaign.create({ data: { id, ...plan, startedAt: now, ...datesOf(plan, now), reportToken: ctx.newId() } });
    const ways = await waysTo(
      ctx,
      tx,
      suspects.map((suspect) => suspect.id),
      false,
    );
    const inquiries = suspects.map((suspect) => ({ id: ctx.newId(), organisationId: suspect.id, because: [...suspect.because] }));
    const asks = inquiries.flatMap(({ id: inquiryId, organisationId }) =>
      (ways.get(organisationId) ?? []).map((way): Ask => ({ token: ctx.newId(), inquiryId, way })),
    );
    const reached = new Set(asks.map(({ inquiryId }) => inquiryId));
    await tx.campaignInquiry.createMany({
      data: inquiries.map((inquiry) => ({
        ...inquiry,
        campaignId: id,
        ...(reached.has(inquiry.id) ? { rounds: 1 } : { state: 'unreachable' as const }),
      })),
    });
    await tx.campaignAsked.createMany({ data: asks.map(rowOf) });
    await deliverAll(
      ctx,
      tx,
      asks.map((ask) => dispatchOf(id, ask, 1)),
    );
    const lost = inquiries.filter((inquiry) => !reached.has(inquiry.id)).map(({ organisationId }) => organisationId);
    await setStandings(ctx, tx, lost, 'inactive', 'unreachable');
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      await deliver(ctx, tx, { ...recipient, key: progressKey(id, placeOf(recipient.to)), message: progress, params: { id } });
    }
    await audit(ctx, tx, 'campaign.start', `campaign:${id}`, { asked: reached.size, unreachable: lost.length });
    return id;
  });
}

/** Nobody is asked or archived any more; answers that were given stay. */
export async function cancelCampaign(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'campaign.cancel');
  await ctx.store.write(ctx, `campaign.cancel ${id}`, async (tx) => {
    await lockCampaign(tx, id);
    const { count } = await tx.campaign.updateMany({
      where: { id, state: 'running' },
      data: { state: 'cancelled', endedAt: ctx.clock.now() },
    });
    if (count === 0) throw new UserError('campaign.over');
    await cancelCause(tx, causeOf(id));
    await redrawProgress(ctx, tx, id);
    await audit(ctx, tx, 'campaign.cancel', `campaign:${id}`);
  });
}

/** What the pages of mails hand over: whoever has the link. */
export type PageContext = Parts & { readonly envelope: string };
export type Answer = 'kept' | 'left';
type Answering = Pick<AppContext, 'store' | 'clock' | 'queue' | 'newId' | 'envelope' | 'actor'>;

/** Pressed in the chat. */
export async function answerInChat(ctx: AppContext, token: string, answer: Answer): Promise<Asked> {
  authorize(ctx.actor, 'campaign.answer');
  return ctx.store.write(ctx, `campaign.answer ${token}`, async (tx) => {
    const asked = await openInquiry(tx, token);
    if (!asked) throw new UserError('campaign.over');
    await mustSpeakFor(ctx, tx, asked);
    return settle(ctx, tx, asked, answer, 'chat');
  });
}

/** Pressed on the page that a mail leads to; the link is the right to. @returns undefined for a link that asks nothing any more */
export function answerOnPage(ctx: PageContext, token: string, answer: Answer): Promise<boolean> {
  const by = withLink(ctx);
  return ctx.store.write(by, `campaign.answer ${token}`, async (tx) => {
    const asked = await openInquiry(tx, token);
    if (asked) await settle(by, tx, asked, answer, 'page');
    return asked !== undefined;
  });
}

export async function contactInChat(ctx: AppContext, token: string, values: ReachableAt): Promise<Asked> {
  authorize(ctx.actor, 'campaign.answer');
  return ctx.store.write(ctx, `campaign.contact ${token}`, async (tx) => {
    const asked = await openInquiry(tx, token);
    if (!asked) throw new UserError('campaign.over');
    await mustSpeakFor(ctx, tx, asked);
    await putContactRight(ctx, tx, asked.inquiry.organisationId, asked, values);
    return settle(ctx, tx, asked, 'updated', 'chat');
  });
}

export function contactOnPage(ctx: PageContext, token: string, values: ReachableAt): Promise<boolean> {
  const by = withLink(ctx);
  return ctx.store.write(by, `campaign.contact ${token}`, async (tx) => {
    const asked = await openInquiry(tx, token);
    if (!asked) return false;
    await putContactRight(by, tx, asked.inquiry.organisationId, asked, values);
    await settle(by, tx, asked, 'updated', 'page');
    return true;
  });
}

/** Out of the archive again, one by one. @throws UserError campaign.not-archived */
export async function bringBack(ctx: AppContext, inquiryId: string): Promise<void> {
  authorize(ctx.actor, 'campaign.bringBack');
  await ctx.store.write(ctx, `campaign.bringBack ${inquiryId}`, async (tx) => {
    const inquiry = await tx.campaignInquiry.findUnique({ where: { id: inquiryId } });
    if (!inquiry || inquiry.archivedAt === null) throw new UserError('campaign.not-archived');
    await restore(ctx, tx, inquiry.campaignId, [inquiry]);
  });
}

/** All that this campaign has archived. @throws UserError campaign.not-archived */
export async function bringAllBack(ctx: AppContext, campaignId: string): Promise<void> {
  authorize(ctx.actor, 'campaign.bringBack');
  await ctx.store.write(ctx, `campaign.bringAllBack ${campaignId}`, async (tx) => {
    const inquiries = await tx.campaignInquiry.findMany({ where: { campaignId, archivedAt: { not: null } } });
    if (inquiries.length === 0) throw new UserError('campaign.not-archived');
    await restore(ctx, tx, campaignId, inquiries);
  });
}

export const lockCampaign = (tx: Transaction, id: string) => tx.$queryRaw`select id from "Campaign" where id = ${id} for update`;

export async function redrawProgress(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  for (const { to } of await toPurpose(tx, 'secretariat')) await redraw(ctx, tx, progressKey(id, placeOf(to)));
}

const progressKey = (id: string, place: string): string => `campaign.progress:${id}:${place}`;

/** While the campaign runs, an answer may be changed. */
async function openInquiry(tx: Transaction, token: string): Promise<Asked | undefined> {
  const asked = await askedBy(tx, token);
  if (asked?.inquiry.campaign.state !== 'running') return undefined;
  // One answer at a time for an organisation, and none while the campaign ends.
  await lockCampaign(tx, asked.inquiry.campaignId);
  const again = await askedBy(tx, token);
  return again?.inquiry.campaign.state === 'running' ? again : undefined;
}

/** @throws UserError forbidden */
async function mustSpeakFor(ctx: AppContext, tx: Transaction, { inquiry }: Asked): Promise<void> {
  const { organisationId } = inquiry;
  const seat = await tx.organisationPerson.count({ where: { organisationId, personId: ctx.actor.id, state: 'active' } });
  if (seat === 0) throw new UserError('forbidden');
}

async function settle(ctx: Answering, tx: Transaction, asked: Asked, state: Answer | 'updated', by: 'chat' | 'page'): Promise<Asked> {
  const now = ctx.clock.now();
  const { inquiry } = asked;
  const { organisationId } = inquiry;
  await tx.campaignInquiry.update({ where: { id: inquiry.id }, data: { state, answeredAt: now, answeredBy: by, archivedAt: null } });
  if (asked.contactId !== null) await noteAnswer(tx, asked.contactId, now);
  if (state === 'left') await setStandings(ctx, tx, [organisationId], 'archived', 'left');
  else await confirmMemberships(ctx, tx, [organisationId]);
  await audit(ctx, tx, `campaign.${state}`, `organisation:${organisationId}`, { campaign: inquiry.campaignId, by });
  await redrawProgress(ctx, tx, inquiry.campaignId);
  return asked;
}

async function restore(
  ctx: AppContext,
  tx: Transaction,
  campaignId: string,
  inquiries: readonly { readonly id: string; readonly organisationId: string }[],
): Promise<void> {
  const ids = inquiries.map(({ id }) => id);
  await tx.campaignInquiry.updateMany({ where: { id: { in: ids } }, data: { archivedAt: null } });
  await setStandings(
    ctx,
    tx,
    inquiries.map(({ organisationId }) => organisationId),
    'inactive',
    'broughtBack',
  );
  await audit(ctx, tx, 'campaign.bringBack', `campaign:${campaignId}`, { count: ids.length });
  await redrawProgress(ctx, tx, campaignId);
}

const withLink = (ctx: PageContext) => ({ ...ctx, actor: { id: 'link', name: '', role: 'guest' as const } });
