/** What sending is done with. */
import type { Card } from '../chat/card.ts';
import type { Limits } from '../chat/limits.ts';
import type { Platform } from '../chat/platform.ts';
import type { Translate } from '../chat/translate.ts';
import type { Clock } from '../clock.ts';
import type { DatedSource } from '../dated.ts';
import type { Links } from '../links.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Mailbox } from './address.ts';
import type { AnyMessage } from './message.ts';
import type { Pace } from './pace.ts';

/** How a card travels to a mailbox. */
export interface MailCarrier {
  /** What the mail server may be given, over all replicas. */
  readonly pace: Limits['pace'];
  /** @throws PostError */
  post(
    to: Mailbox,
    card: Card,
    key: string,
    reader: { readonly t: Translate; readonly timeZone: string; readonly personId: string | undefined },
  ): Promise<unknown>;
}

export interface SenderParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly translator: (locale: string) => Translate;
  readonly locales: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly links: Links;
  readonly dated: readonly DatedSource[];
  readonly log: Log;
  readonly platforms: readonly Platform[];
  readonly mail?: MailCarrier | undefined;
  readonly messages: readonly AnyMessage[];
  readonly pace: Pace;
  /** Instead of the platforms' own limits; for measuring. */
  readonly limits?: Limits['pace'];
  /** From 0 to 1, for pauses that differ. */
  readonly chance: () => number;
}
