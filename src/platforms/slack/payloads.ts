/** What we read of Slack's payloads, and no more: everything else may change without us. https://docs.slack.dev/reference/interaction-payloads */
import { z } from 'zod';
import { viewState } from './form.ts';

/** Of persons, channels, workspaces: a letter that says what, then capitals and digits. */
const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const person = z.looseObject({ id, username: z.string().optional(), name: z.string().optional() });
const team = z.looseObject({ id }).nullish();
const option = z.looseObject({ value: z.string().optional() }).nullish();

const view = z.looseObject({
  id: z.string(),
  hash: z.string().optional(),
  type: z.enum(['modal', 'home']),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  previous_view_id: z.string().nullish(),
  title: z.looseObject({ text: z.string() }).nullish(),
  state: viewState.optional(),
});
export type View = z.infer<typeof view>;

const interaction = {
  user: person,
  team,
  trigger_id: z.string().optional(),
};

export const command = z.looseObject({
  command: z.string().regex(/^\/\S+$/),
  text: z.string().optional(),
  user_id: id,
  user_name: z.string().optional(),
  team_id: id,
  channel_id: id,
  response_url: z.string().optional(),
  trigger_id: z.string().min(1),
});

export const blockActions = z.looseObject({
  type: z.literal('block_actions'),
  ...interaction,
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        action_ts: z.string().optional(),
        type: z.string(),
        selected_option: option,
        selected_options: z.array(option).nullish(),
      }),
    )
    .min(1),
  channel: z.looseObject({ id }).nullish(),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
  response_url: z.string().optional(),
  view: view.optional(),
});

export const suggestion = z.looseObject({
  type: z.literal('block_suggestion'),
  ...interaction,
  block_id: z.string(),
  action_id: z.string(),
  value: z.string().optional(),
  view: view.optional(),
});

export const submission = z.looseObject({ type: z.literal('view_submission'), ...interaction, view });
export const closed = z.looseObject({ type: z.literal('view_closed'), ...interaction, view });

export const shortcut = z.looseObject({
  type: z.enum(['shortcut', 'message_action']),
  ...interaction,
  callback_id: z.string(),
  channel: z.looseObject({ id }).nullish(),
  response_url: z.string().optional(),
});

const event = z.looseObject({ type: z.string() });
export const eventCallback = z.looseObject({
  event_id: z.string().min(1),
  team_id: z.string().optional(),
  event,
});

export const said = z.looseObject({
  type: z.enum(['app_mention', 'message']),
  user: id.optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  edited: z.unknown().optional(),
  text: z.string().optional(),
  channel: id,
  channel_type: z.string().optional(),
  ts: z.string().regex(/^\d+\.\d+$/),
  thread_ts: z.string().optional(),
});
export const homeOpened = z.looseObject({ type: z.literal('app_home_opened'), user: id, tab: z.string().optional() });
export const teamJoin = z.looseObject({
  type: z.literal('team_join'),
  user: z.looseObject({
    id,
    is_bot: z.boolean().optional(),
    // A guest of one channel, or of several. https://docs.slack.dev/reference/objects/user-object
    is_ultra_restricted: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    tz: z.string().optional(),
  }),
});

/** Just enough to answer somebody whose payload could not be read. */
export const anybody = z.looseObject({
  type: z.string().optional(),
  user: z.looseObject({ id }).optional(),
  user_id: id.optional(),
  team: z.looseObject({ id }).nullish(),
  team_id: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
});

export const anywhere = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish().catch(undefined),
  team_id: z.string().optional().catch(undefined),
});

/** https://docs.slack.dev/reference/events/app_uninstalled, tokens_revoked */
export const gone = z.looseObject({
  type: z.enum(['app_uninstalled', 'tokens_revoked']),
  tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish(),
});
