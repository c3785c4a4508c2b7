/** An address that somebody shows to be theirs by a code that was sent there: beside their accounts, the third way to reach them. */
import { isMailAddress } from '../../../chat/mail-address.ts';
import { deliver } from '../../../delivery/outbox.ts';
import { UserError } from '../../../errors.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { CONFIRMATIONS, confirmedAddress, forgetAddress } from '../../subscription/service.ts';
import { linked, mailedCode } from '../messages.ts';
import { authorize } from '../policy.ts';
import { hashCode, newCode, VALID_MINUTES } from '../rules.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** @throws UserError `mail.off`, `link.no-address`, `mail.too-many` */
export async function startMail(ctx: AppContext, email: string): Promise<void> {
  authorize(ctx.actor, 'link.start');
  if (!ctx.mail) throw new UserError('mail.off');
  if (!isMailAddress(email)) throw new UserError('link.no-address');
  const personId = ctx.actor.id;
  await ctx.store.write(ctx, 'link.mail', async (tx) => {
    // One at a time for one person, so that the mails are counted.
    await tx.$queryRaw`select id from "Person" where id = ${personId} for update`;
    const createdAt = ctx.clock.now();
    const lately = { createdAt: { gt: new Date(createdAt.getTime() - DAY_MS) } };
    const byPerson = await tx.linkCode.count({ where: { ...lately, personId, email: { not: '' } } });
    const toAddress = await tx.linkCode.count({ where: { ...lately, email } });
    if (byPerson >= CONFIRMATIONS.person || toAddress >= CONFIRMATIONS.address) throw new UserError('mail.too-many');
    const id = ctx.newId();
    const code = newCode();
    const expiresAt = new Date(createdAt.getTime() + VALID_MINUTES * MINUTE_MS);
    await tx.linkCode.create({ data: { id, hash: hashCode(code), personId, email, expiresAt, createdAt } });
    const to = { kind: 'mail', mailbox: email, name: '' } as const;
    const about = { locale: ctx.locale, timeZone: ctx.timeZone, key: keyOf(id), priority: 10 };
    await deliver(ctx, tx, { ...about, to, message: mailedCode, params: { code } });
    await audit(ctx, tx, 'link.mailed', `person:${personId}`);
  });
}

/** The code has come back: the address is theirs, and hears of it too. */
export async function keepMail(
  ctx: AppContext,
  tx: Transaction,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<void> {
  const personId = ctx.actor.id;
  await confirmedAddress(ctx, tx, personId, email);
  // The code itself is not kept longer than it is of use.
  await tx.delivery.deleteMany({ where: { key: keyOf(id) } });
  const to = { kind: 'mail', mailbox: email, name: ctx.actor.name } as const;
  const about = { locale: ctx.locale, timeZone: ctx.timeZone, personId, key: `link ${id}` };
  await deliver(ctx, tx, { ...about, to, message: linked, params: { platform: ctx.from.platform } });
}

export async function removeMail(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'link.undo');
  await ctx.store.write(ctx, 'link.unmail', (tx) => forgetAddress(ctx, tx, ctx.actor.id));
}

const keyOf = (id: string): string => `link.code ${id}`;
