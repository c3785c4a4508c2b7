/** Workspaces that installed the bot one by one: their tokens are kept sealed, renewed by one replica at a time, and removed when they are taken back. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Access, type Installations, type Renew, RenewalRefused, type Tokens } from '../../chat/installations.ts';
import type { PlatformName } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import { laneOf, placeOf } from '../../delivery/address.ts';
import { trouble as troubleMessage } from '../../delivery/messages.ts';
import { deliver } from '../../delivery/outbox.ts';
import { toPurpose } from '../../delivery/readers.ts';
import type { Keyring, Sealed } from '../../keyring.ts';
import type { Log } from '../../log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import { type ChannelBinding, serve } from '../workspace/service.ts';

export interface InstallationParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly locales: readonly string[];
  readonly log: Log;
}

const MINUTE_MS = 60_000;
const STATE_LASTS_MS = 10 * MINUTE_MS;
/** Long before they end: who cannot renew them is told while everything still works. */
const AHEAD_MS = 120 * MINUTE_MS;
/** With less than this left, whoever needs the token renews it first. */
const LAST_MOMENT_MS = 5 * MINUTE_MS;
/** Longer than a platform takes to answer; after a crash another replica tries. */
const LEASE_MS = 30_000;
const LOOK_MS = 200;

/** As they are sealed. */
const Kept = z.object({ token: z.string(), refresh: z.string().optional() });

type Row = NonNullable<Awaited<ReturnType<Store['db']['installation']['findUnique']>>>;

const SYSTEM = { id: 'system', name: 'system', role: 'admin' as const };
const aboutOf = (platform: string, workspace: string): string => `installation/${platform}/${workspace}`;

