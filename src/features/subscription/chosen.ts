/** What somebody has chosen to hear of and how, as the form and the cards speak of it. Pure. */
import type { PreferenceRow } from '../../delivery/preferences.ts';

export const kinds = ['news', 'events', 'calls', 'experiences'] as const;
export type Kind = (typeof kinds)[number];

/** Where notices go, and where to when they do not arrive there. */
export const channels = ['chat', 'chatThenChannel', 'chatThenMail', 'mail'] as const;
export type Channel = (typeof channels)[number];

export const digests = ['off', 'weekly', 'monthly'] as const;
export type Digest = (typeof digests)[number];

export interface Chosen {
  readonly kinds: readonly Kind[];
  /** Keys of the vocabulary; none: all of them. */
  readonly themes: readonly string[];
  /** ISO 3166-1 alpha-2; none: all of them. */
  readonly countries: readonly string[];
  readonly digest: Digest;
  readonly channel: Channel;
  /** Empty: none was given. */
  readonly email: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Minutes after local midnight; the same twice: no quiet hours. */
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly morning: number;
}

/** What is known of their address besides what they choose. */
export interface AddressState {
  readonly confirmed: boolean;
  /** When they stopped e-mail with the link in a mail; undefined: they have not. */
  readonly stoppedAt: Date | undefined;
}

export const usesMail = (channel: string | undefined): boolean => channel === 'chatThenMail' || channel === 'mail';

export function channelOf({ byMail, fallback }: Pick<PreferenceRow, 'byMail' | 'fallback'>): Channel {
  if (byMail) return 'mail';
  if (fallback === 'none') return 'chat';
  return fallback === 'mail' ? 'chatThenMail' : 'chatThenChannel';
}

export function columnsOf(channel: Channel): Pick<PreferenceRow, 'byMail' | 'fallback'> {
  switch (channel) {
    case 'chat':
      return { byMail: false, fallback: 'none' };
    case 'chatThenChannel':
      return { byMail: false, fallback: 'channel' };
    case 'chatThenMail':
      return { byMail: false, fallback: 'mail' };
    case 'mail':
      return { byMail: true, fallback: 'none' };
  }
}
