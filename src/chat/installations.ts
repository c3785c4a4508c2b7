/** Workspaces that installed the bot one by one, each with tokens of its own: what a platform asks of whoever keeps them. */
/** What a platform grants. */
export interface Tokens {
  readonly token: string;
  /** Given once for the next token, where they are renewed. */
  readonly refresh?: string | undefined;
  /** How long `token` lasts from now; undefined: for ever. */
  readonly lastsSeconds?: number | undefined;
}

export interface Granted {
  readonly workspace: string;
  readonly name: string;
  readonly botUser: string;
  readonly tokens: Tokens;
}

/** A workspace's right to be acted in, ready for use. */
export interface Access {
  readonly workspace: string;
  readonly name: string;
  readonly botUser: string;
  readonly token: string;
}

/** Asks the platform for the next tokens. @throws RenewalRefused where it will never give any; anything else is tried again. */
export type Renew = (refresh: string) => Promise<Tokens>;

export class RenewalRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the platform renews these tokens no more: ${code}`);
    this.name = 'RenewalRefused';
    this.code = code;
  }
}

/** Shared by all replicas. */
export interface Installations {
  /** Those whose tokens can be opened. */
  list(): Promise<readonly Pick<Access, 'workspace' | 'name'>[]>;
  /** Renewed where its token has ended or is about to: by one replica at a time. Undefined: not installed, or taken back. */
  access(workspace: string, renew: Renew): Promise<Access | undefined>;
  /** All that end soon, long before they do. */
  renewDue(renew: Renew): Promise<void>;
  /** Also what replaces an earlier installation. The workspace is served from now on. */
  keep(granted: Granted): Promise<void>;
  /** The workspace has taken it back: nothing is kept of its tokens, and the secretariat is told. */
  remove(workspace: string, why: string): Promise<void>;
  /** A state that belongs to one attempt to install. */
  begin(): Promise<string>;
  /** True once for each state that was begun, and only for some minutes. */
  finish(state: string): Promise<boolean>;
}
