/** What the doctor examines, as arguments: a running bot and the operator's command give what they have. */
import type { AnyCommand } from '../../chat/command.ts';
import type { PlaceBinding, Platform } from '../../chat/platform.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';

export interface Patient {
  /** Undefined: nobody may look into the store now; `lacking` says why, as a code under `doctor.unchecked`. */
  readonly store: Pick<Store, 'db' | 'connection'> | undefined;
  readonly lacking?: string;
  readonly platforms: readonly Examined[];
  readonly commands: readonly AnyCommand[];
  /** One per language, the default first. */
  readonly texts: readonly Translate[];
  /** Keys that a language lacks, by language. */
  readonly untranslated: Readonly<Record<string, readonly string[]>>;
  /** Asks the mail server; undefined without one. @throws when it refuses */
  readonly mail: (() => Promise<unknown>) | undefined;
  /** Where people outside reach the web server; undefined: nobody said. */
  readonly publicUrl: string | undefined;
  /** Whether what reads the meaning of questions can be loaded; undefined where none is wanted. */
  readonly embedder: (() => Promise<boolean>) | undefined;
  /** Somebody may use /setup. */
  readonly admins: boolean;
  /** The machine's time, which nobody moves. */
  readonly real: Clock;
}

export interface Examined {
  readonly name: Platform['name'];
  readonly inspect: Platform['inspect'];
  readonly places: readonly PlaceBinding[];
  /** Why it could not be connected. */
  readonly trouble?: string | undefined;
  /** Where the store cannot say: what is bound by the configuration. */
  readonly configured: readonly { readonly workspace?: string; readonly purpose: string; readonly channel: string }[];
}
