/** The seam: what comes in from a chat platform, what goes out to it, and the few things a platform must do. */
import type { ActionRef, Card, Choice } from './card.ts';
import type { AnyCommand } from './command.ts';
import type { Limits } from './limits.ts';
import type { Answers } from './reply.ts';
import type { Page } from './sheet.ts';
import type { Translate } from './translate.ts';

export type PlatformName = 'slack' | 'discord' | 'playground';

/**
 * Where something was said or is to be posted. `workspace` is a Slack team or a Discord server; `thread` is the message that
 * it belongs under, in whatever way the platform has.
 */
export type Address =
  | {
      readonly kind: 'channel';
      readonly platform: PlatformName;
      readonly workspace: string;
      readonly channel: string;
      readonly thread?: string;
    }
  | {
      readonly kind: 'direct';
      readonly platform: PlatformName;
      readonly workspace: string;
      readonly user: string;
      readonly thread?: string;
    };

/** A posted message, enough to edit it later. */
export interface MessageRef {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
}

/** A delivery's unique key: posting twice under one key shows one message. */
export type DeliveryKey = string;

export type Inbound =
  /** `name` with its subcommand ("experience search"). `options` where the platform parses them, `text` where it does not. */
  | {
      readonly type: 'command';
      readonly name: string;
      readonly options?: Readonly<Record<string, string | number>>;
      readonly text?: string;
    }
  /** Somebody is typing an option of a command, or a lookup field of a form. */
  | { readonly type: 'complete'; readonly name: string; readonly option: string; readonly typed: string }
  | { readonly type: 'complete.field'; readonly draft: string; readonly field: string; readonly typed: string }
  | { readonly type: 'action'; readonly ref: ActionRef; readonly selected?: readonly string[] }
  /** A submitted sheet. `raw` has an entry for every field of the sheet, empty where nothing was given. */
  | { readonly type: 'form.page'; readonly draft: string; readonly sheet: string; readonly raw: RawValues }
  /** Back to the sheet before, with what was typed so far where the platform tells (else an empty object). */
  | { readonly type: 'form.back'; readonly draft: string; readonly sheet: string; readonly raw: RawValues }
  | { readonly type: 'form.resume'; readonly draft: string; readonly sheet?: string }
  /** The form was put away; the draft stays. */
  | { readonly type: 'form.closed'; readonly draft: string }
  | { readonly type: 'message'; readonly text: string }
  /** Said in a channel without calling the bot; handed over only where the door `listens`. */
  | { readonly type: 'overheard'; readonly text: string }
  | { readonly type: 'home' }
  | { readonly type: 'joined' }
  /** Something the platform sent that could not be read; `about` is a short note for the log, without content. */
  | { readonly type: 'unreadable'; readonly about: string };

export type RawValues = Readonly<Record<string, readonly string[]>>;

export interface Sender {
  readonly externalId: string;
  readonly name: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

export interface Envelope {
  /** The platform's own id of this event, the same when it is sent again. */
  readonly id: string;
  readonly user: Sender;
  readonly from: Address;
  readonly inbound: Inbound;
}

/** What should happen. Serialisable: it can be logged, replayed and stored. */
export type Outcome =
  | { readonly type: 'card'; readonly card: Card; readonly privately: boolean; readonly replace: boolean }
  | { readonly type: 'page'; readonly page: Page }
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  | { readonly type: 'none' };

/** The router, as platforms see it. `deliver` never rejects: trouble becomes a card. */
export interface Door {
  /** How this will be answered, before it is handled: lets a platform acknowledge in the right way. */
  answers(inbound: Inbound): Answers;
  deliver(envelope: Envelope): Promise<Outcome>;
  /** Whether what is said there without calling the bot is of interest; where it is not, nobody is looked up and nothing is read. */
  listens?(from: Address, text: string): Promise<boolean>;
}

export interface WorkspaceInfo {
  readonly externalId: string;
  readonly name: string;
  readonly locale?: string;
}

export interface PostTrouble {
  readonly retryAfterSeconds?: number | undefined;
  /** It may have arrived all the same: nobody heard how the request ended. */
  readonly uncertain?: boolean;
  /** What the refusal is about: this message, the place or person it goes to, or the whole workspace. */
  readonly about?: 'message' | 'place' | 'workspace';
}

/** A message could not be posted. `permanent`: trying again will not help (channel gone, person left, permission missing). */
export class PostError extends Error {
  readonly code: string;
  readonly permanent: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly uncertain: boolean;
  readonly about: 'message' | 'place' | 'workspace';

