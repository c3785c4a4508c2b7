/** Where a delivery goes, as it is stored, and the lane that it belongs to. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Address, MessageRef } from '../chat/platform.ts';

const platform = z.enum(['slack', 'discord', 'playground']);

export interface Mailbox {
  readonly kind: 'mail';
  /** As in RFC 5321: `name@example.org`. */
  readonly mailbox: string;
  readonly name: string;
}
export type Destination = Address | Mailbox;

const places = [
  z.object({ kind: z.literal('channel'), platform, workspace: z.string(), channel: z.string(), thread: z.string().exactOptional() }),
  z.object({ kind: z.literal('direct'), platform, workspace: z.string(), user: z.string(), thread: z.string().exactOptional() }),
] as const;
export const addressSchema: z.ZodType<Address> = z.discriminatedUnion('kind', places);
export const destinationSchema: z.ZodType<Destination> = z.discriminatedUnion('kind', [
  ...places,
  z.object({ kind: z.literal('mail'), mailbox: z.string(), name: z.string() }),
]);

export const messageRefSchema: z.ZodType<MessageRef> = z.object({
  platform,
  workspace: z.string(),
  channel: z.string(),
  message: z.string(),
});

/** `platform/workspace`: platforms count their limits per workspace, so each has one sender at a time. Mail has one for all. */
export const laneOf = (to: Destination): string => (to.kind === 'mail' ? 'mail' : `${to.platform}/${to.workspace}`);

/** The same for the same place: in keys of deliveries, and for whom was told what. */
export function placeOf(to: Destination): string {
  // Keys travel with messages, and an address is its owner's business.
  if (to.kind === 'mail') return `mail/${createHash('sha256').update(to.mailbox).digest('hex').slice(0, 32)}`;
  const { platform, workspace } = to;
  return `${platform}/${workspace}/${to.kind === 'channel' ? to.channel : to.user}`;
}
