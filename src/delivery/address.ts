/** Addresses as they are stored, and the lane that each belongs to. */
import { z } from 'zod';
import type { Address, MessageRef } from '../chat/platform.ts';

const platform = z.enum(['slack', 'discord', 'playground']);

export const addressSchema: z.ZodType<Address> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), platform, workspace: z.string(), channel: z.string(), thread: z.string().exactOptional() }),
  z.object({ kind: z.literal('direct'), platform, workspace: z.string(), user: z.string() }),
]);

export const messageRefSchema: z.ZodType<MessageRef> = z.object({
  platform,
  workspace: z.string(),
  channel: z.string(),
  message: z.string(),
});

/** `platform/workspace`: platforms count their limits per workspace, so each has one sender at a time. */
export const laneOf = (to: Address): string => `${to.platform}/${to.workspace}`;
