/** A copy of all that is held on somebody, fetched from a page of ours: unguessable, for a quarter of an hour, each file once. */
import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { UserError } from '../../../errors.ts';
import { privacyPageLink } from '../../../links.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext, Parts } from '../../context.ts';
import { authorize } from '../policy.ts';
import { readHeld } from '../records/service.ts';
import { type Copy, copyAsHtml, copyAsJson } from './document.ts';

export const VALID_MINUTES = 15;
const MINUTE_MS = 60_000;
/** 190 bits, in letters and digits. */
const newToken = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 32);

export const files = ['html', 'json'] as const;
export type FileKind = (typeof files)[number];

/** @throws UserError `privacy.no-web` where there is no page to lead to */
export async function offerCopy(ctx: AppContext): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  authorize(ctx.actor, 'privacy.export');
  const token = newToken();
  const url = privacyPageLink(ctx.links, ctx.t.locale, token);
  if (url === undefined) throw new UserError('privacy.no-web');
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + VALID_MINUTES * MINUTE_MS);
  await ctx.store.write(ctx, 'privacy.export', async (tx) => {
    // The latest is the one that counts.
    await tx.dataExport.deleteMany({ where: { personId: ctx.actor.id } });
    await tx.dataExport.create({
      data: {
        id: ctx.newId(),
        hash: hashOf(token),
        personId: ctx.actor.id,
        locale: ctx.t.locale,
        timeZone: ctx.timeZone,
        taken: [],
        expiresAt,
        createdAt,
      },
    });
    await audit(ctx, tx, 'privacy.exportOffered', `person:${ctx.actor.id}`);
  });
  return { url, expiresAt };
}

export type PageContext = Pick<Parts, 'store' | 'clock' | 'newId' | 'personal' | 'translator'> & { readonly envelope: string };

/** Undefined: the address is not good, not any more, or this file was taken. */
export async function takeCopy(ctx: PageContext, token: string, file: FileKind): Promise<string | undefined> {
  const hash = hashOf(token);
  const whose = await ctx.store.write(ctx, 'privacy.take', async (tx) => {
    const { count } = await tx.dataExport.updateMany({
      where: { hash, expiresAt: { gt: ctx.clock.now() }, NOT: { taken: { has: file } } },
      data: { taken: { push: file } },
    });
    if (count === 0) return null;
    const { personId, locale, timeZone } = await tx.dataExport.findUniqueOrThrow({ where: { hash } });
    await audit({ ...ctx, actor: { id: personId, name: '', role: 'guest' } }, tx, 'privacy.exported', `person:${personId}`, { file });
    return { personId, locale, timeZone };
  });
  if (whose === null) return undefined;
  const copy = await copyOf(ctx, whose.personId);
  return file === 'json' ? copyAsJson(copy) : copyAsHtml(copy, ctx.translator(whose.locale), whose.timeZone);
}

async function copyOf(ctx: PageContext, personId: string): Promise<Copy> {
  const { db } = ctx.store;
  const entries = [];
  for (const records of ctx.personal) {
    const tables = await readHeld(db, records, personId);
    if (tables.length > 0) entries.push({ name: records.name, tables });
  }
  const person = await db.person.findUnique({ where: { id: personId }, select: { name: true } });
  return { name: person?.name ?? '', madeAt: ctx.clock.now(), entries };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
