/** Offers, needs, and what comes of them: made, matched, answered by both sides, closed. The only writer of them. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import { type Content, type Kind, own, type Result, sayOf, standingOf } from './content.ts';
import * as notices from './notices.ts';
import { authorize } from './policy.ts';
import { fitting, getListing, type ListingRow, type MatchRow, matchIfAny } from './record.ts';

/** Days after both have said yes until they are asked what came of it. */
export const ASKED_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

/** Gives its number, and how many of the other kind it is proposed to at once. */
export async function makeListing(
  ctx: AppContext,
  kind: Kind,
  content: Content,
): Promise<{ readonly number: number; readonly matches: number }> {
  authorize(ctx.actor, 'offer.write');
  return ctx.store.write(ctx, `offer.make ${kind}`, async (tx) => {
    const id = ctx.newId();
    const listing = await tx.listing.create({
      data: { ...columns(content), id, kind, personId: ctx.actor.id, locale: ctx.locale, createdAt: ctx.now },
    });
    await audit(ctx, tx, `${kind}.made`, `listing:${id}`);
    return { number: listing.number, matches: await propose(ctx, tx, listing) };
  });
}

/** Open again where it had ended. Matches that were proposed stay as they are; new ones are looked for. @throws UserError `offer.not-found`, `offer.changed` */
export async function changeListing(
  ctx: AppContext,
  id: string,
  version: number,
  content: Content,
): Promise<{ readonly number: number; readonly matches: number }> {
  authorize(ctx.actor, 'offer.write');
  return ctx.store.write(ctx, `offer.change ${id}`, async (tx) => {
    await ownListing(ctx, tx, id);
    const { count } = await tx.listing.updateMany({
      where: { id, version },
      data: { ...columns(content), state: 'open', version: { increment: 1 }, updatedAt: ctx.now },
    });
    if (count === 0) throw new UserError('offer.changed');
    const listing = await getListing(tx, id);
    await audit(ctx, tx, `${listing.kind}.changed`, `listing:${id}`);
    await redrawMatches(ctx, tx, id);
    return { number: listing.number, matches: await propose(ctx, tx, listing) };
  });
}

/** Nothing is proposed any more; what both have agreed to stays between them. @throws UserError `offer.not-found` */
export async function closeListing(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'offer.close');
  await ctx.store.write(ctx, `offer.close ${id}`, async (tx) => {
    const listing = await ownListing(ctx, tx, id);
    if (listing.state === 'closed') return;
    await tx.listing.update({ where: { id }, data: { state: 'closed', version: { increment: 1 }, updatedAt: ctx.now } });
    await audit(ctx, tx, `${listing.kind}.closed`, `listing:${id}`);
    await redrawMatches(ctx, tx, id);
  });
}

/** One side says yes or no. Once both have said yes, each is told how to reach the other. @throws UserError `offer.not-found`, `offer.over` */
export async function answerMatch(ctx: AppContext, id: string, side: Kind, yes: boolean): Promise<MatchRow> {
  authorize(ctx.actor, 'offer.answer');
  await ctx.store.write(ctx, `offer.answer ${id} ${side}`, async (tx) => {
    // The two sides may press at once: one waits for the other.
    await tx.$queryRaw`select id from "ListingMatch" where id = ${id} for update`;
    const match = await ownMatch(ctx, tx, id, side);
    const standing = standingOf(match, side);
    if (sayOf(match, side) === yes || standing === 'shared') return;
    if (standing === 'over' || standing === 'declined') throw new UserError('offer.over');
    const said = side === 'offer' ? { offerSays: yes } : { needSays: yes };
    const both = yes && (side === 'offer' ? match.needSays : match.offerSays) === true;
    await tx.listingMatch.update({ where: { id }, data: { ...said, ...(both ? { sharedAt: ctx.now } : {}) } });
    await audit(ctx, tx, yes ? 'match.agreed' : 'match.declined', `match:${id}`, { side });
    await notices.redrawProposals(ctx, tx, id);
    if (both) await notices.shared(ctx, tx, match, ctx.actor.id);
  });
  return freshMatch(ctx, id);
}

