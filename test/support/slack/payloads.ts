/** What Slack tells an app when somebody does something. Shapes after https://docs.slack.dev/reference/interaction-payloads */
import { type Args, described } from './methods.ts';
import type { FakeBlock, FakeElement } from './rules.ts';
import { elementsOf } from './rules.ts';
import type { Message, OpenView, Person, Typed, World } from './world.ts';

const interaction = (world: World, person: Person) => ({
  token: 'verification',
  api_app_id: 'A0001',
  team: { id: world.team.id, domain: 'example' },
  enterprise: null,
  is_enterprise_install: false,
  user: { id: person.id, username: person.name, name: person.name, team_id: world.team.id },
});

export function slashCommand(world: World, person: Person, channel: string, typed: string): Args {
  const [command = '', ...rest] = typed.split(' ');
  return {
    token: 'verification',
    team_id: world.team.id,
    team_domain: 'example',
    channel_id: channel,
    channel_name: world.channels.get(channel)?.name ?? 'directmessage',
    user_id: person.id,
    user_name: person.name,
    command,
    text: rest.join(' '),
    api_app_id: 'A0001',
    is_enterprise_install: 'false',
  };
}

export interface Place {
  readonly message?: Message;
  readonly view?: OpenView;
  readonly under?: string | undefined;
}

export function blockActions(
  world: World,
  person: Person,
  block: FakeBlock,
  element: FakeElement,
  chosen: Typed | undefined,
  place: Place,
): Args {
  const { message, view } = place;
  return {
    type: 'block_actions',
    ...interaction(world, person),
    container:
      message === undefined
        ? { type: 'view', view_id: view?.id }
        : { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: message.onlyFor !== undefined },
    ...(message === undefined ? {} : { channel: { id: message.channel, name: world.channels.get(message.channel)?.name } }),
    // An ephemeral message is not sent back.
    ...(message === undefined || message.onlyFor !== undefined
      ? {}
      : {
          message: {
            type: 'message',
            ts: message.ts,
            text: message.text,
            ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
          },
        }),
    ...(view === undefined ? {} : { view: withState(world, view, place.under) }),
    state: { values: {} },
    actions: [
      {
        type: element.type,
        action_id: element.action_id,
        block_id: block.block_id ?? 'auto1',
        action_ts: `${world.next()}.0`,
        ...stateOf(element, chosen),
      },
    ],
  };
}

export const viewSubmission = (world: World, person: Person, view: OpenView, under: string | undefined): Args => ({
  type: 'view_submission',
  ...interaction(world, person),
  view: withState(world, view, under),
  response_urls: [],
});

export const viewClosed = (world: World, person: Person, view: OpenView, isCleared: boolean): Args => ({
  type: 'view_closed',
  ...interaction(world, person),
  view: withState(world, view, undefined),
  is_cleared: isCleared,
});

export const blockSuggestion = (
  world: World,
  person: Person,
  view: OpenView,
  block: FakeBlock,
  element: FakeElement,
  typed: string,
): Args => ({
  type: 'block_suggestion',
  ...interaction(world, person),
  container: { type: 'view', view_id: view.id },
  action_id: element.action_id,
  block_id: block.block_id,
  value: typed,
  view: withState(world, view, undefined),
});

export const event = (world: World, given: Args): Args => ({
  type: 'event_callback',
  token: 'verification',
  team_id: world.team.id,
  api_app_id: 'A0001',
  event_id: world.newId('Ev'),
  event_time: Math.floor(world.clock.now().getTime() / 1000),
  authorizations: [{ enterprise_id: null, team_id: world.team.id, user_id: world.bot.user, is_bot: true, is_enterprise_install: false }],
  event: given,
});

function withState(world: World, open: OpenView, under: string | undefined) {
  const values: Record<string, Record<string, unknown>> = {};
  for (const block of open.view.blocks) {
    if (block.type !== 'input') continue;
    const { element, block_id = '' } = block;
    values[block_id] = { [element.action_id]: { type: element.type, ...stateOf(element, typedIn(open, block)) } };
  }
  return { ...described(world, open, under), state: { values } };
}

/** What stands in a field: what was put in, else what the app had filled in. */
export function typedIn(open: OpenView, block: Extract<FakeBlock, { type: 'input' }>): Typed | undefined {
  const typed = open.typed.get(block.block_id ?? '');
  if (typed !== undefined) return typed;
  const { element } = block;
  if ('initial_value' in element && element.initial_value !== undefined) return { value: element.initial_value };
  if ('initial_option' in element && element.initial_option !== undefined) return { chosen: [element.initial_option] };
  if ('initial_options' in element && element.initial_options !== undefined) return { chosen: element.initial_options };
  return undefined;
}

function stateOf(element: FakeElement, typed: Typed | undefined) {
  switch (element.type) {
    case 'button':
      return { text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
    case 'plain_text_input':
    case 'number_input':
      return { value: typed !== undefined && 'value' in typed && typed.value !== '' ? typed.value : null };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { selected_options: chosenOf(typed) };
    case 'overflow':
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      return { selected_option: chosenOf(typed)[0] ?? null };
    default:
      return element satisfies never;
  }
}

export const chosenOf = (typed: Typed | undefined) => (typed !== undefined && 'chosen' in typed ? typed.chosen : []);
export const inputsOf = (open: OpenView) => open.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
export const controlsOf = (blocks: readonly FakeBlock[]) =>
  blocks.flatMap((block) => (block.type === 'input' ? [] : elementsOf(block).map((element) => ({ block, element }))));
