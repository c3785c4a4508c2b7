/** Everything that buttons, forms, deliveries and jobs name, in one explicit list each. */
import type { AnyAction } from '../chat/action.ts';
import type { AnyForm, FormFamily } from '../chat/form.ts';
import type { DatedSource } from '../dated.ts';
import type { AnyMessage } from '../delivery/message.ts';
import { deliveryMessages } from '../delivery/messages.ts';
import type { ReminderSource } from '../delivery/reminder.ts';
import { dueMessage } from '../delivery/reminders/message.ts';
import type { AnySeed } from '../store/seed.ts';
import { narrowAgenda, turnAgenda } from './agenda/actions.ts';
import { agendaSeed, agendaSource } from './agenda/service.ts';
import { announcementActions } from './announcement/actions.ts';
import { announcementForm } from './announcement/form.ts';
import { announcementJobs } from './announcement/jobs.ts';
import { announcementMessages } from './announcement/messages.ts';
import { announcementRecords } from './announcement/personal.ts';
import { auditRecords } from './audit/personal.ts';
import { backupJob } from './backup/jobs.ts';
import { backupMessages } from './backup/messages.ts';
import { callActions } from './call/actions.ts';
import { callSource } from './call/dated.ts';
import { callForm } from './call/form/call-form.ts';
import { extendForm } from './call/form/extend-form.ts';
import { phaseForm } from './call/form/phase-form.ts';
import { questionForm } from './call/form/question-form.ts';
import { callUpkeep } from './call/jobs.ts';
import { callMessages } from './call/messages.ts';
import { callClosing } from './call/reminder.ts';
import { callSeed } from './call/seed-service.ts';
import { campaignActions } from './campaign/actions.ts';
import { contactForm as campaignContactForm, criteriaForm, startForm } from './campaign/form.ts';
import { campaignTend } from './campaign/jobs.ts';
import { campaignMessages } from './campaign/messages.ts';
import { campaignRecords } from './campaign/personal.ts';
import { candidacyActions } from './candidacy/actions.ts';
import { candidacyForms } from './candidacy/form.ts';
import { candidacyMessages } from './candidacy/messages.ts';
import { ownIn } from './candidacy/own.ts';
import { candidacyRecords } from './candidacy/personal.ts';
import { candidacyOwners } from './candidacy/reminder.ts';
import { askMoreForms, makeLateCodeForm, refuseForm, typeLateCodeForm } from './candidacy/small-forms.ts';
import { consentRecords } from './consent/personal.ts';
import { consentSeed } from './consent/seed-service.ts';
import type { AppContext } from './context.ts';
import { conversationActions } from './conversation/actions.ts';
import { answerForm, writeForm } from './conversation/form.ts';
import { conversationListener } from './conversation/listener.ts';
import { conversationMessages } from './conversation/messages.ts';
import { conversationRecords } from './conversation/personal.ts';
import { unanswered } from './conversation/reminder.ts';
import { coverageActions } from './coverage/actions.ts';
import { minimumForms } from './coverage/form.ts';
import { coverageSeed } from './coverage/seed-service.ts';
import { deliveryActions } from './delivery/actions.ts';
import { failureReport } from './delivery/jobs.ts';
import { deliveryRecords } from './delivery/personal.ts';
import { digests } from './digest/jobs.ts';
import { digest } from './digest/messages.ts';
import { digestRecords } from './digest/personal.ts';
import { doctorActions } from './doctor/actions.ts';
import { examination } from './doctor/jobs.ts';
import { changes } from './doctor/messages.ts';
import { discard } from './draft/actions.ts';
import { sweep } from './draft/jobs.ts';
import { draftRecords } from './draft/personal.ts';
import { draftExpiring } from './draft/reminder.ts';
import { eventActions } from './event/actions.ts';
import { eventDates } from './event/dated.ts';
import { eventForm } from './event/form.ts';
import { eventJobs } from './event/jobs.ts';
import { eventMessages } from './event/messages.ts';
import { mirrorJobs } from './event/mirror/jobs.ts';
import { mirrorTrouble } from './event/mirror/messages.ts';
import { eventRecords } from './event/personal.ts';
import { eventStart } from './event/reminder.ts';
import { cancelForm, commentForm, materialsForm, moveForm } from './event/small-forms.ts';
import { experienceActions } from './experience/actions.ts';
import { experienceForm } from './experience/form.ts';
import { experienceMessages } from './experience/messages.ts';
import { experienceRecords } from './experience/personal.ts';
import { changesForm, declineForm } from './experience/review-form.ts';
import { turnPage, wider } from './experience/search-actions.ts';
import type { AnyFeatureJob } from './job.ts';
import { knowledgeActions } from './knowledge/actions.ts';
import { entryForm, factsForm, textForm } from './knowledge/form.ts';
import { knowledgeRecords } from './knowledge/personal.ts';
import { knowledgeSeed } from './knowledge/seed-service.ts';
import { linkActions } from './link/actions.ts';
import { linkMessages } from './link/messages.ts';
import { linkRecords } from './link/personal.ts';
import type { Listener } from './listener.ts';
import { membershipActions } from './membership/actions.ts';
import { applicationForm } from './membership/form.ts';
import { membershipMessages } from './membership/messages.ts';
import { membershipRecords } from './membership/personal.ts';
import { promoterForm } from './membership/promoter-form.ts';
import { membershipCategoriesSeed } from './membership/seed-service.ts';
import { declineForm as declineApplicationForm, moreForm, moreOfPromoterForm } from './membership/small-forms.ts';
import { networkSeed } from './network/service.ts';
import { offerHandlers } from './offer/actions.ts';
import { needForm, offerForm } from './offer/form.ts';
import { listings } from './offer/jobs.ts';
import { offerMessages } from './offer/messages.ts';
import { offerRecords } from './offer/personal.ts';
import { onboardingHandlers } from './onboarding/actions.ts';
import { onboardingForm } from './onboarding/form.ts';
import { doors } from './onboarding/jobs.ts';
import { onboardingMessages } from './onboarding/messages.ts';
import { onboardingRecords } from './onboarding/personal.ts';
import { onboardingUnfinished } from './onboarding/reminder.ts';
import { organisationActions } from './organisation/actions.ts';
import { directoryActions } from './organisation/directory/actions.ts';
import { duplicateActions } from './organisation/merge/actions.ts';
import { mergeForms } from './organisation/merge/form.ts';
import { organisationMessages } from './organisation/messages.ts';
import { ownActions } from './organisation/own/actions.ts';
import { organisationForm } from './organisation/own/form.ts';
import { ownMessages } from './organisation/own/messages.ts';
import { organisationRecords } from './organisation/personal.ts';
import { personActions } from './person/actions.ts';
import { personRecords } from './person/personal.ts';
import { profileForm } from './person/profile-form.ts';
import { zoneForm } from './person/zone-form.ts';
import type { PersonalRecords } from './personal.ts';
import { placeJobs } from './places/jobs.ts';
import { placesByHand } from './places/messages.ts';
import { placeRecords } from './places/personal.ts';
import { privacyActions } from './privacy/actions.ts';
import { privacyJobs } from './privacy/jobs.ts';
import { farewell } from './privacy/messages.ts';
import { privacyRecords } from './privacy/personal.ts';
import { retentionSeed } from './privacy/retention/service.ts';
import { prospectActions } from './prospect/actions.ts';
import { invitationForm, setAsideForm } from './prospect/decide-form.ts';
import { suggestionForm } from './prospect/form.ts';
import { invitationTend } from './prospect/jobs.ts';
import { prospectMessages } from './prospect/messages.ts';
import { prospectRecords } from './prospect/personal.ts';
import { questionButtons } from './question/actions.ts';
import { answerOffer } from './question/help/actions.ts';
import { helpListener } from './question/help/listener.ts';
import { questionRecords } from './question/personal.ts';
import { reminderHandlers } from './reminder/actions.ts';
import { reminderRecords } from './reminder/personal.ts';
import { subscriptionForm } from './subscription/form.ts';
import { confirmAddress } from './subscription/messages.ts';
import { subscriptionRecords } from './subscription/personal.ts';
import { vocabularySeed } from './vocabulary/service.ts';

