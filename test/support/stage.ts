/** How a scenario plays on a platform: the same few verbs, whatever stands behind them. */
import type { PlatformName } from '../../src/chat/platform.ts';

/** One platform with its fake, and the running bot behind it. */
export interface Stage {
  readonly platform: PlatformName;
  /** Somebody of the workspace. The same id gives the same person. Their role comes from the bot's configuration. */
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): Player;
  /** Somebody new joins the workspace, and the platform tells the bot. Resolves when they have been greeted. */
  joins(id: string, about?: { readonly name?: string; readonly locale?: string }): Promise<Player>;
  /** Everything that stands now in the channel bound to a purpose, as readers see it: newest message last. */
  channel(purpose: string): Promise<readonly Seen[]>;
  /** The roles, groups and channels that the bot has put somebody into, as far as the platform has such a thing. */
  holds(id: string): readonly string[];
  close(): Promise<void>;
}

/** What one message, form or home shows: its text without markup, and what can be pressed. */
export interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  /** Where buttons lead that open an address, by their label. Absent where there are none. */
  readonly links?: Readonly<Record<string, string>>;
}

/** For `Seen`. */
export const linksOf = (links: readonly (readonly [label: string, url: string])[]): Pick<Seen, 'links'> =>
  links.length === 0 ? {} : { links: Object.fromEntries(links) };

export interface Player {
  readonly id: string;
  /** A slash command, as typed: `/experience search query:budget`. Resolves when it has been answered. */
  types(command: string): Promise<void>;
  /** Presses the button with this label, in what they see now (open form first, then newest message). Resolves when answered. */
  presses(label: string): Promise<void>;
  /** Chooses options by label in the newest select with this placeholder, or the one that has these options. */
  selects(labels: string | readonly string[]): Promise<void>;
  /**
   * Fills fields by id in the open form and submits. Where a platform splits the page, goes on to the next sheet
   * (through whatever stands between) until every given value has been put in. Lookups and choices are given by label.
   */
  fills(values: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
  /** Closes the open form without submitting. */
  leaves(): Promise<void>;
  /** A direct message to the bot. */
  says(text: string): Promise<void>;
  /** Says something in the channel for a purpose, without calling the bot, which has something to say to it. */
  talks(purpose: string, text: string): Promise<void>;
  /** Writes under the newest message in which these words stand, in whatever way the platform has; the bot answers. */
  replies(words: string, text: string): Promise<void>;
  /** What is before them now: the open form, else the newest message that they can see. */
  sees(): Promise<Seen>;
  /** Direct messages from the bot that are not answers to something they just did, newest last. */
  inbox(): Promise<readonly Seen[]>;
}
