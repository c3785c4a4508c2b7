/** What is forgotten by and by: which rows, counted from when. How long each is kept is data: prisma/seed/retention.json. */

export interface Retained {
  /** Stands in the seed file; texts under `privacy.rules`. */
  readonly name: string;
  readonly model: string;
  /** The column from which the days are counted. */
  readonly since: string;
  /** SQL: which rows; all of them where absent. */
  readonly where?: string;
  /** Columns that are emptied, as JSON, while the row stays; the row goes where absent. `where` leaves out those that are empty. */
  readonly empties?: Readonly<Record<string, unknown>>;
}

export const retention: readonly Retained[] = [
  { name: 'drafts', model: 'Draft', since: 'updatedAt', where: `state <> 'open'` },
  { name: 'questions', model: 'Question', since: 'updatedAt', where: `state <> 'waiting'` },
  { name: 'conversations', model: 'Conversation', since: 'closedAt', where: `state = 'closed'` },
  { name: 'helpOffers', model: 'HelpOffer', since: 'createdAt' },
  { name: 'deliveries', model: 'Delivery', since: 'createdAt', where: `"personId" is not null and state in ('sent', 'failed', 'skipped')` },
  // What was proposed between two goes with either.
  { name: 'listings', model: 'Listing', since: 'updatedAt', where: `state <> 'open'` },
  { name: 'prospects', model: 'Prospect', since: 'updatedAt', where: `state in ('notInterested', 'setAside', 'declined')` },
  {
    name: 'prospectContacts',
    model: 'Prospect',
    since: 'updatedAt',
    where: `"contactName" <> '' or "contactEmail" <> ''`,
    empties: { contactName: '', contactEmail: '' },
  },
  { name: 'reminders', model: 'Reminder', since: 'dueAt', where: `state <> 'planned'` },
  { name: 'told', model: 'Told', since: 'at' },
  { name: 'digestItems', model: 'DigestItem', since: 'at' },
  { name: 'linkCodes', model: 'LinkCode', since: 'expiresAt' },
  { name: 'linkMails', model: 'Delivery', since: 'createdAt', where: `message = 'link.code'` },
  { name: 'linkUndo', model: 'PersonMerge', since: 'at', where: `moved <> '{}'`, empties: { moved: {} } },
  { name: 'exports', model: 'DataExport', since: 'expiresAt' },
  {
    name: 'audit',
    model: 'AuditEntry',
    since: 'at',
    where: `actor not in ('system', 'erased', 'forgotten')`,
    empties: { actor: 'forgotten' },
  },
  { name: 'logReferences', model: 'AuditEntry', since: 'at', where: `envelope <> ''`, empties: { envelope: '' } },
  { name: 'doneWrites', model: 'DoneWrite', since: 'at' },
];
