/** What Discord says of how it lets the bot work: intents, commands, and in each server the permissions, channels and roles. */
import { DiscordAPIError, PermissionFlagsBits, type REST, RequestMethod, Routes } from 'discord.js';
import { z } from 'zod';
import type { Expected, Flaw, Inspection } from '../../chat/platform.ts';
import { commandBodies, differences } from './commands.ts';
import { type Needed, needed } from './permissions.ts';

export interface DiscordInspector {
  readonly rest: REST;
  readonly guilds: readonly string[];
  readonly membersIntent: boolean;
  readonly messageContentIntent: boolean;
}

type Workspace = Expected['workspaces'][number];

const Id = z.string();
const Application = z.object({ id: Id, flags: z.number().default(0) });
const Role = z.object({ id: Id, name: z.string(), permissions: z.string(), position: z.number(), managed: z.boolean().default(false) });
const Guild = z.object({ id: Id, name: z.string(), owner_id: Id.optional(), roles: z.array(Role) });
const Member = z.object({ roles: z.array(Id) });
const Overwrite = z.object({ id: Id, allow: z.string(), deny: z.string() });
const Channel = z.object({ id: Id, name: z.string().default(''), permission_overwrites: z.array(Overwrite).default([]) });

type GuildRole = z.output<typeof Role>;
type GuildChannel = z.output<typeof Channel>;

export async function inspectDiscord(parts: DiscordInspector, expected: Expected): Promise<Inspection> {
  const { rest } = parts;
  const response = await rest
    .queueRequest({ method: RequestMethod.Get, fullRoute: Routes.currentApplication() })
    .catch((error: unknown) => (error instanceof DiscordAPIError && error.status === 401 ? undefined : Promise.reject(error)));
  if (response === undefined) return { flaws: [{ code: 'discord.token', level: 'broken', about: '', args: {} }], unchecked: [] };
  const date = response.headers.get('date');
  const application = Application.parse(await response.json());
  const bot = z.object({ id: Id }).parse(await rest.get(Routes.user('@me'))).id;
  const servers = await Promise.all(expected.workspaces.map((workspace) => serverFlaws(rest, bot, workspace, expected)));
  return {
    flaws: [
      ...intentFlaws(parts, application.flags, expected),
      ...(await commandFlaws(parts, application.id, expected)),
      ...servers.flat(),
    ],
    unchecked: [],
    ...(date === null ? {} : { clockAheadMs: Date.parse(date) - Date.now() }),
  };
}

/** resources/application#application-object-application-flags: each has a bit for small applications and one for verified ones. */
const INTENTS = [
  { name: 'members', setting: 'membersIntent', bits: (1 << 14) | (1 << 15) },
  { name: 'messageContent', setting: 'messageContentIntent', bits: (1 << 18) | (1 << 19) },
] as const;

function intentFlaws(parts: DiscordInspector, flags: number, { workspaces }: Expected): readonly Flaw[] {
  const off = INTENTS.filter(({ setting, bits }) => parts[setting] && (flags & bits) === 0);
  const helps = workspaces.some(({ channels }) => channels.some(({ purpose }) => purpose === 'help'));
  return [
    // Discord closes the connection of whoever asks for an intent that is off.
    ...off.map(({ name }): Flaw => ({ code: 'discord.intent', level: 'broken', about: name, detail: name, args: {} })),
    ...(helps && !parts.messageContentIntent ? [{ code: 'discord.deaf', level: 'notice', about: '', args: {} } as const] : []),
  ];
}

async function commandFlaws(
  { rest, guilds }: DiscordInspector,
  application: string,
  { commands, texts }: Expected,
): Promise<readonly Flaw[]> {
  const routes =
    guilds.length > 0
      ? guilds.map((guild) => Routes.applicationGuildCommands(application, guild))
      : [Routes.applicationCommands(application)];
  const bodies = commandBodies(commands, texts);
  const flaws: Flaw[] = [];
  for (const route of routes) {
    const { missing, other, extra } = differences(
      await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) }),
      bodies,
    );
    const kinds = { missing, other, extra };
    for (const [kind, names] of Object.entries(kinds)) {
      if (names.length === 0) continue;
      const args = { names: names.map((name) => `/${name}`).join(', ') };
      flaws.push({ code: `discord.commands.${kind}`, level: kind === 'missing' ? 'broken' : 'limited', about: '', args });
    }
  }
  return flaws;
}

