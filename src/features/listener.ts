/** What features hear of talk: in threads that belong to something, and in channels where they listen without being called. */
import type { Address } from '../chat/platform.ts';
import type { CardReply, NoReply } from '../chat/reply.ts';
import type { Database } from '../store/store.ts';
import type { AppContext } from './context.ts';

export interface Heard {
  readonly text: string;
  /** Said to the bot: in a direct message, or with a mention. */
  readonly called: boolean;
}

export interface HeardReply {
  readonly answers: 'private' | 'public';
  readonly reply: CardReply | NoReply;
}

export interface Listener {
  /** Asked of everything that is said without calling the bot, before anything else is done with it. */
  readonly listens: (db: Database, from: Address, text: string) => Promise<boolean>;
  /** Undefined: not meant for this one. */
  readonly hears: (ctx: AppContext, heard: Heard) => Promise<HeardReply | undefined>;
}
