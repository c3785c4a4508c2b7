/** Persons: who sends this, which language they chose. The only writer of persons and identities. */
import type { Envelope, Sender } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import { replanPerson } from '../../delivery/reminder.ts';
import { UserError } from '../../errors.ts';
import { negotiate } from '../../i18n/negotiate.ts';
import { canonicalZone } from '../../i18n/time-zones.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';

export interface Known {
  readonly id: string;
  readonly name: string;
  /** Their own choice; undefined: follow the platform. */
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** They speak for an organisation that is a member. */
  readonly member: boolean;
  /** Their accounts; a linked person has several. */
  readonly identities: readonly Account[];
}
export interface Account {
  readonly platform: string;
  readonly externalId: string;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

interface MeetParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The person behind an envelope; they are written down the first time, and again when the platform says something new of them. */
export async function meet(parts: MeetParts, envelope: Envelope): Promise<Known> {
  const { platform, workspace } = envelope.from;
  const { user } = envelope;
  const known = await parts.store.db.identity.findUnique({ where: { platform_externalId: { platform, externalId: user.externalId } } });
  if (!known || tellsMore(known, user, workspace) || seenLongAgo(known.seenAt, parts.clock.now())) {
    await parts.store.write({ envelope: envelope.id, clock: parts.clock }, 'person.meet', async (tx) => {
      const seen = { ...said(user), workspace, name: user.name, seenAt: parts.clock.now() };
      if (known) {
        await tx.identity.update({ where: { id: known.id }, data: seen });
        return;
      }
      const person = await tx.person.create({ data: { id: parts.newId(), name: user.name, createdAt: parts.clock.now() } });
      const identity = { ...seen, id: parts.newId(), personId: person.id, platform, externalId: user.externalId };
      const { count } = await tx.identity.createMany({ data: [identity], skipDuplicates: true });
      // Two first envelopes at once: the other one wrote the identity, so this person is nobody.
      if (count === 0) await tx.person.delete({ where: { id: person.id } });
    });
  }
  const identity = await parts.store.db.identity.findUniqueOrThrow({
    where: { platform_externalId: { platform, externalId: user.externalId } },
    include: { person: { include: { identities: true, organisations: { where: ofAMember, take: 1, select: { organisationId: true } } } } },
  });
  const { person } = identity;
  // Whoever comes back from another of their accounts is written to here again.
  if (person.identities.some(({ seenAt }) => seenAt > identity.seenAt)) {
    await parts.store.write({ envelope: envelope.id, clock: parts.clock }, 'person.back', async (tx) => {
      await tx.identity.update({ where: { id: identity.id }, data: { seenAt: parts.clock.now() } });
    });
  }
  return {
    id: person.id,
    name: person.name,
    locale: person.locale ?? undefined,
    timeZone: person.timeZone ?? undefined,
    member: person.organisations.length > 0,
    identities: person.identities,
  };
}

const ofAMember = { state: 'active', organisation: { membership: { state: 'active' } } } as const;

/** Languages of the channel and of the workspace that something was said in, as far as they are known. */
export async function localesOfPlace(parts: Pick<MeetParts, 'store'>, from: Envelope['from']): Promise<readonly string[]> {
  const workspace = await parts.store.db.workspace.findUnique({
    where: { platform_externalId: { platform: from.platform, externalId: from.workspace } },
    include: { channels: from.kind === 'channel' ? { where: { externalId: from.channel } } : false },
  });
  if (!workspace) return [];
  return [...(workspace.channels ?? []).map((channel) => channel.locale), workspace.locale];
}

/** `undefined`: follow the platform again. Gives the language that is in force now. @throws UserError `language.unknown` */
export async function chooseLanguage(ctx: AppContext, locale: string | undefined): Promise<string> {
  authorize(ctx.actor, 'person.language');
  if (locale !== undefined && !ctx.locales.includes(locale)) throw new UserError('language.unknown', { language: locale });
  await ctx.store.write(ctx, 'person.language', async (tx) => {
    await tx.person.update({ where: { id: ctx.actor.id }, data: { locale: locale ?? null } });
    await audit(ctx, tx, 'person.language', `person:${ctx.actor.id}`, { locale: locale ?? null });
  });
  ctx.people.forget(ctx.actor.id);
  return localeInForce(ctx, locale);
}

async function localeInForce(ctx: AppContext, chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) return chosen;
  const accounts = await ctx.store.db.identity.findMany({ where: { personId: ctx.actor.id, platform: ctx.from.platform } });
  const told = accounts.map((account) => account.locale);
  return negotiate(told, ctx.locales) ?? negotiate(await localesOfPlace(ctx, ctx.from), ctx.locales) ?? ctx.locales[0] ?? ctx.locale;
}

