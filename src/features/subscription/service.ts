/** What reaches a person, how and when. The only writer of preferences and subscriptions. */
import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { deliver } from '../../delivery/outbox.ts';
import { replanPerson } from '../../delivery/reminder.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import { keepTimeZone } from '../person/service.ts';
import { type Chosen, columnsOf, usesMail } from './chosen.ts';
import { confirmAddress } from './messages.ts';
import { authorize } from './policy.ts';

/** Links to confirm an address are good for so long. */
export const CONFIRM_DAYS = 7;
/** Mails to confirm an address that may leave within a day, for one person and to one address. */
export const CONFIRMATIONS = { person: 5, address: 3 } as const;
const DAY_MS = 86_400_000;

/** 190 bits, in letters and digits that every mail client leaves alone. */
const newToken = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 32);

/**
 * Puts all of it in force at once. An address that is not known to be theirs is sent a link; until they follow it,
 * everything comes as direct messages. `confirmation`: such a mail is on its way.
 * @throws UserError `mail.off`, `mail.too-many`
 */
export async function choose(ctx: AppContext, chosen: Chosen): Promise<{ readonly confirmation: boolean }> {
  authorize(ctx.actor, 'subscription.choose');
  if (usesMail(chosen.channel) && !ctx.mail) throw new UserError('mail.off');
  const done = await ctx.store.write(ctx, 'subscription.choose', async (tx) => {
    const confirmation = await keepPreference(ctx, tx, chosen);
    await keepSubscriptions(ctx, tx, chosen);
    await keepTimeZone(ctx, tx, chosen.timeZone);
    await replanPerson(ctx, tx, ctx.actor.id);
    await audit(ctx, tx, 'subscription.chosen', `person:${ctx.actor.id}`, { channel: chosen.channel, digest: chosen.digest });
    return { confirmation };
  });
  ctx.people.forget(ctx.actor.id);
  return done;
}

/** What the pages that mails lead to need. */
export type PageContext = Pick<JobContext, 'store' | 'clock' | 'newId' | 'envelope'>;

/** Whoever has the token has read the mail. False for a link that is not good, or not any more. */
export async function confirmMailbox(ctx: PageContext, token: string): Promise<boolean> {
  return ctx.store.write(ctx, 'subscription.confirm', async (tx) => {
    const now = ctx.clock.now();
    const row = await tx.preference.findUnique({ where: { mailToken: token } });
    if (!row || row.email === null) return false;
    if (row.emailVerifiedAt !== null) return true;
    if (row.confirmBy === null || row.confirmBy <= now) return false;
    await tx.preference.update({ where: { mailToken: token }, data: { emailVerifiedAt: now, confirmBy: null } });
    await audit(asPerson(ctx, row.personId), tx, 'subscription.confirmed', `person:${row.personId}`);
    return true;
  });
}

/** No more e-mail, whatever it was about; what would have gone there comes in the chat. Nothing to do for an unknown token. */
export async function stopMail(ctx: PageContext, token: string): Promise<void> {
  await ctx.store.write(ctx, 'subscription.stop', async (tx) => {
    const row = await tx.preference.findUnique({ where: { mailToken: token } });
    if (!row || row.emailStoppedAt !== null) return;
    // Who asked for mails to somebody else's address gets no second try with the same link.
    const unknown = row.emailVerifiedAt === null ? { email: null, confirmBy: null } : {};
    await tx.preference.update({
      where: { mailToken: token },
      data: { ...unknown, byMail: false, fallback: row.fallback === 'channel' ? 'channel' : 'none', emailStoppedAt: ctx.clock.now() },
    });
    await audit(asPerson(ctx, row.personId), tx, 'subscription.stopped', `person:${row.personId}`);
  });
}

/** They have shown in another way that it is theirs. What comes by e-mail is theirs to choose. */
export async function confirmedAddress(ctx: AppContext, tx: Transaction, personId: string, email: string): Promise<void> {
  const now = ctx.clock.now();
  const data = { email, emailVerifiedAt: now, confirmBy: null, emailStoppedAt: null, mailToken: newToken(), updatedAt: now };
  await tx.preference.upsert({ where: { personId }, create: { ...data, personId }, update: data });
  await audit(ctx, tx, 'subscription.confirmed', `person:${personId}`);
}

/** What went there comes in the chat. */
export async function forgetAddress(ctx: AppContext, tx: Transaction, personId: string): Promise<void> {
  const row = await tx.preference.findUnique({ where: { personId } });
  if (!row) return;
  await tx.preference.update({
    where: { personId },
    data: { email: null, emailVerifiedAt: null, confirmBy: null, byMail: false, fallback: row.fallback === 'mail' ? 'none' : row.fallback },
  });
  await audit(ctx, tx, 'subscription.forgotten', `person:${personId}`);
}