export function openInstallations(
  parts: InstallationParts,
  {
    platform,
    keyring,
    channels,
  }: { readonly platform: PlatformName; readonly keyring: Keyring; readonly channels: readonly ChannelBinding[] },
): Installations {
  const { store, clock, log } = parts;
  const whereIs = (workspace: string) => ({ platform_externalId: { platform, externalId: workspace } });
  const open = (row: Sealed & { readonly externalId: string }) =>
    Kept.parse(JSON.parse(keyring.open(row, aboutOf(platform, row.externalId))));
  const sealed = ({ token, refresh }: Tokens, workspace: string) =>
    keyring.seal(JSON.stringify({ token, refresh }), aboutOf(platform, workspace));
  const endOf = ({ lastsSeconds }: Tokens): Date | null =>
    lastsSeconds === undefined ? null : new Date(clock.now().getTime() + lastsSeconds * 1000);
  const left = ({ expiresAt }: Row): number =>
    expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - clock.now().getTime();
  const usable = (row: Row): Access => ({ workspace: row.externalId, name: row.name, botUser: row.botUser, token: open(row).token });
  const by = () => ({ envelope: `installation:${parts.newId()}`, clock });
  const find = (workspace: string) => store.db.installation.findUnique({ where: whereIs(workspace) });

  /** Where another replica is at it, that one's result is awaited only by whoever cannot go on without. */
  async function renewed(row: Row, renew: Renew): Promise<Row | undefined> {
    let current = row;
    for (;;) {
      if (await claim(current)) return renewNow(current, renew);
      if (left(current) > 0) return current;
      await pause(LOOK_MS);
      const next = await find(row.externalId);
      if (next === null) return undefined;
      if (next.sealed !== current.sealed || next.trouble !== '') return next;
      current = next;
    }
  }

  async function claim({ externalId, sealed: known }: Row): Promise<boolean> {
    const now = clock.now();
    const { count } = await store.db.installation.updateMany({
      where: { platform, externalId, sealed: known, OR: [{ renewingTo: null }, { renewingTo: { lt: now } }] },
      data: { renewingTo: new Date(now.getTime() + LEASE_MS) },
    });
    return count === 1;
  }

  async function renewNow(row: Row, renew: Renew): Promise<Row | undefined> {
    const { externalId } = row;
    const { refresh } = open(row);
    if (refresh === undefined) return row;
    try {
      const tokens = await renew(refresh);
      // A token is given once: from here on the row is all that knows it.
      const data = { ...sealed(tokens, externalId), expiresAt: endOf(tokens), renewingTo: null, trouble: '' };
      await store.db.installation.updateMany({ where: { platform, externalId }, data });
      log.info({ workspace: externalId }, 'tokens renewed');
      return { ...row, ...data };
    } catch (error) {
      if (!(error instanceof RenewalRefused)) {
        await store.db.installation.updateMany({ where: { platform, externalId }, data: { renewingTo: null } });
        log.warn({ err: error, workspace: externalId }, 'tokens could not be renewed; they are tried again');
        if (left(row) > 0) return row;
        throw error;
      }
      const now = await find(externalId);
      if (now === null || now.sealed !== row.sealed) return now ?? undefined;
      await refused(row, error.code);
      return { ...row, trouble: error.code };
    }
  }

  async function refused({ externalId }: Row, code: string): Promise<void> {
    await store.write(by(), 'installation.refused', async (tx) => {
      await tx.installation.updateMany({ where: { platform, externalId }, data: { trouble: code, renewingTo: null } });
      await tell(tx, externalId, 'degraded', code);
    });
  }

  /** To the secretariat's channels elsewhere: that workspace takes nothing any more. */
  async function tell(tx: Transaction, externalId: string, state: 'degraded' | 'disconnected', code: string): Promise<void> {
    const workspace = await tx.workspace.findUnique({ where: whereIs(externalId) });
    if (workspace === null) return;
    log.error({ workspace: externalId, why: code }, 'a workspace takes no messages any more');
    await tx.workspace.update({ where: { id: workspace.id }, data: { state, trouble: code } });
    const at = clock.now().getTime();
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      if (laneOf(recipient.to) === `${platform}/${externalId}`) continue;
      const key = `delivery.trouble:workspace/${workspace.id}:${at}:${placeOf(recipient.to)}`;
      const params = { kind: 'workspace', id: workspace.id, code } as const;
      await deliver(parts, tx, { ...recipient, key, message: troubleMessage, params, priority: 10 });
    }
  }

  return {
    async list() {
      const rows = await store.db.installation.findMany({ where: { platform }, orderBy: { externalId: 'asc' } });
      return rows.flatMap((row) => {
        try {
          open(row);
          return [{ workspace: row.externalId, name: row.name }];
        } catch (err) {
          log.error({ err, workspace: row.externalId }, 'the tokens of a workspace cannot be opened; it is not served');
          return [];
        }
      });
    },

    async access(workspace, renew) {
      const row = await find(workspace);
      if (row === null) return undefined;
      const fresh = left(row) > LAST_MOMENT_MS || row.trouble !== '' ? row : await renewed(row, renew);
      return fresh && usable(fresh);
    },

    async renewDue(renew) {
      const until = new Date(clock.now().getTime() + AHEAD_MS);
      const rows = await store.db.installation.findMany({ where: { platform, trouble: '', expiresAt: { lt: until } } });
      for (const row of rows) {
        if (!(await claim(row))) continue;
        await renewNow(row, renew).catch((err: unknown) =>
          log.warn({ err, workspace: row.externalId }, 'tokens are left for the next time'),
        );
      }
      await store.db.installState.deleteMany({ where: { endsAt: { lt: clock.now() } } });
    },

    async keep({ workspace, name, botUser, tokens }) {
      const data = { name, botUser, ...sealed(tokens, workspace), expiresAt: endOf(tokens), renewingTo: null, trouble: '' };
      const { envelope } = by();
      await store.write({ envelope, clock }, 'installation.keep', async (tx) => {
        await tx.installation.upsert({
          where: whereIs(workspace),
          create: { platform, externalId: workspace, ...data },
          update: data,
        });
        await serve(parts, tx, platform, { externalId: workspace, name }, channels);
        await audit({ ...parts, actor: SYSTEM, envelope }, tx, 'installation.keep', `workspace:${platform}/${workspace}`);
      });
      log.info({ workspace, name }, 'a workspace has installed the bot');
    },

    async remove(workspace, why) {
      const { envelope } = by();
      await store.write({ envelope, clock }, 'installation.remove', async (tx) => {
        const { count } = await tx.installation.deleteMany({ where: { platform, externalId: workspace } });
        // Slack says it twice: the app is gone, and its tokens are.
        if (count === 0) return;
        await tell(tx, workspace, 'disconnected', why);
        await audit({ ...parts, actor: SYSTEM, envelope }, tx, 'installation.remove', `workspace:${platform}/${workspace}`, { why });
      });
    },

    async begin() {
      const state = randomBytes(32).toString('base64url');
      await store.db.installState.create({ data: { hash: hashed(state), endsAt: new Date(clock.now().getTime() + STATE_LASTS_MS) } });
      return state;
    },

    async finish(state) {
      const { count } = await store.db.installState.deleteMany({ where: { hash: hashed(state), endsAt: { gt: clock.now() } } });
      return count === 1;
    },
  };
}

const hashed = (state: string): string => createHash('sha256').update(state).digest('hex');

export interface Resealed {
  readonly done: number;
  /** Sealed with the current key already. */
  readonly current: number;
  /** Of which neither key is known: workspace and key. */
  readonly closed: readonly { readonly workspace: string; readonly keyId: string }[];
}

/** Each row by itself, so that it may be broken off and begun again; one that is renewed meanwhile is current by then. */
export async function reseal({ store }: Pick<InstallationParts, 'store'>, keyring: Keyring): Promise<Resealed> {
  const rows = await store.db.installation.findMany({ orderBy: [{ platform: 'asc' }, { externalId: 'asc' }] });
  const closed: { workspace: string; keyId: string }[] = [];
  let done = 0;
  for (const row of rows) {
    if (row.keyId === keyring.current) continue;
    const about = aboutOf(row.platform, row.externalId);
    let text: string;
    try {
      text = keyring.open(row, about);
    } catch {
      closed.push({ workspace: `${row.platform}/${row.externalId}`, keyId: row.keyId });
      continue;
    }
    const { count } = await store.db.installation.updateMany({
      where: { platform: row.platform, externalId: row.externalId, sealed: row.sealed },
      data: keyring.seal(text, about),
    });
    done += count;
  }
  return { done, current: rows.length - done - closed.length, closed };
}