/** What came of it, as one side sees it; it may change its mind. @throws UserError `offer.not-found` */
export async function tellResult(ctx: AppContext, id: string, side: Kind, result: Result): Promise<void> {
  authorize(ctx.actor, 'offer.answer');
  await ctx.store.write(ctx, `offer.result ${id} ${side}`, async (tx) => {
    const match = await ownMatch(ctx, tx, id, side);
    if (match.sharedAt === null) throw new UserError('offer.not-found');
    await tx.listingMatch.update({ where: { id }, data: side === 'offer' ? { offerResult: result } : { needResult: result } });
    await audit(ctx, tx, 'match.result', `match:${id}`, { side, result });
  });
}

/** Once a day: what has ended is closed and its owner told, and whoever agreed a month ago is asked once what came of it. */
export async function sweepListings(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.write(ctx, 'offer.expire', async (tx) => {
    const ended = await tx.listing.findMany({ where: { state: 'open', until: { lte: now } } });
    for (const { id } of ended) {
      await tx.listing.update({ where: { id }, data: { state: 'expired', version: { increment: 1 }, updatedAt: now } });
      await redrawMatches(ctx, tx, id);
    }
    await notices.ended(ctx, tx, ended);
  });
  await ctx.store.write(ctx, 'offer.ask', async (tx) => {
    const agreed = await tx.listingMatch.findMany({
      where: { sharedAt: { lte: new Date(now.getTime() - ASKED_AFTER_DAYS * DAY_MS) }, askedAt: null },
      include: { offer: true, need: true },
    });
    for (const match of agreed) {
      await tx.listingMatch.update({ where: { id: match.id }, data: { askedAt: now } });
      await notices.askResult(ctx, tx, match);
    }
  });
}

/** Offers and needs of one person now: what was proposed between the two is void. */
export async function absorbListings(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.listingMatch.deleteMany({
    where: {
      OR: [
        { offer: { personId: from }, need: { personId: to } },
        { offer: { personId: to }, need: { personId: from } },
      ],
    },
  });
}

async function propose(ctx: AppContext, tx: Transaction, listing: ListingRow): Promise<number> {
  const fits = await fitting(tx, listing, ctx.now);
  for (const fit of fits) {
    const [offerId, needId] = listing.kind === 'offer' ? [listing.id, fit] : [fit, listing.id];
    const id = ctx.newId();
    await tx.listingMatch.create({ data: { id, offerId, needId, proposedAt: ctx.now } });
    const match = await matchIfAny(tx, id);
    if (match) await notices.proposed(ctx, tx, match, ctx.actor.id);
  }
  return fits.length;
}

async function redrawMatches(ctx: Pick<AppContext, 'queue' | 'newId' | 'clock'>, tx: Transaction, listing: string): Promise<void> {
  const matches = await tx.listingMatch.findMany({ where: { OR: [{ offerId: listing }, { needId: listing }], sharedAt: null } });
  for (const { id } of matches) await notices.redrawProposals(ctx, tx, id);
}

async function ownListing(ctx: AppContext, tx: Transaction, id: string): Promise<ListingRow> {
  const listing = await getListing(tx, id);
  if (listing.personId !== ctx.actor.id) throw new UserError('offer.not-found');
  return listing;
}

async function ownMatch(ctx: AppContext, tx: Transaction, id: string, side: Kind): Promise<MatchRow> {
  const match = await matchIfAny(tx, id);
  if (match === null || own(match, side).personId !== ctx.actor.id) throw new UserError('offer.not-found');
  return match;
}

async function freshMatch(ctx: AppContext, id: string): Promise<MatchRow> {
  const match = await matchIfAny(ctx.store.db, id);
  if (match === null) throw new UserError('offer.not-found');
  return match;
}

const columns = ({ forms, themes, languages, regions, ...content }: Content) => ({
  ...content,
  forms: [...forms],
  themes: [...themes],
  languages: [...languages],
  regions: [...regions],
});
