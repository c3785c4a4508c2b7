/** The menu: every slash command, in the order in which help lists them. */
import type { AnyCommand } from '../src/chat/command.ts';
import { agenda } from './agenda.ts';
import { announceList } from './announce-list.ts';
import { announceWrite } from './announce-write.ts';
import { awardShow } from './award-show.ts';
import { callCheck } from './call-check.ts';
import { callList } from './call-list.ts';
import { deliveryList } from './delivery-list.ts';
import { drafts } from './drafts.ts';
import { experienceEdit } from './experience-edit.ts';
import { experienceInvite } from './experience-invite.ts';
import { experienceMine } from './experience-mine.ts';
import { experienceQueue } from './experience-queue.ts';
import { experienceSearch } from './experience-search.ts';
import { experienceShow } from './experience-show.ts';
import { experienceSubmit } from './experience-submit.ts';
import { experienceWithdraw } from './experience-withdraw.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { link } from './link.ts';
import { reminders } from './reminders.ts';
import { subscribe } from './subscribe.ts';

export const commands: readonly AnyCommand[] = [
  experienceSubmit,
  experienceSearch,
  experienceMine,
  experienceShow,
  experienceEdit,
  experienceInvite,
  experienceWithdraw,
  experienceQueue,
  awardShow,
  callList,
  callCheck,
  deliveryList,
  agenda,
  announceWrite,
  announceList,
  drafts,
  reminders,
  subscribe,
  help,
  language,
  link,
];
