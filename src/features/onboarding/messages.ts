/** What Agora says on its own to newcomers: the greeting, and the card in the welcome channel. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { networkWords } from '../network/service.ts';
import { doorCard, welcomeCard } from './card.ts';

const Nothing = z.object({});

export const welcome = defineMessage({
  name: 'onboarding.welcome',
  parse: (params) => Nothing.parse(params),
  render: async ({ t, db }) => welcomeCard(t, await networkWords(db, t.locale)),
});

export const door = defineMessage({
  name: 'onboarding.door',
  parse: (params) => Nothing.parse(params),
  shared: true,
  render: async ({ t, db }) => doorCard(t, await networkWords(db, t.locale)),
});

export const onboardingMessages = [welcome, door];
