/** One payload of each kind as the platforms send them, with the parts that must be right. */
import { slashCommand } from '../../test/support/slack/payloads.ts';
import { personOf, type World } from '../../test/support/slack/world.ts';
import type { Sample } from './damage.ts';

/** https://docs.slack.dev/reference/interaction-payloads */
export function slackSamples(world: World): readonly Sample[] {
  const team = { id: world.team.id, domain: 'example' };
  const user = { id: 'UBEA', username: 'bea', name: 'bea', team_id: world.team.id };
  const view = {
    id: 'V1',
    hash: '1.abc',
    type: 'modal',
    callback_id: 'form',
    private_metadata: '{"form":"experience.quick","draft":"none","page":0}',
    title: { type: 'plain_text', text: 'Share an experience' },
    state: { values: { 'title#1': { value: { type: 'plain_text_input', value: 'A budget of the young' } } } },
  };
  const event = { type: 'event_callback', team_id: world.team.id, event_id: 'Ev1', event_time: 1 };
  return [
    {
      payload: slashCommand(world, personOf(world, 'UBEA'), 'CGENERAL', '/experience submit'),
      needed: ['command', 'user_id', 'team_id', 'channel_id'],
    },
    {
      payload: {
        type: 'block_actions',
        team,
        user,
        container: { type: 'message', message_ts: '1.2', channel_id: 'CGENERAL' },
        channel: { id: 'CGENERAL' },
        message: { ts: '1.2' },
        actions: [{ type: 'button', action_id: 'experience.publish:1#0', action_ts: '1.0' }],
      },
      needed: ['type', 'user', 'user.id', 'actions', 'actions.0', 'actions.0.action_id', 'actions.0.type'],
    },
    { payload: { type: 'view_submission', team, user, view }, needed: ['type', 'user', 'user.id', 'view', 'view.id', 'view.type'] },
    { payload: { type: 'view_closed', team, user, view, is_cleared: true }, needed: ['type', 'user', 'user.id', 'view', 'view.id'] },
    {
      payload: {
        type: 'block_suggestion',
        team,
        user,
        container: { type: 'view', view_id: 'V1' },
        action_id: 'a',
        block_id: 'b',
        value: 'x',
        view,
      },
      needed: ['type', 'user', 'user.id', 'action_id', 'block_id'],
    },
    {
      payload: { ...event, event: { type: 'message', channel_type: 'im', user: 'UBEA', text: 'hello', channel: 'DBEA', ts: '1.3' } },
      needed: ['event', 'event_id', 'event.type', 'event.channel', 'event.ts'],
    },
    {
      payload: { ...event, event: { type: 'team_join', user: { id: 'UCAI', is_bot: false, name: 'cai' } } },
      needed: ['event', 'event_id', 'event.type', 'event.user', 'event.user.id'],
    },
  ];
}

const user = { id: '900000000000000777', username: 'bea', global_name: 'Bea', discriminator: '0', avatar: null };
const about = {
  id: '900000000000000001',
  application_id: '700000000000000001',
  token: 'a-token-of-nothing',
  version: 1,
  channel_id: '800000000000000009',
  channel: { id: '800000000000000009', type: 0 },
  guild_id: '800000000000000001',
  member: { user, nick: null, roles: [], permissions: '0' },
  locale: 'en-US',
  entitlements: [],
  context: 0,
};
const identity = ['id', 'application_id', 'token', 'member', 'member.user', 'member.user.id', 'data'];

/** https://docs.discord.com/developers/interactions/receiving-and-responding */
export const discordSamples: readonly Sample[] = [
  {
    payload: { ...about, type: 2, data: { id: '1', name: 'experience', type: 1, options: [{ name: 'submit', type: 1, options: [] }] } },
    needed: [...identity, 'type', 'data.name', 'data.type'],
  },
  {
    payload: {
      ...about,
      type: 4,
      data: {
        id: '1',
        name: 'experience',
        type: 1,
        options: [{ name: 'search', type: 1, options: [{ name: 'text', type: 3, value: 'b', focused: true }] }],
      },
    },
    needed: [...identity, 'type', 'data.name', 'data.type'],
  },
  {
    payload: {
      ...about,
      type: 3,
      message: { id: '900000000000000002', channel_id: about.channel_id, flags: 0, components: [] },
      data: { custom_id: 'experience.publish:1', component_type: 2 },
    },
    needed: [...identity, 'type', 'message', 'message.id', 'data.custom_id', 'data.component_type'],
  },
  {
    payload: {
      ...about,
      type: 5,
      data: { custom_id: 'form:none', components: [{ type: 18, component: { type: 4, custom_id: 'title', value: 'A budget' } }] },
    },
    needed: [...identity, 'type', 'data.custom_id', 'data.components', 'data.components.0'],
  },
  {
    payload: {
      event: 'MESSAGE_CREATE',
      id: '900000000000000003',
      channel_id: '800000000000000777',
      author: user,
      content: 'hello',
      mentions: [],
      timestamp: '2026-03-01T10:00:00Z',
      type: 0,
    },
    needed: ['id', 'channel_id', 'author', 'author.id', 'content', 'mentions'],
  },
];

const who = { as: 'awa', request: 'torture-request' };
export const playgroundSamples: readonly Sample[] = [
  { payload: { path: 'say', who, place: 'direct:awa', text: 'hello' }, needed: ['who', 'who.as', 'who.request', 'place', 'text'] },
  {
    payload: { path: 'press', who, message: 'm1', ref: { name: 'experience.publish', id: '1' }, selected: [] },
    needed: ['who', 'message', 'ref', 'ref.name', 'ref.id', 'selected'],
  },
  {
    payload: { path: 'complete', who, place: 'direct:awa', name: 'experience search', option: 'text', typed: 'b' },
    needed: ['who', 'name', 'option', 'typed', 'place'],
  },
  { payload: { path: 'lookup', who, draft: 'none', field: 'country', typed: 'b' }, needed: ['who', 'draft', 'field', 'typed'] },
  {
    payload: { path: 'form', who, place: 'direct:awa', move: 'next', draft: 'none', raw: {} },
    needed: ['who', 'place', 'move', 'draft', 'raw'],
  },
  { payload: { path: 'home', who }, needed: ['who', 'who.as'] },
  { payload: { path: 'people', who, name: 'Bea' }, needed: ['who', 'name'] },
];