/** Two persons are one: what was chosen last counts, and what either wants to hear of is heard of. */
export async function absorbSubscription(tx: Transaction, from: string, to: string): Promise<void> {
  const [theirs, mine] = await Promise.all([from, to].map((personId) => tx.preference.findUnique({ where: { personId } })));
  if (theirs && (!mine || theirs.updatedAt > mine.updatedAt)) {
    await tx.preference.deleteMany({ where: { personId: to } });
    await tx.preference.update({ where: { personId: from }, data: { personId: to } });
  } else await tx.preference.deleteMany({ where: { personId: from } });
  const wanted = await tx.subscription.findMany({ where: { personId: from } });
  await tx.subscription.createMany({ data: wanted.map((one) => ({ ...one, personId: to })), skipDuplicates: true });
  await tx.subscription.deleteMany({ where: { personId: from } });
}

/** Whoever holds the link acts as the person that it was sent to. */
const asPerson = (ctx: PageContext, id: string) => ({ ...ctx, actor: { id, name: '', role: 'guest' as const } });

/** True when a mail to confirm the address leaves with it. */
async function keepPreference(ctx: AppContext, tx: Transaction, chosen: Chosen): Promise<boolean> {
  const personId = ctx.actor.id;
  // One at a time for one person, so that the mails are counted.
  await tx.$queryRaw`select id from "Person" where id = ${personId} for update`;
  const before = await tx.preference.findUnique({ where: { personId } });
  const wantsMail = usesMail(chosen.channel);
  const other = wantsMail && before?.email !== chosen.email;
  const toConfirm = wantsMail && (other || before?.emailVerifiedAt === null);
  const data = {
    ...columnsOf(chosen.channel),
    digest: chosen.digest,
    quietFrom: chosen.quietFrom,
    quietUntil: chosen.quietUntil,
    morning: chosen.morning,
    updatedAt: ctx.now,
    ...(wantsMail ? { email: chosen.email, emailStoppedAt: null } : {}),
    ...(other ? { mailToken: newToken(), emailVerifiedAt: null } : {}),
    ...(toConfirm ? { confirmBy: new Date(ctx.now.getTime() + CONFIRM_DAYS * DAY_MS) } : {}),
  };
  const row = await tx.preference.upsert({
    where: { personId },
    create: { mailToken: newToken(), ...data, personId },
    update: data,
  });
  if (!toConfirm) return false;
  if (!(await mayConfirm(ctx, tx, chosen.email))) {
    // The mail that left before is still good; another address would be silently without one.
    if (other) throw new UserError('mail.too-many');
    return false;
  }
  await deliver(ctx, tx, {
    to: { kind: 'mail', mailbox: chosen.email, name: '' },
    locale: ctx.locale,
    timeZone: chosen.timeZone,
    personId,
    key: `subscription.confirm:${ctx.newId()}`,
    message: confirmAddress,
    params: { token: row.mailToken },
    cause: causeOf(chosen.email),
    priority: 10,
  });
  return true;
}

async function mayConfirm(ctx: AppContext, tx: Transaction, email: string): Promise<boolean> {
  const lately = { message: confirmAddress.name, createdAt: { gt: new Date(ctx.now.getTime() - DAY_MS) } };
  const byPerson = await tx.delivery.count({ where: { ...lately, personId: ctx.actor.id } });
  const toAddress = await tx.delivery.count({ where: { ...lately, cause: causeOf(email) } });
  return byPerson < CONFIRMATIONS.person && toAddress < CONFIRMATIONS.address;
}

/** The address itself stands in the delivery; what is shown and counted of it need not. */
const causeOf = (email: string): string => `mail:${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 32)}`;

async function keepSubscriptions(ctx: AppContext, tx: Transaction, { kinds, themes, countries }: Chosen): Promise<void> {
  const personId = ctx.actor.id;
  const wanted = [
    ...kinds.map((value) => ({ facet: 'kind', value })),
    ...themes.map((value) => ({ facet: 'theme', value })),
    ...countries.map((value) => ({ facet: 'country', value })),
  ];
  await tx.subscription.deleteMany({ where: { personId, NOT: { OR: wanted } } });
  await tx.subscription.createMany({ data: wanted.map((one) => ({ ...one, personId, at: ctx.now })), skipDuplicates: true });
}
