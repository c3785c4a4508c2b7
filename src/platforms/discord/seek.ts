/** Looks for a message of ours that may have arrived unheard. Discord remembers a nonce for minutes only; the mark stays with the message. */
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { PostError, UNKNOWABLE } from '../../chat/platform.ts';
import { snowflakeBefore } from './rest.ts';

const page = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.object({ id: z.number().optional() })).optional(),
  }),
);
const place = z.object({ last_message_id: z.string().nullish() });
const PAGE = 100;

/** @throws PostError `unknowable` where the bot may not read what stands there */
export async function seek(rest: REST, channel: string, me: string, mark: number, since: Date): Promise<string | undefined> {
  try {
    let after = snowflakeBefore(since);
    let seen = 0;
    for (;;) {
      const query = new URLSearchParams({ after, limit: String(PAGE) });
      const messages = page.parse(await rest.get(Routes.channelMessages(channel), { query }));
      const mine = messages.find(({ author, components }) => author.id === me && components?.[0]?.id === mark);
      if (mine) return mine.id;
      seen += messages.length;
      if (messages.length < PAGE) break;
      after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
    }
    if (seen > 0) return undefined;
    // Without the right to read the history the list is empty, whatever stands there (resources/message#get-channel-messages).
    const { last_message_id: last } = place.parse(await rest.get(Routes.channel(channel)));
    if (last && BigInt(last) > BigInt(after)) throw new PostError(UNKNOWABLE, true, { about: 'message' });
    return undefined;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.code === 50001 || error.code === 50013))
      throw new PostError(UNKNOWABLE, true, { about: 'message' });
    throw error;
  }
}
