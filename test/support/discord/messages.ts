/** Messages of the fake: how they are kept, and how Discord tells of them. */
import { EPHEMERAL, type Json, list, record } from './contract.ts';
import type { Message, World } from './world.ts';

export function addMessage(world: World, given: Omit<Message, 'id' | 'author' | 'touched' | 'deleted'>): Message {
  const message: Message = { ...given, id: world.newId(), author: world.bot.id, touched: world.touch(), deleted: false };
  message.body = withComponentIds(given.body);
  world.messages.push(message);
  return message;
}

export function change(world: World, message: Message, body: Json): Message {
  message.body = withComponentIds({ ...message.body, ...body });
  message.touched = world.touch();
  return message;
}

/** As Discord returns components: each with an id, defaults filled in, pictures with what it found out about them. */
function withComponentIds(body: Json): Json {
  const taken = new Set<number>();
  const number = (component: Json): Json => {
    const inner = Object.entries(component).map(([key, value]): [string, unknown] => {
      if (key === 'components') return [key, list(value).map(number)];
      if (key === 'accessory') return [key, number(record(value))];
      if (key === 'items') return [key, list(value).map((item) => ({ ...item, spoiler: false, media: found(record(item.media)) }))];
      return [key, value];
    });
    let id = Number(component.id ?? 1);
    while (taken.has(id)) id++;
    taken.add(id);
    return { ...Object.fromEntries(inner), id };
  };
  return { ...body, components: list(body.components).map(number) };
}
const found = (media: Json): Json => ({
  ...media,
  proxy_url: `https://media.example/${String(media.url)}`,
  width: 640,
  height: 480,
  content_type: 'image/png',
});

export function messagePayload(message: Message): Json {
  const flags = Number(message.body.flags ?? 0) | (message.onlyFor === undefined ? 0 : EPHEMERAL);
  return {
    id: message.id,
    channel_id: message.channel,
    flags,
    content: '',
    components: message.body.components,
    author: { id: message.author, username: 'agora', bot: true },
    ...(message.about === undefined ? {} : { interaction_metadata: { type: 3, interacted_message_id: message.about } }),
  };
}