export const forms: readonly AnyForm[] = [
  announcementForm,
  callForm,
  phaseForm,
  questionForm,
  extendForm,
  experienceForm,
  changesForm,
  declineForm,
  subscriptionForm,
  onboardingForm,
  offerForm,
  needForm,
  eventForm,
  moveForm,
  cancelForm,
  materialsForm,
  commentForm,
  refuseForm,
  typeLateCodeForm,
  makeLateCodeForm,
  zoneForm,
  profileForm,
  organisationForm,
  applicationForm,
  promoterForm,
  moreForm,
  moreOfPromoterForm,
  declineApplicationForm,
  entryForm,
  textForm,
  factsForm,
  answerForm,
  writeForm,
  criteriaForm,
  startForm,
  campaignContactForm,
  suggestionForm,
  invitationForm,
  setAsideForm,
];
/** Forms that are made of records. */
export const families: readonly FormFamily<AppContext>[] = [candidacyForms, askMoreForms, mergeForms, minimumForms];
/** What people are reminded of. */
export const reminders: readonly ReminderSource[] = [
  draftExpiring,
  eventStart,
  callClosing([candidacyOwners]),
  onboardingUnfinished,
  unanswered,
];
/** One message for all that is due. */
export const due = dueMessage(reminders);
export const messages: readonly AnyMessage[] = [
  due,
  ...announcementMessages,
  ...callMessages,
  ...campaignMessages,
  ...candidacyMessages,
  ...conversationMessages,
  ...deliveryMessages,
  ...backupMessages,
  digest,
  changes,
  ...eventMessages,
  ...experienceMessages,
  mirrorTrouble,
  placesByHand,
  ...membershipMessages,
  ...organisationMessages,
  ...ownMessages,
  ...linkMessages,
  ...onboardingMessages,
  farewell,
  ...prospectMessages,
  ...offerMessages,
  confirmAddress,
];
export const actions: readonly AnyAction[] = [
  ...campaignActions,
  ...coverageActions,
  ...prospectActions,
  ...duplicateActions,
  ...announcementActions,
  ...candidacyActions,
  ...conversationActions,
  answerOffer,
  ...deliveryActions,
  ...doctorActions,
  ...eventActions,
  ...experienceActions,
  ...membershipActions,
  ...organisationActions,
  ...directoryActions,
  ...ownActions,
  turnPage,
  wider,
  discard,
  ...personActions,
  ...onboardingHandlers,
  ...privacyActions,
  ...offerHandlers,
  ...linkActions,
  ...reminderHandlers,
  turnAgenda,
  narrowAgenda,
  ...callActions(ownIn),
  ...questionButtons,
  ...knowledgeActions,
];
export const jobs: readonly AnyFeatureJob[] = [
  ...placeJobs,
  ...announcementJobs,
  callUpkeep,
  campaignTend,
  digests,
  examination,
  failureReport,
  backupJob,
  ...eventJobs,
  ...mirrorJobs,
  doors,
  ...privacyJobs,
  invitationTend,
  listings,
  sweep,
];
/** Who hears what is said in threads and in channels without calling the bot, the first whom it concerns. */
export const listeners: readonly Listener[] = [conversationListener, helpListener];
/** What the agenda, the calendar and the digest show. */
export const datedSources: readonly DatedSource[] = [agendaSource, callSource, eventDates];
/** The kinds of seed files, in the order in which they are loaded: a later kind may refer to an earlier one. */
export const seeds: readonly AnySeed[] = [
  vocabularySeed,
  networkSeed,
  membershipCategoriesSeed,
  consentSeed,
  retentionSeed,
  coverageSeed,
  agendaSeed,
  callSeed,
  knowledgeSeed,
];
/** What is held on persons. The person stands last, since everything else leads to them. */
export const personal: readonly PersonalRecords[] = [
  placeRecords,
  onboardingRecords,
  offerRecords,
  organisationRecords,
  membershipRecords,
  consentRecords,
  campaignRecords,
  prospectRecords,
  experienceRecords,
  candidacyRecords,
  eventRecords,
  announcementRecords,
  draftRecords,
  subscriptionRecords,
  reminderRecords,
  digestRecords,
  knowledgeRecords,
  conversationRecords,
  questionRecords,
  deliveryRecords,
  linkRecords,
  privacyRecords,
  auditRecords,
  personRecords,
];
