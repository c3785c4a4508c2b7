/** What Agora says on its own: a name, parameters that are stored, and a card that is rendered when it is sent. */
import type { Card } from '../chat/card.ts';
import type { Translate } from '../chat/translate.ts';
import type { Clock } from '../clock.ts';
import type { DatedSource } from '../dated.ts';
import type { Links } from '../links.ts';
import type { Database } from '../store/store.ts';
import type { Vocabulary } from '../vocabulary.ts';

export interface MessageContext {
  readonly t: Translate;
  readonly locale: string;
  /** IANA zone of the reader; UTC for a channel. */
  readonly timeZone: string;
  /** Who reads it; undefined for a channel. */
  readonly personId: string | undefined;
  readonly db: Database;
  readonly clock: Clock;
  readonly vocabulary: Vocabulary;
  /** Addresses of our own pages. */
  readonly links: Links;
  /** Everything with a date, one source per feature. */
  readonly dated: readonly DatedSource[];
}

export interface Message<P> {
  /** `<noun>.<what>`, for instance `experience.published`. */
  readonly name: string;
  readonly parse: (params: unknown) => P;
  /** It says the same to every reader of a language and a zone: made once for many of them. */
  readonly shared?: true;
  /** Undefined: there is nothing to say any more; the delivery is marked skipped. */
  readonly render: (ctx: MessageContext, params: P) => Promise<Card | undefined>;
}

// biome-ignore lint/suspicious/noExplicitAny: erased on purpose; `parse` guards what was stored
export type AnyMessage = Message<any>;

export const defineMessage = <P>(message: Message<P>): Message<P> => message;