  constructor(code: string, permanent: boolean, { retryAfterSeconds, uncertain = false, about = 'message' }: PostTrouble = {}) {
    super(code);
    this.name = 'PostError';
    this.code = code;
    this.permanent = permanent;
    this.retryAfterSeconds = retryAfterSeconds;
    this.uncertain = uncertain;
    this.about = about;
  }
}

/** Code of the PostError for a message of which nobody can know whether it stands there already. */
export const UNKNOWABLE = 'unknowable';

/** Codes of the PostErrors that a calendar gives: why nothing can be put there until somebody does something about it. */
export const calendarTroubles = { permission: 'calendar.permission', full: 'calendar.full' } as const;

/** An event as a workspace's own calendar shows it; its texts fit `Limits.calendar`. */
export interface CalendarEntry {
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly start: Date;
  readonly end: Date;
}

/** The calendar that a platform keeps for each workspace. All of it @throws PostError */
export interface PlatformCalendar {
  /** What is to come or going on: `own` was put there by us. */
  list(workspace: string): Promise<readonly { readonly id: string; readonly text: string; readonly own: boolean }[]>;
  /** @returns the platform's id of it */
  create(workspace: string, entry: CalendarEntry): Promise<string>;
  /** `gone`: it is not there any more, or over. */
  change(workspace: string, id: string, entry: CalendarEntry): Promise<'changed' | 'gone'>;
  /** One that is not there any more is cancelled already. */
  cancel(workspace: string, id: string): Promise<void>;
}

export const placeKinds = ['role', 'group', 'channel'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What the members of a network have in a workspace beside others. */
export interface Place {
  readonly kind: PlaceKind;
  /** The platform's own id of it. */
  readonly id: string;
}

/** Which place follows which category of membership; `member` stands for every one. Without a workspace: in whichever one somebody is. */
export interface PlaceBinding extends Place {
  readonly category: string;
  readonly workspace?: string;
}

/** Codes of the PostErrors that places give: somebody has to do something about it. `last`: nobody would be left in a group. */
export const placeTroubles = { permission: 'places.permission', gone: 'places.gone', last: 'places.last' } as const;

/** Roles, groups and channels. Doing it twice is no error; `absent`: they are not in that workspace. Both @throws PostError */
export interface PlatformPlaces {
  give(workspace: string, user: string, place: Place): Promise<'done' | 'absent'>;
  take(workspace: string, user: string, place: Place): Promise<'done' | 'absent'>;
}

/** How bad it is: nothing goes there, something is missing, or merely good to know. */
export const flawLevels = ['broken', 'limited', 'notice'] as const;
export type FlawLevel = (typeof flawLevels)[number];

/** Something that is not as the bot needs it. Its words stand under `doctor.<code>`: `what`, `breaks` (or `breaks.<detail>`) and `fix`. */
export interface Flaw {
  readonly code: string;
  readonly level: FlawLevel;
  /** Which one, where there may be several of a code. */
  readonly about: string;
  readonly detail?: string;
  /** `purpose` and `permission` are keys, put into words for whoever reads. */
  readonly args: Readonly<Record<string, string | number>>;
  /** A bound channel that takes no messages, with the platform's own word for it. */
  readonly refuses?: { readonly workspace: string; readonly channel: string; readonly word: string };
}

/** What the bot expects of a platform, for comparison with what is there. */
export interface Expected {
  readonly workspaces: readonly {
    readonly externalId: string;
    readonly name: string;
    readonly channels: readonly { readonly externalId: string; readonly purpose: string }[];
  }[];
  readonly places: readonly PlaceBinding[];
  readonly commands: readonly AnyCommand[];
  readonly texts: readonly Translate[];
}

export interface Inspection {
  readonly flaws: readonly Flaw[];
  /** What the platform does not let us see: `doctor.unchecked.<code>`. */
  readonly unchecked: readonly string[];
  /** The platform's clock minus ours, in milliseconds. */
  readonly clockAheadMs?: number;
}

export interface Platform {
  readonly name: PlatformName;
  readonly limits: Limits;
  /** Connects; resolves when it receives. The workspaces that it serves are known from then on. */
  start(door: Door): Promise<readonly WorkspaceInfo[]>;
  /** Takes nothing new, finishes what is under way, disconnects. */
  stop(): Promise<void>;
  /**
   * Shows one message for one key. `doubt`: an earlier try, begun then, may have arrived; it is looked for first, and where
   * that cannot be known nothing is posted. @throws PostError, `unknowable` in that last case
   */
  post(to: Address, card: Card, key: DeliveryKey, doubt?: { readonly since: Date }): Promise<MessageRef>;
  /** How many requests a post there takes, where it may be more than one: limits count them all. */
  cost?(to: Address): number;
  /** @throws PostError */
  edit(ref: MessageRef, card: Card): Promise<void>;
  /** Registers the commands; does nothing when they are registered already. `texts` has one translator per language. */
  publishCommands(commands: readonly AnyCommand[], texts: readonly Translate[]): Promise<void>;
  /** Whether this process hears that workspace; where it is absent, all of them. Posting goes from every process to each of them. */
  serves?(workspace: string): boolean;
  /** Only where the platform has one; `limits.calendar` says what it holds. */
  readonly calendar?: PlatformCalendar;
  /** Only where the platform has such. */
  readonly places?: PlatformPlaces;
  /** Compares rights, registrations and channels with what is expected; works whether it was started or not. @throws when it cannot be reached */
  inspect?(expected: Expected): Promise<Inspection>;
  /** What ends soon is renewed; called every few minutes, by one replica. */
  renewTokens?(): Promise<void>;
}
