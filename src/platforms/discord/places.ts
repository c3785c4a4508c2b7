/** Roles of a server's members (resources/guild#add-guild-member-role): needs Manage Roles, and a role of the bot's above them. */
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { type Place, type PlatformPlaces, PostError, placeTroubles } from '../../chat/platform.ts';
import { postError } from './rest.ts';

export function guildRoles(rest: REST): PlatformPlaces {
  const change = (way: 'put' | 'delete') => async (guild: string, user: string, place: Place) => {
    if (place.kind !== 'role') throw new PostError(placeTroubles.gone, true);
    try {
      await rest[way](Routes.guildMemberRole(guild, user, place.id), { reason: 'membership in the network' });
      return 'done';
    } catch (error) {
      const code = error instanceof DiscordAPIError ? Number(error.code) : 0;
      if (ABSENT.has(code)) return 'absent';
      if (code === RESTJSONErrorCodes.MissingPermissions || code === RESTJSONErrorCodes.MissingAccess)
        throw new PostError(placeTroubles.permission, true, { about: 'workspace' });
      if (code === RESTJSONErrorCodes.UnknownRole || code === RESTJSONErrorCodes.UnknownGuild)
        throw new PostError(placeTroubles.gone, true);
      throw postError(error);
    }
  };
  return { give: change('put'), take: change('delete') };
}

const ABSENT = new Set<number>([RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser]);
