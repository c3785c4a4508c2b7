/** What the router is made of. */
import type { AnyAction } from '../chat/action.ts';
import type { CardReply } from '../chat/card.ts';
import type { AnyCommand } from '../chat/command.ts';
import type { AnyForm, FormFamily } from '../chat/form.ts';
import type { Limits } from '../chat/limits.ts';
import type { PlatformName } from '../chat/platform.ts';
import type { AppContext, Parts } from '../features/context.ts';
import type { Listener } from '../features/listener.ts';
import type { Directory } from '../features/person/directory.ts';
import type { Role } from '../features/person/roles.ts';
import type { Log } from '../log.ts';

export interface RouterParts extends Parts {
  readonly log: Log;
  /** Where others have to say that a person has changed; otherwise the router has one of its own. */
  readonly people?: Directory;
  readonly limitsOf: (platform: PlatformName) => Limits;
  /** From the configuration. A person with several accounts has the highest of their roles. */
  readonly roleOf: (platform: string, externalId: string) => Role;
}

export interface Menu {
  readonly commands: readonly AnyCommand[];
  readonly actions: readonly AnyAction[];
  readonly forms: readonly AnyForm[];
  readonly families?: readonly FormFamily<AppContext>[];
  /** What is said and is no command; undefined where there is nothing to say to it. */
  readonly said?: (ctx: AppContext, text: string) => Promise<CardReply | undefined>;
  readonly listeners?: readonly Listener[];
}
