/** Slack's payloads as envelopes. Pure: the same payload always gives the same envelope, under the same id. */
import type { Address, Envelope, Inbound, Sender } from '../../chat/platform.ts';
import { readActionId } from './action-id.ts';
import { type FormMetadata, fieldOfBlock, readMetadata, readValues } from './form.ts';
import * as payloads from './payloads.ts';

/** The umbrella: `/agora experience search` does what `/experience search` does, also where another app owns that word. */
export const umbrella = '/agora';

/** Where and how the answer can be given. */
export interface Way {
  readonly user: string;
  readonly team: string;
  /** How the platform wants it acknowledged: at once and empty, or with the answer itself. */
  readonly ack: 'now' | 'view' | 'options';
  readonly triggerId?: string | undefined;
  readonly responseUrl?: string | undefined;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  readonly view?: ShownView | undefined;
}
export interface ShownView {
  readonly id: string;
  readonly hash: string | undefined;
  readonly kind: 'modal' | 'home';
  readonly title: string | undefined;
  /** Whether another view lies under it. */
  readonly stacked: boolean;
  readonly form: FormMetadata | undefined;
}

export type Received =
  | { readonly type: 'envelope'; readonly envelope: Envelope; readonly way: Way }
  /** The workspace has taken back what it gave when it installed the bot. */
  | { readonly type: 'gone'; readonly team: string; readonly why: 'app_uninstalled' | 'tokens_revoked' }
  | { readonly type: 'ignored'; readonly why: string };

export interface Self {
  readonly team: string;
  readonly botUser: string;
}

/** Where it happened; undefined where Slack does not say. */
export function teamOf(body: unknown): string | undefined {
  const found = payloads.anywhere.safeParse(body);
  return found.success ? (found.data.team_id ?? found.data.team?.id) : undefined;
}

export function receive(body: unknown, self: Self): Received {
  if (!isRecord(body)) return ignored('not an object');
  if (body.event !== undefined || body.type === 'event_callback') return event(body, self);
  if (body.command !== undefined) return command(body, self);
  switch (body.type) {
    case 'block_actions':
      return pressed(body, self);
    case 'block_suggestion':
      return typing(body, self);
    case 'view_submission':
      return submitted(body, self);
    case 'view_closed':
      return closed(body, self);
    case 'shortcut':
    case 'message_action':
      return shortcut(body, self);
    default:
      return unreadable(body, self, `an unknown kind of payload: ${String(body.type).slice(0, 40)}`);
  }
}

function command(body: object, self: Self): Received {
  const parsed = payloads.command.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'a command');
  const given = parsed.data;
  const text = (given.text ?? '').trim();
  const words = text.split(/\s+/);
  const inbound: Inbound =
    given.command === umbrella
      ? {
          type: 'command',
          name: words[0] === undefined || words[0] === '' ? 'help' : words[0].replace(/^\//, ''),
          text: text.slice(words[0]?.length ?? 0).trim(),
        }
      : { type: 'command', name: given.command.slice(1), text };
  return envelope(`command:${given.trigger_id}`, { externalId: given.user_id, name: given.user_name ?? given.user_id }, inbound, {
    ...place(given.team_id, given.user_id, given.channel_id, undefined),
    ack: 'now',
    triggerId: given.trigger_id,
    responseUrl: given.response_url,
  });
}

function pressed(body: object, self: Self): Received {
  const parsed = payloads.blockActions.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'a press');
  const given = parsed.data;
  const [action] = given.actions;
  if (action === undefined) return ignored('a press of nothing');
  const inbound = press(action, given.view);
  if (inbound === undefined) return ignored('a link opens by itself');
  return envelope(
    `press:${given.trigger_id ?? `${given.view?.id ?? given.message?.ts}:${action.action_ts}`}`,
    sender(given.user),
    inbound,
    {
      ...place(given.team?.id ?? self.team, given.user.id, given.channel?.id, given.message?.thread_ts),
      ack: 'now',
      triggerId: given.trigger_id,
      responseUrl: given.response_url,
      view: shown(given.view),
    },
  );
}

