/** The channels of the playground, the language of each, and who may read the closed one. */

export interface PlaygroundChannel {
  readonly id: string;
  /** What it is bound to unless the configuration says otherwise. */
  readonly purpose: string;
  readonly locale: string;
  /** Ids of the people who may read and write in it; everybody when absent. */
  readonly only?: readonly string[];
}

export const workspace = { externalId: 'playground', name: 'Playground', locale: 'en' } as const;

/** Names and descriptions stand under `playground.channels.<id>`. */
export const channels: readonly PlaygroundChannel[] = [
  { id: 'welcome', purpose: 'welcome', locale: 'en' },
  { id: 'announcements', purpose: 'announcements', locale: 'en' },
  { id: 'experiences', purpose: 'experiences', locale: 'es' },
  { id: 'events', purpose: 'events', locale: 'fr' },
  { id: 'awards', purpose: 'awards', locale: 'pt' },
  { id: 'help', purpose: 'help', locale: 'en' },
  { id: 'secretariat', purpose: 'secretariat', locale: 'en', only: ['ingrid', 'joao', 'marta'] },
];
