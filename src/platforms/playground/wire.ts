/** What the page and the playground's server say to each other, as types only: both sides import them. */
import type { Card, Choice } from '../../chat/card.ts';
import type { Page } from '../../chat/sheet.ts';

/** `channel:<id>` or `direct:<person>`. */
export type PlaceId = `channel:${string}` | `direct:${string}`;

export interface RoomMessage {
  readonly id: string;
  readonly place: PlaceId;
  /** `agora`, or the id of the person who wrote it. */
  readonly by: string;
  readonly at: string;
  /** Only this person sees it. */
  readonly for?: string;
  /** The message that it answers, in the same place. */
  readonly thread?: string;
  /** The command that it answers, as typed, and by whom. */
  readonly asked?: { readonly by: string; readonly text: string };
  readonly text?: string;
  readonly card?: Card;
  readonly edited?: string;
}

export interface RoomPerson {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone?: string;
  readonly role: string;
}

/** What a window hears live. `seq` is the journal's own number, so a window can say where it stopped, even after a restart. */
export type LiveEvent = { readonly seq: number } & (
  | { readonly type: 'message' | 'edited'; readonly message: RoomMessage }
  | { readonly type: 'person'; readonly person: RoomPerson }
);

/** What time it is in the room, for every window; not kept in the journal. `moving`: more steps follow at once. */
export interface TimeEvent {
  readonly now: string;
  readonly moving: boolean;
}

/** What an act of a person led to. Messages themselves arrive live; `message` says which one to look at. */
export type Answer =
  | { readonly type: 'none' }
  | { readonly type: 'message'; readonly id: string; readonly place: PlaceId }
  | { readonly type: 'page'; readonly page: Page }
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  | { readonly type: 'home'; readonly card: Card };

export interface MenuOption {
  readonly key: string;
  readonly description: string;
  readonly kind: 'text' | 'integer' | 'choice';
  readonly required: boolean;
  /** Whether the bot suggests values while typing. */
  readonly suggests: boolean;
  readonly choices: readonly Choice[];
}
export interface MenuCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly MenuOption[];
}

export interface RoomState {
  readonly seq: number;
  readonly time: { readonly now: string; readonly movable: boolean };
  readonly as: RoomPerson;
  readonly locales: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly RoomPerson[];
  readonly channels: readonly { readonly id: string; readonly locale: string; readonly closed: boolean }[];
  readonly messages: readonly RoomMessage[];
  readonly menu: readonly MenuCommand[];
  /** The page's own words, by catalogue key. */
  readonly texts: Readonly<Record<string, string>>;
}
