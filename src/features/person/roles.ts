/** What a person may be in the network, from least to most. */
export const roles = ['guest', 'member', 'editor', 'secretariat', 'admin'] as const;
export type Role = (typeof roles)[number];

export const atLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);
