/** What the fake says of itself, of the application, and of a server's roles, channels and the bot's place in it. */
import type { Json } from './contract.ts';
import type { Refuse } from './scheduled-events.ts';
import type { World } from './world.ts';

const BOT_ROLE = '900000000000000050';
const BOT_POSITION = 10;

export const application = ({ bot, flags }: World): Json => ({ id: bot.application, name: 'Agora', flags });

/** resources/guild#get-guild: everybody's role has the server's own id. */
export function guild(world: World, id: string, refused: Refuse): Json {
  const found = world.guilds.find((one) => one.id === id);
  if (found === undefined || world.outside.has(`${id}/${world.bot.id}`)) throw refused(403, 50001, 'Missing Access');
  const role = (roleId: string, name: string, permissions: bigint, position: number, managed = false) => ({
    id: roleId,
    name,
    permissions: String(permissions),
    position,
    managed,
  });
  const { rights } = world;
  return {
    id,
    name: found.name,
    owner_id: '1',
    roles: [
      role(id, '@everyone', 0n, 0),
      role(BOT_ROLE, 'Agora', rights.role, BOT_POSITION, true),
      ...[...world.roles.keys()].map((roleId) => role(roleId, `role ${roleId.slice(-4)}`, 0n, rights.positions.get(roleId) ?? 1)),
    ],
  };
}

/** resources/guild#get-guild-channels: also those that the bot cannot see; threads are not among them. */
export const channels = ({ channels: all, rights }: World, id: string): readonly Json[] =>
  [...all.values()]
    .filter(({ guild: of }) => of === id)
    .map((channel) => {
      const own = rights.channels.get(channel.id);
      const overwrite = own && { id: BOT_ROLE, type: 0, allow: String(own.allow), deny: String(own.deny) };
      return { id: channel.id, type: 0, name: channel.name, permission_overwrites: overwrite ? [overwrite] : [] };
    });

export function member(world: World, guildId: string, user: string, refused: Refuse): Json {
  if (user !== world.bot.id || world.outside.has(`${guildId}/${user}`)) throw refused(404, 10007, 'Unknown Member');
  return { user: { id: user, bot: true }, roles: [BOT_ROLE] };
}