async function serverFlaws(rest: REST, bot: string, workspace: Workspace, { places }: Expected): Promise<readonly Flaw[]> {
  const { externalId: id } = workspace;
  const read = async () => {
    const [guild, channels, member] = await Promise.all([
      rest.get(Routes.guild(id)),
      rest.get(Routes.guildChannels(id)),
      rest.get(Routes.guildMember(id, bot)),
    ]);
    return { guild: Guild.parse(guild), channels: z.array(Channel).parse(channels), member: Member.parse(member) };
  };
  const server = await read().catch((error: unknown) => (isOutside(error) ? undefined : Promise.reject(error)));
  const args = { workspace: workspace.name };
  if (server === undefined) return [{ code: 'discord.out', level: 'broken', about: id, args }];
  const { guild, channels, member } = server;
  const own = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
  const base = own.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  const mine = places.filter((place) => place.workspace === undefined || place.workspace === id);
  const inServer = wanted.filter((one) => one.in === 'server' && (one.places !== true || mine.length > 0));
  return [
    ...inServer
      .filter(({ name }) => !holds(base, name))
      .map(({ name, level }): Flaw => permissionFlaw(name, level, `${id}/${name}`, args, 'discord.serverPermission')),
    ...workspace.channels.flatMap(({ externalId, purpose }) => {
      const channel = channels.find((one) => one.id === externalId);
      return channel === undefined
        ? [goneFlaw(id, externalId, purpose)]
        : channelFlaws(base, guild.id, bot, member.roles, channel, purpose, id);
    }),
    ...roleFlaws(guild.roles, own, base, mine),
  ];
}

const wanted: readonly Needed[] = needed;
const isOutside = (error: unknown): boolean => error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
const holds = (permissions: bigint, name: Needed['name']): boolean =>
  (permissions & (PermissionFlagsBits[name] | PermissionFlagsBits.Administrator)) !== 0n;

const permissionFlaw = (name: string, level: Flaw['level'], about: string, args: Flaw['args'], code: string): Flaw => ({
  code,
  level,
  about,
  detail: name,
  args: { ...args, permission: name },
});

const goneFlaw = (workspace: string, channel: string, purpose: string): Flaw => ({
  code: 'channel.gone',
  level: 'broken',
  about: `${channel}/${purpose}`,
  args: { channel, purpose },
  refuses: { workspace, channel, word: '10003' },
});

/** topics/permissions#permission-overwrites: everybody's first, then those of the roles together, then the bot's own. */
function channelFlaws(
  base: bigint,
  everyone: string,
  bot: string,
  roles: readonly string[],
  { id, name, permission_overwrites }: GuildChannel,
  purpose: string,
  workspace: string,
): readonly Flaw[] {
  const layers = [[everyone], roles, [bot]].map((ids) => permission_overwrites.filter((one) => ids.includes(one.id)));
  const there = layers.reduce((permissions, layer) => {
    const denied = layer.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const allowed = layer.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    return (permissions & ~denied) | allowed;
  }, base);
  const permissions = holds(base, 'Administrator') ? base : there;
  const lacking = wanted.filter(
    (one) => (one.in === '*' || (one.in !== 'server' && one.in.includes(purpose))) && !holds(permissions, one.name),
  );
  // Without it Discord counts nothing else.
  const first = lacking.find((one) => one.name === 'ViewChannel');
  return (first === undefined ? lacking : [first]).map(({ name: permission, level }) => ({
    ...permissionFlaw(permission, level, `${id}/${purpose}/${permission}`, { channel: name, purpose }, 'discord.permission'),
    ...(level === 'broken' ? { refuses: { workspace, channel: id, word: permission === 'ViewChannel' ? '50001' : '50013' } } : {}),
  }));
}

/** topics/permissions#permission-hierarchy: a bot gives only roles below its own highest. */
function roleFlaws(all: readonly GuildRole[], own: readonly GuildRole[], base: bigint, places: Expected['places']): readonly Flaw[] {
  const highest = Math.max(...own.map(({ position }) => position));
  return places.flatMap(({ id, kind, category }): readonly Flaw[] => {
    if (kind !== 'role') return [];
    const role = all.find((one) => one.id === id);
    if (role === undefined) return [{ code: 'place.gone', level: 'limited', about: id, args: { place: id, category } }];
    const args = { role: role.name, category };
    if (role.managed) return [{ code: 'discord.roleManaged', level: 'limited', about: id, args }];
    const below = role.position < highest || !holds(base, 'ManageRoles');
    return below ? [] : [{ code: 'discord.roleAbove', level: 'limited', about: id, args }];
  });
}
