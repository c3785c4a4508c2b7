/** The forms of a campaign: by what a member looks inactive, how a campaign goes, and a contact put right by its owner. */
import { confirm, number, text } from '../../chat/form.ts';
import { MAX_ADDRESS } from '../../chat/mail-address.ts';
import { show } from '../../chat/reply.ts';
import { formatDay } from '../../i18n/format.ts';
import { defineForm } from '../context.ts';
import { criteriaInWords } from './card.ts';
import { contactFrom, NAME, PHONE } from './contact.ts';
import { criteriaOf, suspectsOf } from './facts.ts';
import { answeredCard } from './letter.ts';
import { datesOf } from './plan.ts';
import { campaignReply, reviewReply } from './reply.ts';
import { contactInChat, setCriteria, startCampaign } from './service.ts';

export const criteriaForm = defineForm({
  id: 'campaign-criteria',
  version: 1,
  fields: {
    quietMonths: number({ min: 0, max: 240 }),
    bounces: number({ min: 0, max: 20 }),
    noContact: confirm(),
    neverAnswered: confirm(),
  },
  pages: [{ id: 'criteria', fields: ['quietMonths', 'bounces', 'noContact', 'neverAnswered'] }],
  async review(ctx, given) {
    const criteria = {
      quietMonths: given.quietMonths ?? 0,
      bounces: given.bounces ?? 0,
      noContact: given.noContact === true,
      neverAnswered: given.neverAnswered === true,
    };
    const suspects = await suspectsOf(ctx.store.db, criteria, ctx.now);
    return [
      { type: 'text', text: ctx.t('campaign.review.count', { count: suspects.length }) },
      { type: 'list', items: criteriaInWords(ctx.t, criteria, suspects) },
    ];
  },
  async submit(ctx, values) {
    await setCriteria(ctx, {
      quietMonths: values.quietMonths,
      bounces: values.bounces,
      noContact: values.noContact === true,
      neverAnswered: values.neverAnswered === true,
    });
    return reviewReply(ctx, 0);
  },
});

/** The review says whom it would reach, and by what, before anything leaves. */
export const startForm = defineForm({
  id: 'campaign-start',
  version: 1,
  fields: {
    reminders: number({ min: 0, max: 5 }),
    remindDays: number({ min: 3, max: 60 }),
    graceDays: number({ min: 7, max: 180 }),
  },
  pages: [{ id: 'plan', fields: ['reminders', 'remindDays', 'graceDays'] }],
  async review(ctx, { reminders = 0, remindDays = 0, graceDays = 0 }) {
    const suspects = await suspectsOf(ctx.store.db, await criteriaOf(ctx.store.db), ctx.now);
    const { endsAt } = datesOf({ reminders, remindDays, graceDays }, ctx.now);
    const mailed = ctx.mail ? suspects.filter(({ byChat, byMail }) => !byChat && byMail).length : 0;
    const chat = suspects.filter(({ byChat }) => byChat).length;
    return [
      {
        type: 'text',
        text: ctx.t('campaign.dryRun.who', { count: suspects.length, chat, mail: mailed, none: suspects.length - chat - mailed }),
      },
      { type: 'text', text: ctx.t('campaign.dryRun.until', { date: formatDay(endsAt, ctx.locale, ctx.timeZone) }) },
      ...(ctx.mail ? [] : [{ type: 'note', text: ctx.t('campaign.dryRun.noMail') } as const]),
    ];
  },
  async submit(ctx, values) {
    await startCampaign(ctx, values);
    return campaignReply(ctx);
  },
});

/** Subject: the token of the message that asked. */
export const contactForm = defineForm({
  id: 'campaign-contact',
  version: 1,
  direct: true,
  fields: {
    name: text({ max: NAME }),
    email: text({ max: MAX_ADDRESS, format: 'email' }),
    phone: text({ required: false, max: PHONE }),
    role: text({ required: false, max: NAME }),
  },
  pages: [{ id: 'contact', fields: ['name', 'email', 'phone', 'role'] }],
  review: async () => [],
  async submit(ctx, values, { subject = '' }) {
    const asked = await contactInChat(ctx, subject, contactFrom(values));
    return show(answeredCard(ctx, asked, 'updated'));
  },
});
