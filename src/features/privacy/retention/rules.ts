/** What is forgotten by and by: which rows, counted from when. How long each is kept is data: prisma/seed/retention.json. */

export interface Retained {
  /** Stands in the seed file; texts under `privacy.rules`. */
  readonly name: string;
  readonly model: string;
  /** The column from which the days are counted; SQL in brackets where it stands elsewhere. */
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
  { name: 'applications', model: 'Application', since: 'updatedAt', where: `state in ('declined', 'withdrawn')` },
  // What was admitted stays; whom to reach stands with the organisation since.
  {
    name: 'applicationContacts',
    model: 'Application',
    since: 'decidedAt',
    where: `state = 'admitted' and contacts <> '[]'`,
    empties: { contacts: [] },
  },
  // By which person or mailbox somebody was asked; what their organisation answered stays.
  {
    name: 'campaignAnswers',
    model: 'CampaignAsked',
    since: `(select c."endedAt" from "CampaignInquiry" q join "Campaign" c on c.id = q."campaignId" where q.id = "inquiryId")`,
  },
  { name: 'seatOffers', model: 'OrganisationOffer', since: 'at', where: `state <> 'open'` },
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

/** What holds something of persons and has no rule, and why not. test/features/privacy/covered.test.ts finds those that are in neither. */
export const keptOn: Readonly<Record<string, 'person' | 'organisation' | 'work' | 'proof'>> = {
  // As long as the person is here: who they are, how they want to be written to, what they chose.
  Person: 'person',
  Identity: 'person',
  Onboarding: 'person',
  Preference: 'person',
  Subscription: 'person',
  Mute: 'person',
  Placement: 'person',
  // As long as the organisation is, which those who look after it and the review of memberships keep alive.
  OrganisationPerson: 'organisation',
  Contact: 'organisation',
  // The network's own work and record of it, with the names of those who made it; erasure takes the name away.
  Announcement: 'work',
  Candidacy: 'work',
  CoAuthor: 'work',
  Event: 'work',
  EventFeedback: 'work',
  Experience: 'work',
  ExperienceRevision: 'work',
  KnowledgeEntry: 'work',
  LateCode: 'work',
  ReviewDecision: 'work',
  Rsvp: 'work',
  // That somebody agreed, and that somebody asked to be forgotten, has to be shown as long as anybody can ask.
  Consent: 'proof',
  Erasure: 'proof',
};