/** `undefined`: follow the platform again. Gives the zone that is in force now. @throws UserError `timezone.unknown` */
export async function chooseTimeZone(ctx: AppContext, timeZone: string | undefined): Promise<string> {
  authorize(ctx.actor, 'person.timeZone');
  const zone = checkedZone(timeZone);
  await ctx.store.write(ctx, 'person.timeZone', async (tx) => {
    await tx.person.update({ where: { id: ctx.actor.id }, data: { timeZone: zone ?? null } });
    await replanPerson(ctx, tx, ctx.actor.id);
    await audit(ctx, tx, 'person.timeZone', `person:${ctx.actor.id}`, { timeZone: zone ?? null });
  });
  ctx.people.forget(ctx.actor.id);
  return zoneInForce(ctx, zone);
}

/** Their own choice; undefined while they follow the platform. */
export async function ownTimeZone(ctx: AppContext): Promise<string | undefined> {
  authorize(ctx.actor, 'person.timeZone');
  const person = await ctx.store.db.person.findUnique({ where: { id: ctx.actor.id }, select: { timeZone: true } });
  return person?.timeZone ?? undefined;
}

export interface Profiled {
  /** As others see it. */
  readonly name: string;
  /** `undefined`: as the platform has it. */
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
}

/** All of it at once. Gives what is in force now. @throws UserError `language.unknown`, `timezone.unknown` */
export async function changeProfile(ctx: AppContext, { name, locale, timeZone }: Profiled) {
  authorize(ctx.actor, 'person.profile');
  if (locale !== undefined && !ctx.locales.includes(locale)) throw new UserError('language.unknown', { language: locale });
  const zone = checkedZone(timeZone);
  await ctx.store.write(ctx, 'person.profile', async (tx) => {
    await tx.person.update({ where: { id: ctx.actor.id }, data: { name, locale: locale ?? null, timeZone: zone ?? null } });
    await replanPerson(ctx, tx, ctx.actor.id);
    await audit(ctx, tx, 'person.profile', `person:${ctx.actor.id}`, { locale: locale ?? null, timeZone: zone ?? null });
  });
  ctx.people.forget(ctx.actor.id);
  return { locale: await localeInForce(ctx, locale), timeZone: await zoneInForce(ctx, zone) };
}

function checkedZone(given: string | undefined): string | undefined {
  const zone = given === undefined ? undefined : canonicalZone(given);
  if (given !== undefined && zone === undefined) throw new UserError('timezone.unknown', { given });
  return zone;
}

/** What the platform that they write on says, else any other of theirs. */
async function zoneInForce(ctx: AppContext, chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) return chosen;
  const accounts = await ctx.store.db.identity.findMany({ where: { personId: ctx.actor.id, timeZone: { not: null } } });
  const here = accounts.toSorted((a, b) => Number(b.platform === ctx.from.platform) - Number(a.platform === ctx.from.platform));
  return here.map(({ timeZone }) => canonicalZone(timeZone ?? '')).find((zone) => zone !== undefined) ?? 'UTC';
}

/** Within a write of somebody else's, who also has them forgotten. The zone that they read in anyway is not a choice. */
export async function keepTimeZone(ctx: AppContext, tx: Transaction, timeZone: string): Promise<void> {
  authorize(ctx.actor, 'person.timeZone');
  if (timeZone !== ctx.timeZone) await tx.person.update({ where: { id: ctx.actor.id }, data: { timeZone } });
}

/** Kept roughly, but for the order: it decides on which of their platforms a linked person is written to. */
const SEEN_MS = 3_600_000;
const seenLongAgo = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() > SEEN_MS;

function tellsMore(
  known: { name: string; workspace: string; locale: string | null; timeZone: string | null },
  user: Sender,
  workspace: string,
): boolean {
  return (
    known.name !== user.name ||
    known.workspace !== workspace ||
    (user.locale !== undefined && known.locale !== user.locale) ||
    (user.timeZone !== undefined && known.timeZone !== user.timeZone)
  );
}

const said = (user: Sender) => ({
  ...(user.locale === undefined ? {} : { locale: user.locale }),
  ...(user.timeZone === undefined ? {} : { timeZone: user.timeZone }),
});
