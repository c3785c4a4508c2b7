/** The app manifest: everything that Slack must know of the bot, to be pasted once. */
import type { AnyCommand } from '../../chat/command.ts';
import type { Translate } from '../../chat/translate.ts';
import { type SlashCommand, slashCommands } from './commands.ts';

export interface ManifestOptions {
  /** Where Slack sends requests when there is no socket: `https://…/slack/events`. */
  readonly url?: string | undefined;
  /** Kinds of places that follow a membership, as they are configured. */
  readonly places?: readonly (keyof typeof placeScopes)[];
  /** Where workspaces install the bot themselves: the address of our web server. */
  readonly install?: string | undefined;
}

export interface Manifest {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description: string;
    readonly background_color: string;
  };
  readonly features: {
    readonly app_home: {
      readonly home_tab_enabled: true;
      readonly messages_tab_enabled: true;
      readonly messages_tab_read_only_enabled: false;
    };
    readonly bot_user: { readonly display_name: string; readonly always_online: true };
    readonly slash_commands: readonly SlashCommand[];
  };
  readonly oauth_config: { readonly redirect_urls?: readonly string[]; readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url?: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: true; readonly request_url?: string; readonly message_menu_options_url?: string };
    readonly org_deploy_enabled: false;
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: boolean;
  };
}

/** Each with what it is for; nothing else is asked for. https://docs.slack.dev/reference/scopes */
export const scopes = {
  commands: 'slash commands',
  'chat:write': 'answers, cards in channels that the bot was invited to',
  'im:write': 'direct messages that the bot begins: reminders, decisions on a sheet',
  'im:history': 'message.im: what somebody writes to the bot',
  'channels:history':
    'whether a message whose sending broke off stands in a public channel: it is looked for, not sent twice; message.channels: help channels',
  'groups:history': "the same in a private channel; message.groups: replies in the secretariat's threads",
  'channels:read': 'whether a public channel that is bound to a purpose is there, is archived, and has the bot in it',
  'groups:read': 'the same of a private channel',
  'app_mentions:read': 'app_mention: what somebody asks the bot in a channel',
  'users:read': "a person's language, zone and name; team_join",
} as const;

/** Asked for only where such places are configured. */
export const placeScopes = {
  group: {
    'usergroups:read': 'who is in a user group that follows a membership',
    'usergroups:write': 'putting members into it and out of it',
  },
  channel: { 'channels:manage': 'inviting members to public channels, and out of them', 'groups:write': 'the same for private channels' },
} as const;

/** https://docs.slack.dev/reference/events */
export const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'team_join',
  'tokens_revoked',
] as const;

/** Every scope that the bot needs with these kinds of places. */
export const neededScopes = (places: readonly (keyof typeof placeScopes)[]): readonly string[] => [
  ...Object.keys(scopes),
  ...new Set(places.flatMap((kind) => Object.keys(placeScopes[kind]))),
];

/** Slack shows one language to everybody: `t` is the network's. */
export function manifest(commands: readonly AnyCommand[], t: Translate, { url, places = [], install }: ManifestOptions = {}): Manifest {
  const requests = url === undefined ? {} : { request_url: url };
  return {
    display_information: {
      name: t('manifest.name'),
      description: t('manifest.description'),
      long_description: t('manifest.long'),
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: t('manifest.name'), always_online: true },
      slash_commands: slashCommands(commands, t, url),
    },
    oauth_config: {
      ...(install === undefined ? {} : { redirect_urls: [redirectOf(install)] }),
      scopes: { bot: neededScopes(places) },
    },
    settings: {
      event_subscriptions: { ...requests, bot_events: events },
      interactivity: { is_enabled: true, ...requests, ...(url === undefined ? {} : { message_menu_options_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: install !== undefined,
    },
  };
}

/** Where Slack sends whoever has installed the bot. */
export const redirectOf = (publicUrl: string): string => `${publicUrl.replace(/\/$/, '')}/slack/oauth_redirect`;
