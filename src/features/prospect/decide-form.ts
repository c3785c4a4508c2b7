/** The forms of the secretariat: how an organisation is invited, with the letter before it leaves, and why one is not. Subject: the suggestion as it was looked at. */
import { text } from '../../chat/form.ts';
import { tidyAddress } from '../../chat/mail-address.ts';
import { show } from '../../chat/reply.ts';
import { oneLine } from '../../chat/typed.ts';
import { type AppContext, defineForm } from '../context.ts';
import { networkWords } from '../network/service.ts';
import { readProspectRef } from './content.ts';
import { invitationFields, LONG } from './fields.ts';
import { byHandCard, invitationCard } from './letter.ts';
import { authorize } from './policy.ts';
import { getProspect } from './queries.ts';
import { checkReply } from './reply.ts';
import { invite, setAside } from './service.ts';

export const invitationForm = defineForm({
  id: 'invitation',
  version: 1,
  fields: invitationFields,
  pages: [
    { id: 'letter', fields: ['language', 'letter'] },
    { id: 'way', fields: ['contactName', 'contactEmail', 'reminders'] },
  ],
  async review(ctx, given, { subject }) {
    authorize(ctx.actor, 'prospect.read');
    const prospect = await getProspect(ctx.store.db, readProspectRef(subject ?? '').id);
    const theirs = ctx.translator(given.language ?? prospect.locale);
    const network = await networkWords(ctx.store.db, theirs.locale);
    const { title, blocks } = invitationCard(
      { t: theirs, links: ctx.links },
      { ...prospect, letter: given.letter?.trim() ?? '' },
      network,
      0,
    );
    const byMail = ctx.mail && (given.contactEmail ?? '') !== '';
    const why = byMail ? 'byMail' : ctx.mail ? 'noAddress' : 'noMail';
    return [
      { type: 'text', text: ctx.t(`prospect.review.${why}`) },
      { type: 'heading', text: title ?? '' },
      // The link is another one once it is sent.
      ...blocks.filter(({ type }) => type !== 'actions'),
    ];
  },
  async submit(ctx, { language, letter, contactName, contactEmail, reminders }, { subject }) {
    const { id, version } = readProspectRef(subject ?? '');
    await invite(ctx, id, version, {
      locale: language,
      letter: letter?.trim() ?? '',
      contactName: oneLine(contactName),
      contactEmail: tidyAddress(contactEmail ?? ''),
      reminders,
    });
    const after = await getProspect(ctx.store.db, id);
    return after.byMail ? checkReply(ctx, id) : show(await handCard(ctx, id));
  },
});

export const setAsideForm = defineForm({
  id: 'suggestion-aside',
  version: 1,
  direct: true,
  fields: { reason: text({ lines: 'many', min: 3, max: LONG }) },
  pages: [{ id: 'reason', fields: ['reason'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
  async submit(ctx, { reason }, { subject }) {
    const { id, version } = readProspectRef(subject ?? '');
    await setAside(ctx, id, version, reason.trim());
    return checkReply(ctx, id);
  },
});

/** What to send by one's own means. */
export async function handCard(ctx: AppContext, id: string) {
  authorize(ctx.actor, 'prospect.read');
  const prospect = await getProspect(ctx.store.db, id);
  const theirs = ctx.translator(prospect.locale);
  return byHandCard(ctx, theirs, prospect, await networkWords(ctx.store.db, theirs.locale));
}
