/** Who is in the playground: a small network of invented people, one for each thing that a person may be. */

export interface PlaygroundPerson {
  readonly id: string;
  readonly name: string;
  /** What the bot's own language negotiation is told, until somebody chooses another in the page. */
  readonly locale: string;
  readonly timeZone: string;
  /** Their role in the network when the configuration says nothing else. The playground itself grants no rights by it. */
  readonly role: 'guest' | 'member' | 'editor' | 'secretariat';
}

/** The texts about them stand under `playground.people.<id>`. The first is who a new window starts as. */
export const people: readonly PlaygroundPerson[] = [
  { id: 'awa', name: 'Awa Koné', locale: 'fr', timeZone: 'Africa/Abidjan', role: 'member' },
  { id: 'lucia', name: 'Lucía Ferreyra', locale: 'es', timeZone: 'America/Argentina/Cordoba', role: 'member' },
  { id: 'ingrid', name: 'Ingrid Nyström', locale: 'en', timeZone: 'Europe/Stockholm', role: 'editor' },
  { id: 'joao', name: 'João Figueira', locale: 'pt', timeZone: 'Europe/Lisbon', role: 'editor' },
  { id: 'marta', name: 'Marta Vidal', locale: 'es', timeZone: 'Europe/Madrid', role: 'secretariat' },
  { id: 'noor', name: 'Noor Haddad', locale: 'en', timeZone: 'Europe/London', role: 'guest' },
];

/** For the table of roles in the configuration: `playground:awa` to `member`, and so on. */
export const defaultRoles: Readonly<Record<string, PlaygroundPerson['role']>> = Object.fromEntries(
  people.map((person) => [`playground:${person.id}`, person.role]),
);
