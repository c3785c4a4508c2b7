/** What the bot must be allowed in a server and in its channels, each with its reason: the invite link and the doctor read it. */
import { PermissionFlagsBits } from 'discord.js';
import type { FlawLevel } from '../../chat/platform.ts';

export interface Needed {
  /** Discord's own name of it. */
  readonly name: keyof typeof PermissionFlagsBits;
  readonly level: FlawLevel;
  /** Where it counts: in the whole server, or in the channels that are bound to these purposes (`*`: any). */
  readonly in: 'server' | '*' | readonly string[];
  /** Only where roles follow a membership. */
  readonly places?: true;
}

/** topics/permissions */
export const needed = [
  { name: 'ViewChannel', level: 'broken', in: '*' },
  { name: 'SendMessages', level: 'broken', in: '*' },
  // An image that a card shows.
  { name: 'EmbedLinks', level: 'limited', in: '*' },
  // Whether a message whose sending broke off stands there already.
  { name: 'ReadMessageHistory', level: 'limited', in: '*' },
  // Answers to a question stand below it.
  { name: 'CreatePublicThreads', level: 'limited', in: ['secretariat'] },
  { name: 'SendMessagesInThreads', level: 'limited', in: ['secretariat'] },
  // Our events in the server's own calendar.
  { name: 'CreateEvents', level: 'limited', in: 'server' },
  { name: 'ManageRoles', level: 'limited', in: 'server', places: true },
] as const satisfies readonly Needed[];

/** The address with which a server takes the bot in. topics/oauth2#bot-authorization-flow */
export function inviteUrl(application: string, withPlaces: boolean): string {
  const wanted: readonly Needed[] = needed;
  const bits = wanted.filter(({ places }) => places !== true || withPlaces).reduce((sum, { name }) => sum | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({ client_id: application, scope: 'bot applications.commands', permissions: String(bits) });
  return `https://discord.com/oauth2/authorize?${query}`;
}
