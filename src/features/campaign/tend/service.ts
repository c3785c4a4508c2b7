/** What a campaign does by itself as days go by: mails that came back, reminders, grace, the end with its report. */
import { z } from 'zod';
import { deliverAll } from '../../../delivery/outbox.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { JobContext } from '../../job.ts';
import { setStandings } from '../../membership/standing/service.ts';
import { noteBounce } from '../../organisation/reach/service.ts';
import { type Ask, dispatchOf, rowOf } from '../ask.ts';
import { roundsBy } from '../plan.ts';
import { type CampaignRow, causeOf, tallyOf } from '../queries.ts';
import { lockCampaign, redrawProgress } from '../service.ts';
import { waysTo } from '../ways.ts';

export async function tendCampaigns(ctx: JobContext): Promise<void> {
  const running = await ctx.store.db.campaign.findMany({ where: { state: 'running' }, select: { id: true } });
  for (const { id } of running) await ctx.store.write(ctx, `campaign.tend ${id}`, (tx) => tend(ctx, tx, id));
}

type Tending = JobContext & { readonly actor: { readonly id: string; readonly name: string; readonly role: 'admin' } };

async function tend(job: JobContext, tx: Transaction, id: string): Promise<void> {
  const ctx: Tending = { ...job, actor: { id: 'system', name: 'system', role: 'admin' } };
  await lockCampaign(tx, id);
  const campaign = await tx.campaign.findUniqueOrThrow({ where: { id } });
  if (campaign.state !== 'running') return;
  const now = ctx.clock.now();
  await noteFailures(tx, id);
  await tryOtherWays(ctx, tx, campaign);
  if (now < campaign.endsAt) await remind(ctx, tx, campaign);
  if (now >= campaign.graceAt) await beginGrace(ctx, tx, id);
  if (now >= campaign.endsAt) await end(ctx, tx, campaign);
  const seen = JSON.stringify(await tallyOf(tx, id));
  if (seen === campaign.progress && now < campaign.endsAt) return;
  await tx.campaign.update({ where: { id }, data: { progress: seen } });
  await redrawProgress(ctx, tx, id);
}

const failedRow = z.object({ token: z.string(), contactId: z.string().nullable(), reason: z.string(), at: z.coerce.date() });

/** A way by which something could not be delivered is not tried again; a mailbox remembers it. */
async function noteFailures(tx: Transaction, id: string): Promise<void> {
  const rows = z.array(failedRow).parse(
    await tx.$queryRaw`
    select a.token, a."contactId", max(d.reason) as reason, max(coalesce(d."attemptedAt", d."createdAt")) as at
    from "Delivery" d join "CampaignAsked" a on a.token = d.params->>'token'
    where d.cause = ${causeOf(id)} and d.state = 'failed' and not a.failed group by a.token, a."contactId"`,
  );
  await tx.campaignAsked.updateMany({ where: { token: { in: rows.map(({ token }) => token) } }, data: { failed: true } });
  for (const { contactId, at, reason } of rows) if (contactId !== null) await noteBounce(tx, contactId, at, reason);
}

/** Where every way has failed: the mailboxes that were not written to yet, else it is unreachable, and left to people. */
async function tryOtherWays(ctx: Tending, tx: Transaction, { id }: CampaignRow): Promise<void> {
  const stuck = await tx.campaignInquiry.findMany({
    where: { campaignId: id, state: 'asked', asked: { none: { failed: false } } },
    include: { asked: true },
  });
  if (stuck.length === 0) return;
  const ways = await waysTo(
    ctx,
    tx,
    stuck.map(({ organisationId }) => organisationId),
    true,
  );
  const fresh = stuck.flatMap(({ id: inquiryId, organisationId, rounds, asked }) =>
    (ways.get(organisationId) ?? [])
      .filter((way) => !asked.some(({ personId, contactId }) => personId === way.personId && contactId === way.contactId))
      .map((way) => ({ ask: { token: ctx.newId(), inquiryId, way } satisfies Ask, rounds })),
  );
  await tx.campaignAsked.createMany({ data: fresh.map(({ ask }) => rowOf(ask)) });
  await deliverAll(
    ctx,
    tx,
    fresh.map(({ ask, rounds }) => dispatchOf(id, ask, rounds)),
  );
  const found = new Set(fresh.map(({ ask }) => ask.inquiryId));
  await give(
    ctx,
    tx,
    stuck.filter((inquiry) => !found.has(inquiry.id)),
  );
}

