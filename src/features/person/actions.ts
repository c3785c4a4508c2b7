/** What the person's own cards offer. */
import { show } from '../../chat/reply.ts';
import { defineAction } from '../context.ts';
import { FOLLOW, languageCard } from './language.ts';
import { EDIT_PROFILE } from './profile-card.ts';
import { editProfile } from './profile-form.ts';
import { chooseLanguage, chooseTimeZone } from './service.ts';
import { zoneActions, zoneCard } from './zone.ts';
import { zoneForm } from './zone-form.ts';

export const pickLanguage = defineAction({
  name: 'person.language',
  answers: 'update',
  async run(ctx, _id, [chosen]) {
    const locale = await chooseLanguage(ctx, chosen === FOLLOW ? undefined : chosen);
    return show(languageCard(ctx, locale, chosen === FOLLOW));
  },
});

const chooseZone = defineAction({
  name: zoneActions.choose,
  answers: 'form',
  typed: 'timezone',
  run: async () => ({ type: 'form', form: zoneForm }),
});

const followZone = defineAction({
  name: zoneActions.follow,
  answers: 'update',
  typed: 'timezone',
  run: async (ctx) => show(zoneCard(ctx, await chooseTimeZone(ctx, undefined), true, true)),
});

const edit = defineAction({ name: EDIT_PROFILE, answers: 'form', typed: 'profile', run: (ctx) => editProfile(ctx) });

export const personActions = [pickLanguage, chooseZone, followZone, edit];
