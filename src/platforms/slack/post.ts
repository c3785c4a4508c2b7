/** What the bot posts on its own: to a channel or to a person, once for a key, and edited later. */
import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Card } from '../../chat/card.ts';
import { type Address, type DeliveryKey, type MessageRef, PostError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { type Rendered, renderCard } from './card.ts';
import { postError } from './post-error.ts';

export interface Post {
  post(to: Address, card: Card, key: DeliveryKey): Promise<MessageRef>;
  edit(ref: MessageRef, card: Card): Promise<void>;
  /** To a person's own conversation with the bot, as an answer. */
  direct(user: string, said: Rendered): Promise<void>;
}

/** The name under which a delivery's key travels in a message's metadata: where it can be looked for when a send is uncertain. */
const deliveryEvent = 'agora_delivery';

/** `team` is known once the platform has started. */
export function posting(web: webApi.WebClient, team: () => string, log: Log): Post {
  const conversations = new LRUCache<string, string>({ max: 20_000 });
  const posted = new LRUCache<DeliveryKey, Promise<MessageRef>>({ max: 20_000 });

  async function conversation(user: string): Promise<string> {
    const known = conversations.get(user);
    if (known !== undefined) return known;
    const { channel } = await web.conversations.open({ users: user });
    if (channel?.id === undefined) throw new PostError('no_conversation', false);
    conversations.set(user, channel.id);
    return channel.id;
  }

  async function send(to: Address, card: Card, key: DeliveryKey): Promise<MessageRef> {
    if (to.platform !== 'slack' || to.workspace !== team()) throw new PostError('unknown_workspace', true, { about: 'workspace' });
    try {
      const { blocks, fallback } = drawn(card);
      const sent = await web.chat.postMessage({
        channel: to.kind === 'direct' ? await conversation(to.user) : to.channel,
        text: fallback,
        blocks,
        metadata: { event_type: deliveryEvent, event_payload: { key } },
        unfurl_links: false,
        unfurl_media: false,
        ...(to.kind === 'channel' && to.thread !== undefined ? { thread_ts: to.thread } : {}),
      });
      if (sent.channel === undefined || sent.ts === undefined) throw new PostError('no_message', false);
      return { platform: 'slack', workspace: to.workspace, channel: sent.channel, message: sent.ts };
    } catch (error) {
      throw postError(error);
    }
  }

  function drawn(card: Card): Rendered {
    const rendered = renderCard(card, 'message');
    if (rendered.cuts.length > 0) log.error({ cuts: rendered.cuts }, 'a card did not fit and was cut');
    return rendered;
  }

  return {
    async post(to, card, key) {
      const earlier = posted.get(key);
      if (earlier !== undefined) return earlier;
      const sending = send(to, card, key);
      posted.set(key, sending);
      try {
        return await sending;
      } catch (error) {
        posted.delete(key);
        throw error;
      }
    },
    async edit(ref, card) {
      if (ref.platform !== 'slack' || ref.workspace !== team()) throw new PostError('unknown_workspace', true);
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
