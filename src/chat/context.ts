/** What every handler is given: who, in which language, when. Features extend it with their own parts. */
import type { Translate } from './translate.ts';

export interface Context {
  /** The envelope's id: the correlation id in the log, and the key under which a write happens once. */
  readonly envelope: string;
  readonly locale: string;
  /** IANA zone of the reader. */
  readonly timeZone: string;
  readonly t: Translate;
  readonly now: Date;
}
