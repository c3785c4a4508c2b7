/** The menu: every slash command, in the order in which help lists them. */
import type { AnyCommand } from '../src/chat/command.ts';
import { agenda } from './agenda.ts';
import { announceList } from './announce-list.ts';
import { announceWrite } from './announce-write.ts';
import { ask } from './ask.ts';
import { awardApply } from './award-apply.ts';
import { awardCodes } from './award-codes.ts';
import { awardCounts } from './award-counts.ts';
import { awardLateCode } from './award-late-code.ts';
import { awardMine } from './award-mine.ts';
import { awardQueue } from './award-queue.ts';
import { awardShow } from './award-show.ts';
import { callCheck } from './call-check.ts';
import { callCreate } from './call-create.ts';
import { callEdit } from './call-edit.ts';
import { callExtend } from './call-extend.ts';
import { callList } from './call-list.ts';
import { callOpen } from './call-open.ts';
import { callShow } from './call-show.ts';
import { deliveryList } from './delivery-list.ts';
import { directory } from './directory.ts';
import { doctor } from './doctor.ts';
import { drafts } from './drafts.ts';
import { eventAttendees } from './event-attendees.ts';
import { eventCancel } from './event-cancel.ts';
import { eventCreate } from './event-create.ts';
import { eventEdit } from './event-edit.ts';
import { eventList } from './event-list.ts';
import { eventMove } from './event-move.ts';
import { eventRsvp } from './event-rsvp.ts';
import { eventShow } from './event-show.ts';
import { experienceEdit } from './experience-edit.ts';
import { experienceInvite } from './experience-invite.ts';
import { experienceMine } from './experience-mine.ts';
import { experienceQueue } from './experience-queue.ts';
import { experienceSearch } from './experience-search.ts';
import { experienceShow } from './experience-show.ts';
import { experienceSubmit } from './experience-submit.ts';
import { experienceWithdraw } from './experience-withdraw.ts';
import { help } from './help.ts';
import { join } from './join.ts';
import { knowledgeAttach } from './knowledge-attach.ts';
import { knowledgeEdit } from './knowledge-edit.ts';
import { knowledgeHealth } from './knowledge-health.ts';
import { knowledgeList } from './knowledge-list.ts';
import { knowledgeQuestions } from './knowledge-questions.ts';
import { knowledgeSearch } from './knowledge-search.ts';
import { knowledgeShow } from './knowledge-show.ts';
import { knowledgeWrite } from './knowledge-write.ts';
import { language } from './language.ts';
import { link } from './link.ts';
import { membersDuplicates } from './members-duplicates.ts';
import { membershipCampaign } from './membership-campaign.ts';
import { membershipGaps } from './membership-gaps.ts';
import { membershipQueue } from './membership-queue.ts';
import { membershipReview } from './membership-review.ts';
import { membershipSuggestions } from './membership-suggestions.ts';
import { need } from './need.ts';
import { newcomers } from './newcomers.ts';
import { offer } from './offer.ts';
import { offers } from './offers.ts';
import { organisationEdit } from './organisation-edit.ts';
import { organisationHandOver } from './organisation-hand-over.ts';
import { organisationInvite } from './organisation-invite.ts';
import { organisationLeave } from './organisation-leave.ts';
import { organisationPeople } from './organisation-people.ts';
import { organisationShow } from './organisation-show.ts';
import { privacy } from './privacy.ts';
import { profile } from './profile.ts';
import { questions } from './questions.ts';
import { reminders } from './reminders.ts';
import { start } from './start.ts';
import { subscribe } from './subscribe.ts';
import { suggest } from './suggest.ts';
import { timezone } from './timezone.ts';

export const commands: readonly AnyCommand[] = [
  experienceSubmit,
  experienceSearch,
  experienceMine,
  experienceShow,
  experienceEdit,
  experienceInvite,
  experienceWithdraw,
  experienceQueue,
  eventList,
  eventShow,
  eventRsvp,
  eventCreate,
  eventEdit,
  eventMove,
  eventCancel,
  eventAttendees,
  awardShow,
  awardApply,
  awardMine,
  awardLateCode,
  awardQueue,
  awardCounts,
  awardCodes,
  callList,
  callShow,
  callCreate,
  callEdit,
  callOpen,
  callExtend,
  callCheck,
  membersDuplicates,
  questions,
  membershipReview,
  membershipCampaign,
  membershipGaps,
  membershipSuggestions,
  deliveryList,
  doctor,
  newcomers,
  offer,
  need,
  offers,
  suggest,
  agenda,
  directory,
  organisationShow,
  organisationPeople,
  organisationInvite,
  organisationHandOver,
  organisationLeave,
  organisationEdit,
  announceWrite,
  announceList,
  ask,
  join,
  membershipQueue,
  knowledgeList,
  knowledgeSearch,
  knowledgeShow,
  knowledgeWrite,
  knowledgeEdit,
  knowledgeQuestions,
  knowledgeAttach,
  knowledgeHealth,
  drafts,
  reminders,
  subscribe,
  help,
  profile,
  start,
  language,
  timezone,
  link,
  privacy,
];