function press(
  action: NonNullable<ReturnType<typeof payloads.blockActions.parse>['actions'][number]>,
  view: payloads.View | undefined,
): Inbound | undefined {
  const what = readActionId(action.action_id);
  switch (what.type) {
    case 'link':
      return undefined;
    case 'resume':
      return { type: 'form.resume', draft: what.draft, ...(what.sheet === undefined ? {} : { sheet: what.sheet }) };
    case 'back': {
      const form = readMetadata(view?.private_metadata);
      if (form === undefined) return { type: 'action', ref: { name: 'back', id: '' } };
      return { type: 'form.back', ...form, raw: readValues(view?.state?.values ?? {}, form.sheet) };
    }
    case 'action': {
      const selected = [...(action.selected_options ?? []), action.selected_option].flatMap((option) => option?.value ?? []);
      const chooses = action.selected_option !== undefined || action.selected_options !== undefined;
      return { type: 'action', ref: what.ref, ...(chooses ? { selected } : {}) };
    }
  }
}

function typing(body: object, self: Self): Received {
  const parsed = payloads.suggestion.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'typing', 'options');
  const given = parsed.data;
  const form = readMetadata(given.view?.private_metadata);
  if (form === undefined) return unreadable(body, self, 'typing outside a form', 'options');
  const field = fieldOfBlock(given.block_id);
  const typed = given.value ?? '';
  return envelope(
    `typing:${given.view?.id}:${field}:${typed}`,
    sender(given.user),
    { type: 'complete.field', draft: form.draft, field, typed },
    {
      ...place(given.team?.id ?? self.team, given.user.id, undefined, undefined),
      ack: 'options',
    },
  );
}

function submitted(body: object, self: Self): Received {
  const parsed = payloads.submission.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'a submission', 'view');
  const given = parsed.data;
  const form = readMetadata(given.view.private_metadata);
  const inbound: Inbound =
    form === undefined
      ? { type: 'action', ref: { name: given.view.callback_id ?? '', id: '' } }
      : { type: 'form.page', ...form, raw: readValues(given.view.state?.values ?? {}, form.sheet) };
  // A refused view keeps its hash, so the hash alone cannot tell a second submission from a repeated one.
  return envelope(`submit:${given.trigger_id ?? `${given.view.id}:${given.view.hash}`}`, sender(given.user), inbound, {
    ...place(given.team?.id ?? self.team, given.user.id, undefined, undefined),
    ack: 'view',
    triggerId: given.trigger_id,
    view: shown(given.view),
  });
}

function closed(body: object, self: Self): Received {
  const parsed = payloads.closed.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'a closed view');
  const given = parsed.data;
  const form = readMetadata(given.view.private_metadata);
  if (form === undefined) return ignored('a view without a form was closed');
  return envelope(
    `closed:${given.view.id}:${given.view.hash ?? ''}`,
    sender(given.user),
    { type: 'form.closed', draft: form.draft },
    {
      ...place(given.team?.id ?? self.team, given.user.id, undefined, undefined),
      ack: 'now',
    },
  );
}

function shortcut(body: object, self: Self): Received {
  const parsed = payloads.shortcut.safeParse(body);
  if (!parsed.success) return unreadable(body, self, 'a shortcut');
  const given = parsed.data;
  return envelope(
    `shortcut:${given.trigger_id}`,
    sender(given.user),
    { type: 'action', ref: { name: given.callback_id, id: '' } },
    {
      ...place(given.team?.id ?? self.team, given.user.id, given.channel?.id, undefined),
      ack: 'now',
      triggerId: given.trigger_id,
      responseUrl: given.response_url,
    },
  );
}

