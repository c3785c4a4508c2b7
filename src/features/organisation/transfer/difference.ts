/** What a row of a list would change in an organisation that is here already. Pure. */
import { fold } from '../../../i18n/fold.ts';
import type { Note } from '../../../transfer/cells.ts';
import { type ChangedField, type ContactContent, listFields, type MemberContent, plainFields } from './content.ts';

/** What is here. */
export interface Stored extends Omit<MemberContent, 'category' | 'state' | 'since' | 'contacts'> {
  readonly membership: StoredMembership | undefined;
  readonly contacts: readonly ContactContent[];
}
export interface StoredMembership {
  readonly category: string;
  readonly state: 'active' | 'inactive' | 'archived';
  readonly since: Date | null;
}

export interface Difference {
  /** The organisation as it would be. */
  readonly organisation: Omit<Stored, 'membership' | 'contacts'>;
  /** Undefined where it stays as it is. */
  readonly membership: StoredMembership | undefined;
  readonly newContacts: readonly ContactContent[];
  readonly fields: readonly ChangedField[];
  /** What the file says otherwise, and a file does not take back. */
  readonly left: readonly Note[];
}

/** `overwrite`: it came from this list, and nobody has changed it here since. Without it only gaps are filled. */
export function differenceOf(stored: Stored, given: MemberContent, categoryOf: (kind: string) => string, overwrite: boolean): Difference {
  const fields = new Set<ChangedField>();
  const left: Note[] = [];
  const differs = (column: string, value: string): void => void left.push({ column, value, reason: 'differs' });

  const names: Record<string, string> = { ...stored.names };
  for (const [language, name] of Object.entries(given.names)) {
    const before = names[language];
    if (before === name || (before !== undefined && fold(before) === fold(name) && !overwrite)) continue;
    if (before !== undefined && !overwrite) {
      differs('name', name);
      continue;
    }
    names[language] = name;
    fields.add('name');
  }
  const organisation: Record<string, unknown> = { ...bare(stored), names };
  for (const field of plainFields) {
    if (given[field] === '' || given[field] === stored[field]) continue;
    if (stored[field] !== '' && !overwrite) {
      if (fold(stored[field]) !== fold(given[field])) differs(field, given[field]);
      continue;
    }
    organisation[field] = given[field];
    if (field === 'website') organisation.domain = given.domain;
    fields.add(field);
  }
  for (const field of listFields) {
    const all = overwrite && given[field].length > 0 ? given[field] : [...new Set([...stored[field], ...given[field]])];
    if (all.length === stored[field].length && all.every((value) => stored[field].includes(value))) continue;
    organisation[field] = all;
    fields.add(field);
  }
  const membership = membershipOf(stored, given, categoryOf, overwrite, fields, differs);
  const newContacts = given.contacts.filter((one) => !stored.contacts.some((known) => sameContact(known, one)));
  if (newContacts.length > 0) fields.add('email');
  return { organisation: { ...bare(stored), ...organisation }, membership, newContacts, fields: [...fields], left };
}

export const dateOf = (since: string): Date | null => {
  if (since === '') return null;
  const [year = '', month = '01', day = '01'] = since.split('-');
  return new Date(`${year}-${month}-${day}T00:00:00Z`);
};

function membershipOf(
  { membership, kind }: Stored,
  given: MemberContent,
  categoryOf: (kind: string) => string,
  overwrite: boolean,
  fields: Set<ChangedField>,
  differs: (column: string, value: string) => void,
): StoredMembership | undefined {
  const since = dateOf(given.since);
  if (membership === undefined) {
    fields.add('category');
    return { category: given.category || categoryOf(given.kind || kind), state: given.state || 'active', since };
  }
  const next = { ...membership };
  if (since !== null && since.getTime() !== membership.since?.getTime()) {
    if (membership.since === null || overwrite) {
      next.since = since;
      fields.add('since');
    } else differs('since', given.since);
  }
  for (const field of ['category', 'state'] as const) {
    const value = given[field];
    if (value === '' || value === membership[field]) continue;
    if (!overwrite) {
      differs(field, value);
      continue;
    }
    Object.assign(next, { [field]: value });
    fields.add(field);
  }
  const same =
    next.since?.getTime() === membership.since?.getTime() && next.category === membership.category && next.state === membership.state;
  return same ? undefined : next;
}

const sameContact = (known: ContactContent, given: ContactContent): boolean =>
  given.email === ''
    ? fold(known.name) === fold(given.name) && (given.phone === '' || known.phone === given.phone)
    : known.email.toLowerCase() === given.email;

const bare = ({ membership, contacts, ...organisation }: Stored) => organisation;
