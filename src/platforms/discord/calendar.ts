/** A server's scheduled events (resources/guild-scheduled-event), for events that happen elsewhere: at a place, or behind a link. */
import type { REST, RESTPostAPIGuildScheduledEventJSONBody } from 'discord.js';
import {
  DiscordAPIError,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { type CalendarEntry, calendarTroubles, type PlatformCalendar, PostError } from '../../chat/platform.ts';
import { postError } from './rest.ts';

/** `me`: the bot's own id, once it is connected. */
export function guildCalendar(rest: REST, me: () => string | undefined): PlatformCalendar {
  const setStatus = async (workspace: string, id: string, status: GuildScheduledEventStatus): Promise<void> => {
    await rest.patch(Routes.guildScheduledEvent(workspace, id), { body: { status } });
  };
  return {
    list: refusable(async (workspace) => {
      const events = Listed.parse(await rest.get(Routes.guildScheduledEvents(workspace)));
      return events.map(({ id, description, creator_id }) => ({ id, text: description ?? '', own: creator_id === me() }));
    }),
    create: refusable(async (workspace, entry) => {
      const { id } = Created.parse(await rest.post(Routes.guildScheduledEvents(workspace), { body: bodyOf(entry) }));
      return id;
    }),
    change: refusable(async (workspace, id, entry) => {
      try {
        await rest.patch(Routes.guildScheduledEvent(workspace, id), { body: bodyOf(entry) });
        return 'changed';
      } catch (error) {
        if (isOver(error)) return 'gone';
        throw error;
      }
    }),
    cancel: refusable(async (workspace, id) => {
      try {
        await setStatus(workspace, id, GuildScheduledEventStatus.Canceled);
      } catch (error) {
        if (isOver(error)) return;
        if (!isInvalid(error)) throw error;
        // One that has begun can only be completed.
        await setStatus(workspace, id, GuildScheduledEventStatus.Completed);
      }
    }),
  };
}

const Created = z.object({ id: z.string() });
const Listed = z.array(z.object({ id: z.string(), description: z.string().nullish(), creator_id: z.string().nullish() }));

const bodyOf = ({ title, text, place, start, end }: CalendarEntry): RESTPostAPIGuildScheduledEventJSONBody => ({
  name: title,
  description: text,
  entity_type: GuildScheduledEventEntityType.External,
  entity_metadata: { location: place },
  privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  scheduled_start_time: start.toISOString(),
  scheduled_end_time: end.toISOString(),
});

const codeOf = (error: unknown): number => (error instanceof DiscordAPIError ? Number(error.code) : 0);
const isOver = (error: unknown): boolean =>
  [RESTJSONErrorCodes.UnknownGuildScheduledEvent, RESTJSONErrorCodes.CannotUpdateAFinishedEvent].includes(codeOf(error));
const isInvalid = (error: unknown): boolean => codeOf(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType;

/** What is missing is said in the seam's words: a permission, or room. */
function refusable<A extends unknown[], R>(call: (...given: A) => Promise<R>): (...given: A) => Promise<R> {
  return async (...given) => {
    try {
      return await call(...given);
    } catch (error) {
      const code = codeOf(error);
      if (code === RESTJSONErrorCodes.MissingPermissions || code === RESTJSONErrorCodes.MissingAccess) {
        throw new PostError(calendarTroubles.permission, true, { about: 'workspace' });
      }
      if (code === RESTJSONErrorCodes.MaximumNumberOfUncompletedGuildScheduledEventsReached) {
        throw new PostError(calendarTroubles.full, true, { about: 'workspace' });
      }
      throw postError(error);
    }
  };
}
