/** Workspaces and their channels: what the platforms say they serve, and what the configuration binds. The only writer of both. */
import type { PlatformName, WorkspaceInfo } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import { negotiate } from '../../i18n/negotiate.ts';
import type { Database, Store, Transaction } from '../../store/store.ts';

/** A channel for a purpose. Without `workspace` it is for the only one, or for every one of the platform. */
export interface ChannelBinding {
  readonly workspace?: string;
  readonly purpose: string;
  readonly channel: string;
  readonly locale: string;
}

export interface WorkspaceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly locales: readonly string[];
}

/**
 * Called at each start with what a platform says it serves, `isOurs` of all that there are. Workspaces that are no longer there are kept, disconnected:
 * records refer to them, and they may come back.
 */
export async function register(
  parts: WorkspaceParts,
  platform: PlatformName,
  served: readonly WorkspaceInfo[],
  bindings: readonly ChannelBinding[],
  isOurs: (workspace: string) => boolean = () => true,
): Promise<void> {
  const by = { envelope: `start:${parts.newId()}`, clock: parts.clock };
  await parts.store.write(by, `workspace.register.${platform}`, async (tx) => {
    await tx.workspace.updateMany({
      where: { id: { in: await oursAmong(tx, platform, isOurs) }, externalId: { notIn: served.map(({ externalId }) => externalId) } },
      data: { state: 'disconnected' },
    });
    for (const workspace of served) await serve(parts, tx, platform, workspace, bindings);
  });
}

/** Platforms that are not configured any more: what is meant for their workspaces has nowhere to go. */
export async function disconnectOthers(parts: WorkspaceParts, configured: readonly PlatformName[]): Promise<void> {
  const where = { platform: { notIn: [...configured] }, state: { not: 'disconnected' as const } };
  if ((await parts.store.db.workspace.count({ where })) === 0) return;
  const by = { envelope: `start:${parts.newId()}`, clock: parts.clock };
  await parts.store.write(by, 'workspace.disconnect', async (tx) => {
    await tx.workspace.updateMany({ where, data: { state: 'disconnected', trouble: 'not configured' } });
  });
}

/** A platform that could not be started: its workspaces are not served, but for those that other processes look after. */
export async function disconnect(
  parts: WorkspaceParts,
  platform: PlatformName,
  trouble: string,
  isOurs: (workspace: string) => boolean = () => true,
): Promise<void> {
  const by = { envelope: `start:${parts.newId()}`, clock: parts.clock };
  await parts.store.write(by, `workspace.disconnect.${platform}`, async (tx) => {
    await tx.workspace.updateMany({
      where: { id: { in: await oursAmong(tx, platform, isOurs) } },
      data: { state: 'disconnected', trouble },
    });
  });
}

/** What is connected of a platform, with the channels that are bound there. */
export async function workspacesOf(db: Database, platform: PlatformName) {
  return db.workspace.findMany({
    where: { platform, state: { not: 'disconnected' } },
    select: { externalId: true, name: true, channels: { select: { externalId: true, purpose: true } } },
    orderBy: { id: 'asc' },
  });
}

async function oursAmong(tx: Transaction, platform: PlatformName, isOurs: (workspace: string) => boolean): Promise<string[]> {
  const all = await tx.workspace.findMany({ where: { platform }, select: { id: true, externalId: true } });
  return all.filter(({ externalId }) => isOurs(externalId)).map(({ id }) => id);
}

/** One that is served from now on, also where it came while the bot was running. */
export async function serve(
  parts: WorkspaceParts,
  tx: Transaction,
  platform: PlatformName,
  info: WorkspaceInfo,
  all: readonly ChannelBinding[],
): Promise<void> {
  const bindings = all.filter((binding) => binding.workspace === undefined || binding.workspace === info.externalId);
  const { externalId, name } = info;
  const locale = negotiate([info.locale], parts.locales) ?? parts.locales[0] ?? 'en';
  const { id } = await tx.workspace.upsert({
    where: { platform_externalId: { platform, externalId } },
    create: { id: parts.newId(), platform, externalId, name, locale },
    update: { name, locale, state: 'connected', trouble: '' },
  });
  const bound = bindings.map(({ purpose, channel }) => ({ purpose, externalId: channel }));
  await tx.channel.deleteMany({ where: { workspaceId: id, NOT: { OR: bound } } });
  for (const { purpose, channel, locale: language } of bindings) {
    await tx.channel.upsert({
      where: { workspaceId_purpose_externalId: { workspaceId: id, purpose, externalId: channel } },
      create: { id: parts.newId(), workspaceId: id, externalId: channel, purpose, locale: language },
      update: { locale: language },
    });
  }
}
