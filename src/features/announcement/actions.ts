/** What the buttons on announcements do. */

import { saying } from '../../chat/compose.ts';
import { show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { listCard, newsCard } from './card.ts';
import { deskOf } from './desk.ts';
import { editingAnnouncement, writingAnnouncement } from './form.ts';
import { type ActionName, actionNames } from './names.ts';
import { authorize } from './policy.ts';
import { getAnnouncement, listAnnouncements } from './record.ts';
import * as service from './service.ts';

export const write = defineAction({ name: actionNames.write, answers: 'form', run: async (ctx) => writingAnnouncement(ctx) });
export const edit = defineAction({ name: actionNames.edit, answers: 'form', run: (ctx, ref) => editingAnnouncement(ctx, readRef(ref).id) });
export const showDesk = defineAction({ name: actionNames.show, answers: 'private', run: (ctx, id) => deskOf(ctx, readRef(id).id) });
export const list = defineAction({ name: actionNames.list, answers: 'update', run: (ctx, page) => announcements(ctx, Number(page) || 0) });

/** In the language of whoever looks. */
export const preview = defineAction({
  name: actionNames.preview,
  answers: 'private',
  async run(ctx, id) {
    authorize(ctx.actor, 'announcement.read');
    return show(newsCard(ctx.t, await getAnnouncement(ctx.store.db, id)));
  },
});

export const test = defineAction({
  name: actionNames.test,
  answers: 'private',
  async run(ctx, id) {
    await service.testAnnouncement(ctx, id);
    return show(saying(ctx.t('announcement.test.sent')));
  },
});

const moving = (name: ActionName, move: (ctx: AppContext, ref: service.Ref) => Promise<void>) =>
  defineAction({
    name: actionNames[name],
    answers: 'update',
    async run(ctx, ref) {
      await move(ctx, readRef(ref));
      return deskOf(ctx, readRef(ref).id);
    },
  });

export const announcementActions = [
  write,
  edit,
  showDesk,
  list,
  preview,
  test,
  moving('ask', service.askApproval),
  moving('approve', service.approveAnnouncement),
  moving('send', service.sendAnnouncement),
  moving('pause', service.pauseAnnouncement),
  moving('resume', service.resumeAnnouncement),
  moving('cancel', service.cancelAnnouncement),
];

export async function announcements(ctx: AppContext, page: number) {
  authorize(ctx.actor, 'announcement.read');
  return show(listCard(ctx.t, await listAnnouncements(ctx.store.db, page)));
}

/** `<id>` or `<id>.<version>`. */
function readRef(ref: string): service.Ref {
  const at = ref.lastIndexOf('.');
  const version = at < 0 ? Number.NaN : Number(ref.slice(at + 1));
  return Number.isInteger(version) ? { id: ref.slice(0, at), version } : { id: ref, version: undefined };
}
