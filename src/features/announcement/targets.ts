/** To whom an announcement goes: channels by purpose and workspace, and those who subscribed to news. */
import { z } from 'zod';
import { addressSchema } from '../../delivery/address.ts';
import { type Recipient, toReaders } from '../../delivery/readers.ts';
import { subscribersOf } from '../../delivery/subscribers.ts';
import type { Transaction } from '../../store/store.ts';

export const targetsSchema = z.object({
  /** Purposes of channels. */
  purposes: z.array(z.string()).readonly(),
  /** Workspaces by the id of their record; empty: every one. */
  workspaces: z.array(z.string()).readonly(),
  /** Also to everybody who subscribed to news, as a message of their own. */
  persons: z.boolean(),
  /** What it is about, for subscribers who chose themes or countries. */
  themes: z.array(z.string()).readonly(),
  countries: z.array(z.string()).readonly(),
});
export type Targets = z.infer<typeof targetsSchema>;

export interface Place extends Recipient {
  readonly workspace: string;
  readonly purpose: string;
}

/** Channels, each once: one that is bound to two purposes is told once. */
export async function placesOf(db: Transaction, { purposes, workspaces }: Targets): Promise<readonly Place[]> {
  const channels = await db.channel.findMany({
    where: {
      purpose: { in: [...purposes] },
      workspace: { state: { not: 'disconnected' }, ...(workspaces.length === 0 ? {} : { id: { in: [...workspaces] } }) },
    },
    include: { workspace: { select: { platform: true, externalId: true, name: true } } },
    orderBy: [{ workspaceId: 'asc' }, { purpose: 'asc' }],
  });
  const seen = new Set<string>();
  return channels
    .filter(({ workspaceId, externalId }) => {
      const place = `${workspaceId}/${externalId}`;
      return !seen.has(place) && seen.add(place);
    })
    .map(({ externalId, locale, purpose, workspace: { platform, externalId: workspace, name } }) => ({
      to: addressSchema.parse({ kind: 'channel', platform, workspace, channel: externalId }),
      locale,
      workspace: name,
      purpose,
    }));
}

export async function personsOf(db: Transaction, { persons, themes, countries }: Targets, now: Date): Promise<readonly Recipient[]> {
  return persons ? toReaders(db, await subscribersOf(db, { kind: 'news', themes, countries }), now) : [];
}
