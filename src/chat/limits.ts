/** What one platform can hold. Everything in which platforms differ is data here, each number with its source in the platform's limits.ts. */

export interface Limits {
  readonly card: {
    readonly title: number;
    readonly heading: number;
    /** One text block, after the platform's escaping. */
    readonly text: number;
    /** All texts of a card together; Infinity where only blocks are bounded. */
    readonly total: number;
    readonly blocks: number;
    readonly fieldLabelAndValue: number;
    readonly controlsPerRow: number;
    readonly buttonLabel: number;
    readonly selectPlaceholder: number;
    readonly selectOptions: number;
    readonly optionLabel: number;
    readonly optionHint: number;
    readonly imageAlt: number;
    readonly confirmTitle: number;
    readonly confirmText: number;
  };
  readonly form: {
    readonly fieldsPerSheet: number;
    readonly title: number;
    readonly label: number;
    readonly hint: number;
    readonly placeholder: number;
    readonly text: number;
    /** Options of a choice; a longer list is asked as a lookup. */
    readonly options: number;
    readonly optionLabel: number;
    readonly button: number;
    /** Whether a lookup can be searched while typing; otherwise the name is typed and resolved on submit. */
    readonly searchable: boolean;
    /** Whether a form can follow a form at once; otherwise a message stands between them. */
    readonly chained: boolean;
  };
  readonly command: {
    readonly name: number;
    readonly description: number;
    readonly options: number;
    readonly choices: number;
    /** Whether a command that has subcommands can be used alone. */
    readonly bareGroup: boolean;
  };
  /** Messages a second that may be posted, over all that the app does, in one workspace, in one channel; Infinity where nothing is said. */
  readonly pace: { readonly app: number; readonly workspace: number; readonly channel: number };
  /** A workspace's own calendar, where the platform has one: characters, entries to come, how far ahead. */
  readonly calendar?: CalendarLimits;
  /** Suggestions while typing. */
  readonly choices: { readonly count: number; readonly label: number };
}

export interface CalendarLimits {
  readonly title: number;
  readonly text: number;
  readonly place: number;
  readonly entries: number;
  readonly aheadDays: number;
}
