/** User groups and channels of a Slack workspace: https://docs.slack.dev/reference/methods/usergroups.users.update, conversations.invite */
import type { webApi } from '@slack/bolt';
import { type Place, type PlatformPlaces, PostError, placeTroubles } from '../../chat/platform.ts';
import { postError, refusal } from './post-error.ts';

export function slackPlaces(web: webApi.WebClient): PlatformPlaces {
  const group = async (id: string, user: string, inIt: boolean) => {
    const { users = [] } = await web.usergroups.users.list({ usergroup: id });
    if (users.includes(user) === inIt) return;
    const next = inIt ? [...users, user] : users.filter((one) => one !== user);
    // Slack keeps no group without members: switching it off is a person's decision.
    if (next.length === 0) throw new PostError(placeTroubles.last, true);
    await web.usergroups.users.update({ usergroup: id, users: next.join(',') });
  };
  const change = (inIt: boolean) => async (_team: string, user: string, place: Place) => {
    try {
      if (place.kind === 'group') await group(place.id, user, inIt);
      else if (place.kind === 'channel' && inIt) await web.conversations.invite({ channel: place.id, users: user });
      else if (place.kind === 'channel') await web.conversations.kick({ channel: place.id, user });
      else throw new PostError(placeTroubles.gone, true);
      return 'done';
    } catch (error) {
      const word = refusal(error) ?? '';
      if (word === 'already_in_channel') return 'done';
      if (ABSENT.has(word) || (!inIt && word === 'not_in_channel')) return 'absent';
      if (GONE.has(word)) throw new PostError(placeTroubles.gone, true);
      if (FORBIDDEN.has(word)) throw new PostError(placeTroubles.permission, true, { about: 'workspace' });
      throw postError(error);
    }
  };
  return { give: change(true), take: change(false) };
}

/** They have left the workspace, or are in another one. */
const ABSENT = new Set(['user_not_found', 'users_not_found', 'user_disabled', 'user_is_bot', 'user_team_not_in_channel']);
const GONE = new Set(['channel_not_found', 'is_archived', 'no_such_subteam', 'subteam_not_found', 'method_not_supported_for_channel_type']);
const FORBIDDEN = new Set([
  'missing_scope',
  'not_in_channel',
  'permission_denied',
  'restricted_action',
  'cant_invite',
  'cant_kick_from_general',
  'ura_max_channels',
  'plan_upgrade_required',
  'paid_teams_only',
]);
