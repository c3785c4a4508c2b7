/** Announcements that somebody wrote or approved. */
import { definePersonal } from '../personal.ts';

export const announcementRecords = definePersonal({
  name: 'announcement',
  held: [
    { model: 'Announcement', column: 'authorId', onErasure: 'kept' },
    { model: 'Announcement', column: 'approvedById', onErasure: 'kept' },
  ],
});
