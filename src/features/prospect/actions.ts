/** What the buttons of suggestions do. */
import { type FormReply, show } from '../../chat/reply.ts';
import { type AppContext, defineAction } from '../context.ts';
import { readContact } from './contact/service.ts';
import { readProspectRef } from './content.ts';
import { handCard, invitationForm, setAsideForm } from './decide-form.ts';
import { contactCard } from './desk-card.ts';
import { suggestionForm } from './form.ts';
import { actionNames, readListRef } from './names.ts';
import { authorize } from './policy.ts';
import { checkReply, listReply } from './reply.ts';
import { noteNo, unlink } from './service.ts';

const TYPED = 'membership suggestions';

/** The form, in the language in which whoever suggests reads. */
export function suggesting(ctx: AppContext): FormReply {
  authorize(ctx.actor, 'prospect.suggest');
  return { type: 'form', form: suggestionForm, initial: { language: [ctx.locale] } };
}

const suggest = defineAction({ name: actionNames.suggest, answers: 'form', typed: 'suggest', run: async (ctx) => suggesting(ctx) });

const list = defineAction({
  name: actionNames.list,
  answers: 'update',
  typed: TYPED,
  run(ctx, ref) {
    const { group, page } = readListRef(ref);
    return listReply(ctx, group, page);
  },
});

const look = defineAction({ name: actionNames.show, answers: 'private', typed: TYPED, run: (ctx, id) => checkReply(ctx, id) });

/** It shows the contact, so it counts as a look at it. */
const inviting = defineAction({
  name: actionNames.invite,
  answers: 'form',
  typed: TYPED,
  async run(ctx, ref) {
    authorize(ctx.actor, 'prospect.decide');
    const { locale, letter, contactName, contactEmail } = await readContact(ctx, readProspectRef(ref).id);
    const initial = {
      language: [locale],
      letter: some(letter),
      contactName: some(contactName),
      contactEmail: some(contactEmail),
      reminders: ['1'],
    };
    return { type: 'form', form: invitationForm, subject: ref, initial };
  },
});
const some = (value: string): readonly string[] => (value === '' ? [] : [value]);

const aside = defineAction({
  name: actionNames.setAside,
  answers: 'form',
  typed: TYPED,
  async run(ctx, ref) {
    authorize(ctx.actor, 'prospect.decide');
    return { type: 'form', form: setAsideForm, subject: ref };
  },
});

const contact = defineAction({
  name: actionNames.contact,
  answers: 'private',
  typed: TYPED,
  run: async (ctx, id) => show(contactCard(ctx, await readContact(ctx, id))),
});

const byHand = defineAction({
  name: actionNames.byHand,
  answers: 'private',
  typed: TYPED,
  run: async (ctx, id) => show(await handCard(ctx, id)),
});

/** Changes a suggestion as whoever pressed has seen it, and shows how it stands now. */
const changing = (name: string, change: (ctx: AppContext, id: string, version: number) => Promise<unknown>) =>
  defineAction({
    name,
    answers: 'update',
    typed: TYPED,
    async run(ctx, ref) {
      const { id, version } = readProspectRef(ref);
      await change(ctx, id, version);
      return checkReply(ctx, id);
    },
  });

const saidNo = changing(actionNames.saidNo, noteNo);
const notThis = changing(actionNames.notThis, unlink);

export const prospectActions = [suggest, list, look, inviting, aside, contact, byHand, saidNo, notThis];