function event(body: object, self: Self): Received {
  const parsed = payloads.eventCallback.safeParse(body);
  if (!parsed.success) return ignored('an event that cannot be read');
  const { event_id: id, event: given } = parsed.data;
  const team = parsed.data.team_id ?? self.team;
  const gone = payloads.gone.safeParse(given);
  if (gone.success) {
    const { type: why, tokens } = gone.data;
    return why === 'tokens_revoked' && !tokens?.bot?.length ? ignored('a token of a person, not of the bot') : { type: 'gone', team, why };
  }
  const message = payloads.said.safeParse(given);
  if (message.success) return saidSomething(`event:${id}`, team, message.data, self);
  const home = payloads.homeOpened.safeParse(given);
  if (home.success) {
    if (home.data.tab !== undefined && home.data.tab !== 'home') return ignored('another tab was opened');
    const { user } = home.data;
    return envelope(
      `event:${id}`,
      { externalId: user, name: user },
      { type: 'home' },
      {
        ...place(team, user, undefined, undefined),
        ack: 'now',
        view: { id: '', hash: undefined, kind: 'home', title: undefined, stacked: false, form: undefined },
      },
    );
  }
  const joined = payloads.teamJoin.safeParse(given);
  if (joined.success) {
    const { user } = joined.data;
    if (user.is_bot === true || user.id === 'USLACKBOT') return ignored('a bot joined');
    if (user.is_restricted === true || user.is_ultra_restricted === true) return ignored('a guest joined');
    const who: Sender = {
      externalId: user.id,
      name: user.real_name ?? user.name ?? user.id,
      ...(user.locale === undefined ? {} : { locale: user.locale }),
      ...(user.tz === undefined ? {} : { timeZone: user.tz }),
    };
    return envelope(`event:${id}`, who, { type: 'joined' }, { ...place(team, user.id, undefined, undefined), ack: 'now' });
  }
  return ignored(`an event of no interest: ${given.type}`);
}

function saidSomething(id: string, team: string, said: ReturnType<typeof payloads.said.parse>, self: Self): Received {
  const { user } = said;
  if (user === undefined || said.bot_id !== undefined || user === self.botUser) return ignored('said by a bot');
  if (said.subtype !== undefined || said.edited !== undefined) return ignored('a message was changed');
  const direct = said.channel.startsWith('D') || said.channel_type === 'im';
  const called = said.type === 'app_mention';
  // A mention also arrives as a message of its channel; in a direct message it arrives twice the other way round.
  if (called ? direct : !direct && said.text?.includes(`<@${self.botUser}>`)) return ignored('heard in another way');
  return envelope(
    id,
    { externalId: user, name: user },
    { type: direct || called ? 'message' : 'overheard', text: spoken(said.text ?? '', self.botUser) },
    {
      ...place(team, user, said.channel, called ? (said.thread_ts ?? said.ts) : said.thread_ts),
      ack: 'now',
    },
  );
}

/** What somebody typed, from how Slack writes it down. https://docs.slack.dev/messaging/formatting-message-text#escaping */
function spoken(text: string, botUser: string): string {
  return text
    .replaceAll(`<@${botUser}>`, ' ')
    .replace(/<([^<>|]+)\|([^<>]*)>/g, (_, target: string, label: string) => (label === '' ? target : label))
    .replace(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function unreadable(body: object, self: Self, about: string, ack: Way['ack'] = 'now'): Received {
  const found = payloads.anybody.safeParse(body);
  const user = found.success ? (found.data.user?.id ?? found.data.user_id) : undefined;
  if (!found.success || user === undefined) return ignored(`unreadable: ${about}`);
  return envelope(
    `unreadable:${found.data.trigger_id ?? about}`,
    { externalId: user, name: user },
    { type: 'unreadable', about },
    {
      ...place(found.data.team?.id ?? found.data.team_id ?? self.team, user, undefined, undefined),
      ack,
      responseUrl: found.data.response_url,
    },
  );
}

function envelope(id: string, user: Sender, inbound: Inbound, way: Way): Received {
  const base = { platform: 'slack', workspace: way.team, ...(way.thread === undefined ? {} : { thread: way.thread }) } as const;
  const from: Address =
    way.channel === undefined || way.channel.startsWith('D')
      ? { kind: 'direct', ...base, user: user.externalId }
      : { kind: 'channel', ...base, channel: way.channel };
  return { type: 'envelope', envelope: { id: `slack:${id}`, user, from, inbound }, way };
}

const place = (team: string, user: string, channel: string | undefined, thread: string | undefined) => ({ team, user, channel, thread });
const sender = (user: { readonly id: string; readonly username?: string | undefined; readonly name?: string | undefined }): Sender => ({
  externalId: user.id,
  name: user.name ?? user.username ?? user.id,
});
const shown = (view: payloads.View | undefined): ShownView | undefined =>
  view === undefined
    ? undefined
    : {
        id: view.id,
        hash: view.hash,
        kind: view.type,
        title: view.title?.text,
        stacked: view.previous_view_id != null,
        form: readMetadata(view.private_metadata),
      };
const ignored = (why: string): Received => ({ type: 'ignored', why });
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
