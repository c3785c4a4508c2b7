/** What a browser does to install the bot in a workspace; apart from the rest, since the playground's page knows no server. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export type InstallOutcome =
  | { readonly type: 'installed'; readonly workspace: string }
  /** Somebody pressed Cancel; the state is too old, used, or another browser's; the workspace is not one of those that may. */
  | { readonly type: 'declined' | 'expired' | 'unlisted' | 'failed'; readonly workspace?: string };

/** What a browser does to install the bot in a workspace. */
export interface InstallWay {
  /** Sends the browser to the platform, with a state that it also keeps as a cookie. */
  begin(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Where it comes back. May set headers; what is written is left to the caller. */
  finish(request: IncomingMessage, response: ServerResponse): Promise<InstallOutcome>;
}
