/** The playground: a chat platform of our own, played by this process, so that everything can be tried with no account. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AnyCommand } from '../../chat/command.ts';
import { type Address, type Door, type Platform, PostError } from '../../chat/platform.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Clock } from '../../clock.ts';
import { trackWork } from '../../work.ts';
import { type PlaygroundChannel, channels as usualChannels, workspace } from './channels.ts';
import { chromeTexts } from './chrome.ts';
import { menuFor } from './commands.ts';
import type { Journal } from './journal.ts';
import { limits } from './limits.ts';
import { type Desk, openDesk, refuseOversized } from './receive.ts';
import { Refusal } from './refusal.ts';
import { agora, openRoom, type Room } from './room.ts';
import { playgroundRoutes } from './routes.ts';
import { type MovableTime, openTime } from './time.ts';
import type { PlaceId, RoomState } from './wire.ts';

export interface PlaygroundSettings {
  /** The playground is the chat server, so its messages are its own to keep. */
  readonly journal: Journal;
  readonly clock: Clock;
  /** Where people may move the time; `clock` is the same one then. */
  readonly time?: MovableTime | undefined;
  /** One translator per language, the default first: for the page's own words. */
  readonly texts: readonly Translate[];
  /** Names beside `localhost` under which the page is served. */
  readonly hosts?: readonly string[];
  /** Mails leave this machine: the page says so. */
  readonly mail?: boolean;
  readonly channels?: readonly PlaygroundChannel[];
  readonly newId?: () => string;
}

export interface Playground extends Platform {
  /** The requests of the page, under `/playground/api`. */
  routes(app: FastifyInstance): Promise<void>;
  /** What the people of the playground can do, without a page. @throws Refusal before `start` */
  desk(): Desk;
  /** @throws Refusal before `start` */
  room(): Room;
}

const whereMailLeaves = {
  'playground.notice': 'playground.notice.mail',
  'playground.welcome.text': 'playground.welcome.text.mail',
} as const;

/** How long `stop` waits for answers that are under way. */
const STOP_MS = 10_000;

export function playground(settings: PlaygroundSettings): Playground {
  const newId = settings.newId ?? randomUUID;
  const channels = settings.channels ?? usualChannels;
  const time = openTime(settings.clock, settings.time);
  let work = trackWork();
  let commands: readonly AnyCommand[] = [];
  let room: Room | undefined;
  let desk: Desk | undefined;

  /** So that `stop` can wait for what has been taken. */
  const counted = (door: Door): Door => ({
    answers: (inbound) => door.answers(inbound),
    deliver: (envelope) => work.run(() => door.deliver(envelope)),
    listens: async (from, text) => (await door.listens?.(from, text)) ?? false,
  });
  const needed = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Refusal(503, 'not_started');
    return part;
  };
  const translate = (locale: string | undefined): Translate => {
    const t = settings.texts.find((one) => one.locale === locale) ?? settings.texts[0];
    if (t === undefined) throw new Error('the playground was given no language');
    return t;
  };

  const state = (as: string, locale: string | undefined): RoomState => {
    const open = needed(room);
    const person = open.person(as);
    if (person === undefined) throw new Refusal(404, 'unknown_person');
    const t = translate(locale ?? person.locale);
    return {
      seq: open.seq(),
      time: { now: time.now().toISOString(), movable: time.movable },
      as: person,
      locales: settings.texts.map(({ locale: id }) => ({ id, name: nameOf(id) })),
      people: open.people(),
      channels: channels
        .filter((channel) => open.mayEnter(as, `channel:${channel.id}`))
        .map((channel) => ({ id: channel.id, locale: channel.locale, closed: channel.only !== undefined })),
      messages: open.visibleTo(as),
      menu: menuFor(commands, t),
      texts: chromeTexts(t, settings.mail === true ? whereMailLeaves : {}),
    };
  };

  return {
    name: 'playground',
    limits,
    async start(door) {
      work = trackWork();
      room = await openRoom(settings.journal, channels);
      desk = openDesk({ room, clock: settings.clock, newId, door: counted(door), commandNames: () => commands.map((one) => one.name) });
      return [workspace];
    },
    async stop() {
      desk = undefined;
      time.stop();
      await work.finish(STOP_MS);
    },
    async post(to, card, key) {
      const open = needed(room);
      const place = placeOf(to, open, channels);
      refuseOversized(card);
      const thread = to.thread === undefined ? {} : { thread: to.thread };
      const posted = await open.add({ id: newId(), place, by: agora, at: settings.clock.now().toISOString(), ...thread, card }, key);
      return { platform: 'playground', workspace: workspace.externalId, channel: posted.place, message: posted.id };
    },
    async edit(ref, card) {
      const open = needed(room);
      if (open.message(ref.message) === undefined) throw new PostError('message_not_found', true);
      refuseOversized(card);
      await open.edit(ref.message, card, settings.clock.now());
    },
    async publishCommands(published) {
      commands = published;
    },
    routes: (app) => playgroundRoutes(app, { hosts: settings.hosts ?? [], desk: () => desk, room: () => room, state, time }),
    desk: () => needed(desk),
    room: () => needed(room),
  };
}

/** @throws PostError when there is no such channel or person. */
function placeOf(to: Address, room: Room, channels: readonly PlaygroundChannel[]): PlaceId {
  if (to.platform !== 'playground' || to.workspace !== workspace.externalId)
    throw new PostError('workspace_not_found', true, { about: 'workspace' });
  if (to.kind === 'direct') {
    if (room.person(to.user) === undefined) throw new PostError('user_not_found', true, { about: 'place' });
    return `direct:${to.user}`;
  }
  if (!channels.some((channel) => channel.id === to.channel)) throw new PostError('channel_not_found', true, { about: 'place' });
  return `channel:${to.channel}`;
}

/** A language in its own words: "français". */
const nameOf = (locale: string): string => new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