type Inquired = { readonly id: string; readonly organisationId: string };

/** Nobody is archived without having been asked: the secretariat looks for them by hand. */
async function give(ctx: Tending, tx: Transaction, lost: readonly Inquired[]): Promise<void> {
  if (lost.length === 0) return;
  await tx.campaignInquiry.updateMany({ where: { id: { in: lost.map(({ id }) => id) } }, data: { state: 'unreachable' } });
  await setStandings(
    ctx,
    tx,
    lost.map(({ organisationId }) => organisationId),
    'inactive',
    'unreachable',
  );
}

/** One message to those who are silent, by every way that works, contacts beside persons; of reminders that were missed the last. */
async function remind(ctx: Tending, tx: Transaction, campaign: CampaignRow): Promise<void> {
  const round = roundsBy(campaign, campaign.startedAt, ctx.clock.now());
  const silent = await tx.campaignInquiry.findMany({
    where: { campaignId: campaign.id, state: 'asked', rounds: { lt: round } },
    include: { asked: true },
  });
  if (silent.length === 0) return;
  const ways = await waysTo(
    ctx,
    tx,
    silent.map(({ organisationId }) => organisationId),
    true,
  );
  const asks = silent.flatMap(({ id: inquiryId, organisationId, asked }) =>
    (ways.get(organisationId) ?? []).flatMap((way) => {
      const before = asked.find(({ personId, contactId }) => personId === way.personId && contactId === way.contactId);
      return before?.failed === true ? [] : [{ isNew: before === undefined, ask: { token: before?.token ?? ctx.newId(), inquiryId, way } }];
    }),
  );
  await tx.campaignAsked.createMany({ data: asks.filter(({ isNew }) => isNew).map(({ ask }) => rowOf(ask)) });
  await deliverAll(
    ctx,
    tx,
    asks.map(({ ask }) => dispatchOf(campaign.id, ask, round)),
  );
  await tx.campaignInquiry.updateMany({ where: { id: { in: silent.map(({ id }) => id) } }, data: { rounds: round } });
}

async function beginGrace(ctx: Tending, tx: Transaction, campaignId: string): Promise<void> {
  const silent = await tx.campaignInquiry.findMany({
    where: { campaignId, state: 'asked', organisation: { membership: { state: 'active' } } },
    select: { organisationId: true },
  });
  await setStandings(
    ctx,
    tx,
    silent.map(({ organisationId }) => organisationId),
    'inactive',
    'asked',
  );
}

/** Archived is who was really reached; where nothing has arrived, they are unreachable. */
async function end(ctx: Tending, tx: Transaction, { id }: CampaignRow): Promise<void> {
  const now = ctx.clock.now();
  const open = await tx.campaignInquiry.findMany({ where: { campaignId: id, state: 'asked' }, select: { id: true, organisationId: true } });
  const arrived = z.array(z.object({ id: z.string() })).parse(
    await tx.$queryRaw`
    select distinct a."inquiryId" as id from "Delivery" d join "CampaignAsked" a on a.token = d.params->>'token'
    where d.cause = ${causeOf(id)} and d.state = 'sent'`,
  );
  const reached = new Set(arrived.map((row) => row.id));
  const silent = open.filter((inquiry) => reached.has(inquiry.id));
  await give(
    ctx,
    tx,
    open.filter((inquiry) => !reached.has(inquiry.id)),
  );
  await tx.campaignInquiry.updateMany({
    where: { id: { in: silent.map((inquiry) => inquiry.id) } },
    data: { state: 'silent', archivedAt: now },
  });
  await setStandings(
    ctx,
    tx,
    silent.map(({ organisationId }) => organisationId),
    'archived',
    'silent',
  );
  await tx.campaign.update({ where: { id }, data: { state: 'ended', endedAt: now } });
  await audit(ctx, tx, 'campaign.end', `campaign:${id}`, { ...(await tallyOf(tx, id)) });
}
