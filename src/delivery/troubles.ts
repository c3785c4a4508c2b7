/** Places that refuse for good: marked, told to the secretariat once, and unmarked when they take messages again. */
import type { PostError } from '../chat/platform.ts';
import type { Transaction } from '../store/store.ts';
import { type Destination, laneOf, placeOf } from './address.ts';
import { trouble as troubleMessage } from './messages.ts';
import { deliver } from './outbox.ts';
import type { SenderParts } from './parts.ts';
import { toPurpose } from './readers.ts';

export interface Troubles {
  works(to: Destination): void;
  refuses(to: Destination, error: PostError): void;
  /** There is something to write. */
  readonly changed: boolean;
  /** What has changed since the last time, in the transaction that writes down what became of the deliveries. */
  write(tx: Transaction): Promise<void>;
}

interface Place {
  readonly id: string;
  readonly externalId: string;
  readonly trouble: string;
}

/** What was known of the lane's workspace when its run began. */
export async function openTroubles(parts: SenderParts, lane: string): Promise<Troubles> {
  const at = lane.indexOf('/');
  const where = { platform: lane.slice(0, at), externalId: lane.slice(at + 1) };
  const workspace = await parts.store.db.workspace.findFirst({ where, include: { channels: true } });
  const channels = new Map<string, readonly Place[]>();
  for (const channel of workspace?.channels ?? []) channels.set(channel.externalId, [...(channels.get(channel.externalId) ?? []), channel]);
  const marked = new Map((workspace?.channels ?? []).map(({ id, trouble }) => [id, trouble]));
  let workspaceTrouble = workspace?.trouble ?? '';
  const changed = new Map<string, string>();
  let workspaceChanged: string | undefined;

  return {
    works(to) {
      if (to.kind === 'mail') return;
      if (workspaceTrouble !== '') workspaceChanged = workspaceTrouble = '';
      if (to.kind !== 'channel') return;
      for (const { id } of channels.get(to.channel) ?? []) if (marked.get(id) !== '') note(id, '');
    },
    refuses(to, error) {
      if (to.kind === 'mail') return;
      if (error.about === 'workspace' && workspace && workspaceTrouble === '') workspaceChanged = workspaceTrouble = error.code;
      if (error.about !== 'place' || to.kind !== 'channel') return;
      for (const { id } of channels.get(to.channel) ?? []) if (marked.get(id) === '') note(id, error.code);
    },
    get changed() {
      return changed.size > 0 || workspaceChanged !== undefined;
    },
    async write(tx) {
      const now = parts.clock.now();
      for (const [id, trouble] of changed) {
        await tx.channel.updateMany({ where: { id }, data: { trouble, troubledAt: trouble === '' ? null : now } });
        if (trouble !== '') await report(parts, tx, { kind: 'channel', id, code: trouble, at: now });
      }
      changed.clear();
      if (workspaceChanged === undefined || !workspace) return;
      const state = workspaceChanged === '' ? 'connected' : 'degraded';
      await tx.workspace.updateMany({
        where: { id: workspace.id, state: { not: 'disconnected' } },
        data: { state, trouble: workspaceChanged },
      });
      if (workspaceChanged !== '') await report(parts, tx, { kind: 'workspace', id: workspace.id, code: workspaceChanged, at: now });
      workspaceChanged = undefined;
    },
  };

  function note(id: string, trouble: string): void {
    marked.set(id, trouble);
    changed.set(id, trouble);
  }
}

export interface Refusal {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** The platform's. */
  readonly word: string;
}

/** For whoever finds out before anything is sent there, and tells it. @returns whether it is news: otherwise it was told already. */
export async function markRefusal(tx: Transaction, { platform, workspace, channel, word }: Refusal, at: Date): Promise<boolean> {
  const where = { externalId: channel, trouble: '', workspace: { platform, externalId: workspace } };
  return (await tx.channel.updateMany({ where, data: { trouble: word, troubledAt: at } })).count > 0;
}

/** It is not so any more. What another refusal has marked since stays. */
export async function clearRefusal(tx: Transaction, { platform, workspace, channel, word }: Refusal): Promise<void> {
  const where = { externalId: channel, trouble: word, workspace: { platform, externalId: workspace } };
  await tx.channel.updateMany({ where, data: { trouble: '', troubledAt: null } });
}

interface Report {
  readonly kind: 'channel' | 'workspace';
  readonly id: string;
  readonly code: string;
  readonly at: Date;
}

/** To the secretariat's channels, not those of the workspace that takes nothing; where there is no other, the log and /delivery have it. */
async function report(parts: SenderParts, tx: Transaction, { kind, id, code, at }: Report): Promise<void> {
  parts.log.error({ [kind]: id, code }, `a ${kind} takes no messages any more`);
  const silent = kind === 'workspace' ? await tx.workspace.findUnique({ where: { id } }) : null;
  for (const recipient of await toPurpose(tx, 'secretariat')) {
    if (silent && laneOf(recipient.to) === `${silent.platform}/${silent.externalId}`) continue;
    const key = `delivery.trouble:${kind}/${id}:${at.getTime()}:${placeOf(recipient.to)}`;
    await deliver(parts, tx, { ...recipient, key, message: troubleMessage, params: { kind, id, code }, priority: 10 });
  }
}
