/** What somebody changes about themselves: the name that others see, the language, the zone. */
import { choice, text } from '../../chat/form.ts';
import { type FormReply, show } from '../../chat/reply.ts';
import { type AppContext, defineForm } from '../context.ts';
import { FOLLOW, languageChoices } from './language.ts';
import { authorize } from './policy.ts';
import { profileOf } from './profile.ts';
import { profileCard } from './profile-card.ts';
import { changeProfile } from './service.ts';
import { optionalZone } from './zone-form.ts';

const NAME = 80;

export const profileForm = defineForm({
  id: 'profile',
  version: 1,
  direct: true,
  fields: {
    name: text({ min: 2, max: NAME }),
    language: choice({ options: (ctx: AppContext) => languageChoices(ctx) }),
    timeZone: optionalZone,
  },
  pages: [{ id: 'profile', fields: ['name', 'language', 'timeZone'] }],
  review: async () => [],
  async submit(ctx, { name, language, timeZone }) {
    const { locale, timeZone: zone } = await changeProfile(ctx, {
      name: name.trim(),
      locale: language === FOLLOW ? undefined : language,
      timeZone: timeZone === undefined || timeZone === '' ? undefined : timeZone,
    });
    // In the language that is in force now.
    const next = { ...ctx, locale, t: ctx.translator(locale), timeZone: zone };
    return show(profileCard(next, await profileOf(next)));
  },
});

export async function editProfile(ctx: AppContext): Promise<FormReply> {
  authorize(ctx.actor, 'person.profile');
  const { name, locale, ownLocale, timeZone, ownZone } = await profileOf(ctx);
  return {
    type: 'form',
    form: profileForm,
    initial: { name: [name], language: [ownLocale ? locale : FOLLOW], ...(ownZone && { timeZone: [timeZone] }) },
  };
}
