/** What the bot posts on its own: to a channel or to a person, once for a key, and edited later. */
import type { webApi } from '@slack/bolt';
import type { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { type Address, type DeliveryKey, type MessageRef, PostError, UNKNOWABLE } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { type Rendered, renderCard } from './card.ts';
import { postError, refusal } from './post-error.ts';
import type { SendMessage } from './send-message.ts';

export interface Post {
  post(to: Address, card: Card, key: DeliveryKey, doubt?: Doubt): Promise<MessageRef>;
  edit(ref: MessageRef, card: Card): Promise<void>;
  /** To a person's own conversation with the bot, as an answer. */
  direct(user: string, said: Rendered): Promise<void>;
}

/** An earlier try, begun then, may have arrived. */
interface Doubt {
  readonly since: Date;
}

/** The name under which a delivery's key travels in a message's metadata: where it can be looked for when a send is uncertain. */
const deliveryEvent = 'agora_delivery';

/** `conversations` are those of all workspaces. */
export function posting(web: webApi.WebClient, send: SendMessage, team: string, conversations: LRUCache<string, string>, log: Log): Post {
  async function conversation(user: string): Promise<string> {
    const key = `${team}/${user}`;
    const known = conversations.get(key);
    if (known !== undefined) return known;
    const { channel } = await web.conversations.open({ users: user });
    if (channel?.id === undefined) throw new PostError('no_conversation', false);
    conversations.set(key, channel.id);
    return channel.id;
  }

  async function post(to: Address, card: Card, key: DeliveryKey, doubt?: Doubt): Promise<MessageRef> {
    if (to.platform !== 'slack' || to.workspace !== team) throw new PostError('unknown_workspace', true, { about: 'workspace' });
    try {
      const { thread } = to;
      const arrived = doubt && (await find(to.kind === 'direct' ? await conversation(to.user) : to.channel, thread, key, doubt));
      if (arrived !== undefined) return { platform: 'slack', workspace: to.workspace, ...arrived };
      const { blocks, fallback } = drawn(card);
      const { channel, ts } = await send({
        // A person's id leads to their conversation with the app, opened or not: one request instead of two. A thread is in it already.
        channel: to.kind === 'channel' ? to.channel : thread === undefined ? to.user : await conversation(to.user),
        text: fallback,
        blocks,
        metadata: { event_type: deliveryEvent, event_payload: { key } },
        unfurl_links: false,
        unfurl_media: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      return { platform: 'slack', workspace: to.workspace, channel, message: ts };
    } catch (error) {
      const trouble = postError(error);
      throw to.kind === 'direct' && trouble.code === 'channel_not_found' ? unknownUser() : trouble;
    }
  }

  /** The message that carries this key, if it stands there. @throws PostError `unknowable` where the bot may not look */
  async function find(channel: string, thread: string | undefined, key: DeliveryKey, { since }: Doubt): Promise<Found | undefined> {
    const oldest = String((since.getTime() - MARGIN_MS) / 1000);
    let cursor: string | undefined;
    do {
      const page = { channel, oldest, include_all_metadata: true, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const found = await look(thread === undefined ? web.conversations.history(page) : web.conversations.replies({ ...page, ts: thread }));
      const mine = found.messages.find(({ metadata }) => metadata?.event_type === deliveryEvent && metadata.event_payload.key === key);
      if (mine) return { channel, message: mine.ts };
      cursor = found.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
    return undefined;
  }

  function drawn(card: Card): Rendered {
    const rendered = renderCard(card, 'message');
    if (rendered.cuts.length > 0) log.error({ cuts: rendered.cuts }, 'a card did not fit and was cut');
    return rendered;
  }

  return {
    post,
    async edit(ref, card) {
      if (ref.platform !== 'slack' || ref.workspace !== team) throw new PostError('unknown_workspace', true);
      try {
        const { blocks, fallback } = drawn(card);
        await web.chat.update({ channel: ref.channel, ts: ref.message, text: fallback, blocks });
      } catch (error) {
        throw postError(error);
      }
    },
    async direct(user, { blocks, fallback }) {
      await web.chat.postMessage({ channel: await conversation(user), text: fallback, blocks, unfurl_links: false, unfurl_media: false });
    },
  };
}

interface Found {
  readonly channel: string;
  readonly message: string;
}

/** What Slack says of a person's id that it does not know, in the word that it has for persons elsewhere. */
const unknownUser = (): PostError => new PostError('user_not_found', true, { about: 'place' });

/** Slack's clock is not ours. */
const MARGIN_MS = 60_000;

const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Without the right to read there, nobody can know whether it arrived: a second message would be worse than none. */
async function look(asked: Promise<unknown>): Promise<z.infer<typeof history>> {
  try {
    return history.parse(await asked);
  } catch (error) {
    if (forbidden.has(refusal(error) ?? '')) throw new PostError(UNKNOWABLE, true, { about: 'message' });
    throw error;
  }
}

const forbidden = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type']);
