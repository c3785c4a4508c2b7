/** Everything that people do with a suggestion: made, invited, set aside, answered on its page. One transaction each, one door for each change of state. */
import { deliver } from '../../delivery/outbox.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext, Parts } from '../context.ts';
import { domainOf } from '../organisation/names.ts';
import { type Content, mayBecome, type State, type Way } from './content.ts';
import { invitation } from './messages.ts';
import * as notices from './notices.ts';
import { authorize } from './policy.ts';
import { causeOf, getProspect, type Prospect, prospectBehind } from './queries.ts';

/** Gives its id. */
export async function suggestOrganisation(ctx: AppContext, content: Content): Promise<string> {
  authorize(ctx.actor, 'prospect.suggest');
  return ctx.store.write(ctx, 'prospect.suggest', async (tx) => {
    const id = ctx.newId();
    const { themes, ...rest } = content;
    const data = { ...rest, themes: [...themes], domain: domainOf(content.website), token: ctx.newId(), createdAt: ctx.clock.now() };
    await tx.prospect.create({ data: { ...data, id, suggestedById: ctx.actor.id } });
    await audit(ctx, tx, 'prospect.suggest', `prospect:${id}`);
    await notices.suggested(ctx, tx, id);
    return id;
  });
}

export interface Invitation {
  readonly locale: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly letter: string;
  readonly reminders: number;
}

/** Written to at once where there is an address and a mail server; else somebody sends it by hand. @throws UserError changed */
export async function invite(ctx: AppContext, id: string, version: number, given: Invitation): Promise<void> {
  authorize(ctx.actor, 'prospect.decide');
  await ctx.store.write(ctx, `prospect.invite ${id}`, async (tx) => {
    const before = await toChange(tx, id, version);
    const byMail = ctx.mail && given.contactEmail !== '';
    const token = ctx.newId();
    const now = ctx.clock.now();
    await change(tx, before, 'invited', {
      ...given,
      byMail,
      token,
      invitedAt: now,
      reminders: byMail ? given.reminders : 0,
      reminded: 0,
      bounceReason: '',
      reason: '',
      decidedById: ctx.actor.id,
    });
    if (byMail) await writeTo(ctx, tx, { ...before, ...given, token }, 0);
    await audit(ctx, tx, 'prospect.invite', `prospect:${id}`, { byMail });
    await notices.changed(ctx, tx, await getProspect(tx, id), ctx.actor.id);
  });
}

/** Not to be invited, with a word on why. @throws UserError changed */
export async function setAside(ctx: AppContext, id: string, version: number, reason: string): Promise<void> {
  authorize(ctx.actor, 'prospect.decide');
  await ctx.store.write(ctx, `prospect.setAside ${id}`, async (tx) => {
    await change(tx, await toChange(tx, id, version), 'setAside', { reason, decidedById: ctx.actor.id });
    await audit(ctx, tx, 'prospect.setAside', `prospect:${id}`);
    await notices.changed(ctx, tx, await getProspect(tx, id), ctx.actor.id);
  });
}

/** Somebody there has told the secretariat that they do not want to. @throws UserError changed */
export async function noteNo(ctx: AppContext, id: string, version: number): Promise<void> {
  authorize(ctx.actor, 'prospect.decide');
  await ctx.store.write(ctx, `prospect.saidNo ${id}`, async (tx) => {
    await change(tx, await toChange(tx, id, version), 'notInterested', { ...noContact, answeredAt: ctx.clock.now() });
    await audit(ctx, tx, 'prospect.saidNo', `prospect:${id}`);
    await notices.changed(ctx, tx, await getProspect(tx, id), ctx.actor.id);
  });
}

/** The application is another organisation's; this one goes on where it was. @throws UserError changed */
export async function unlink(ctx: AppContext, id: string, version: number): Promise<void> {
  authorize(ctx.actor, 'prospect.decide');
  await ctx.store.write(ctx, `prospect.unlink ${id}`, async (tx) => {
    const before = await toChange(tx, id, version);
    if (before.state !== 'applied' || before.applicationId === null) throw changed(before);
    const state = before.invitedAt === null ? 'suggested' : 'invited';
    await put(tx, before, { state, applicationId: null, because: '', notThese: [...before.notThese, before.applicationId] });
    await audit(ctx, tx, 'prospect.unlink', `prospect:${id}`, { application: before.applicationId });
    await notices.changed(ctx, tx, await getProspect(tx, id), ctx.actor.id);
  });
}

/** What a page gives instead of a context: nobody acts but whoever holds the link. */
type PageContext = Parts & { readonly envelope: string };

/** False where the link asks nothing any more. A "no" takes the contact with it. */
export async function answerInvitation(
  page: PageContext,
  token: string,
  answer: { readonly interested: true; readonly name: string; readonly email: string } | { readonly interested: false },
): Promise<boolean> {
  const ctx = { ...page, actor: { id: 'link', name: '', role: 'guest' as const } };
  return ctx.store.write(ctx, `prospect.answer ${token}`, async (tx) => {
    await tx.$queryRaw`select id from "Prospect" where token = ${token} for update`;
    const before = await prospectBehind(tx, token);
    const way = answer.interested ? 'interested' : 'notInterested';
    if (!before || before.invitedAt === null) return false;
    if (!answer.interested && before.state === 'notInterested') return true;
    if (!mayBecome(before.state, way)) return false;
    const contact = answer.interested ? { contactName: answer.name, contactEmail: answer.email } : noContact;
    await change(tx, before, way, { ...contact, answeredAt: ctx.clock.now() });
    await audit(ctx, tx, `prospect.${way}`, `prospect:${before.id}`);
    const after = await getProspect(tx, before.id);
    await notices.changed(ctx, tx, after, 'link');
    if (answer.interested) await notices.heard(ctx, tx, after, 'interested');
    return true;
  });
}

/** `round`: 0 for the invitation, then its reminders. */
export async function writeTo(
  ctx: Parameters<typeof deliver>[0],
  tx: Transaction,
  { token, locale, contactName: name, contactEmail: mailbox }: Pick<Prospect, 'token' | 'locale' | 'contactName' | 'contactEmail'>,
  round: number,
): Promise<void> {
  const to = { kind: 'mail', mailbox, name } as const;
  await deliver(ctx, tx, {
    to,
    locale,
    key: `prospect:${token}:${round}`,
    message: invitation,
    params: { token, round },
    cause: causeOf(token),
  });
}

/** Kept no longer than there is something to write. */
export const noContact = { contactName: '', contactEmail: '' } as const;

type Change = Parameters<Transaction['prospect']['updateMany']>[0]['data'];

async function toChange(tx: Transaction, id: string, version: number): Promise<Prospect> {
  const found = await getProspect(tx, id);
  if (found.version !== version) throw changed(found);
  return found;
}

const changed = ({ name }: Prospect) => new UserError('prospect.changed', { name });

/** The one door: from a state that leads there, and only if nobody was quicker. @throws UserError changed */
async function change(tx: Transaction, before: Prospect, way: Way & State, data: Change): Promise<void> {
  if (!mayBecome(before.state, way)) throw changed(before);
  await put(tx, before, { ...data, state: way });
}

async function put(tx: Transaction, before: Prospect, data: Change): Promise<void> {
  const { count } = await tx.prospect.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw changed(before);
}
