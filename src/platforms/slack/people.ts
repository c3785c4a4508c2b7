/** Who somebody is to Slack: name, language and zone, looked up once in a while. */
import { webApi } from '@slack/bolt';
import type { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Sender } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';

/** An answer must not wait for a slow look-up: a form's trigger lives three seconds. */
const patienceMs = 600;

const profile = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    tz: z.string().optional(),
    profile: z.looseObject({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
});

export interface People {
  /** The sender with what Slack knows about them; as given when it cannot be told in time. */
  complete(sender: Sender): Promise<Sender>;
}

/** `known` are those of all workspaces. */
export function people(web: webApi.WebClient, team: string, known: LRUCache<string, Sender>, log: Log): People {
  const keyOf = ({ externalId }: Sender): string => `${team}/${externalId}`;
  const asked = new Map<string, Promise<Sender>>();

  async function look(sender: Sender): Promise<Sender> {
    try {
      const told = await ask(sender);
      known.set(keyOf(sender), told);
      return told;
    } catch (error) {
      // Without users:read everything else still works, in the workspace's language.
      log.debug({ err: error }, 'slack profile not available');
      if (error instanceof webApi.WebAPIPlatformError) known.set(keyOf(sender), sender);
      return sender;
    } finally {
      asked.delete(sender.externalId);
    }
  }

  async function ask(sender: Sender): Promise<Sender> {
    const { user } = profile.parse(await web.users.info({ user: sender.externalId, include_locale: true }));
    const name = [user.profile?.display_name, user.real_name, user.profile?.real_name, user.name].find(
      (given) => given !== undefined && given !== '',
    );
    return {
      externalId: sender.externalId,
      name: name ?? sender.name,
      ...(user.locale === undefined ? {} : { locale: user.locale }),
      ...(user.tz === undefined ? {} : { timeZone: user.tz }),
    };
  }

  return {
    async complete(sender) {
      const found = known.get(keyOf(sender));
      if (found !== undefined) return found;
      const answer = asked.get(sender.externalId) ?? look(sender);
      asked.set(sender.externalId, answer);
      const { promise: late, resolve } = Promise.withResolvers<Sender>();
      const timer = setTimeout(() => resolve(sender), patienceMs);
      try {
        return await Promise.race([answer, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
