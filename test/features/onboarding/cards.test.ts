/** Every card of the first steps, at its fullest, in every language: it fits each platform whole. */
import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { doorCard, finishedCard, stoppedCard, welcomeCard } from '../../../src/features/onboarding/card.ts';
import type { Funnel } from '../../../src/features/onboarding/funnel.ts';
import { funnelCard } from '../../../src/features/onboarding/funnel-card.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';

const vocabulary = seedVocabulary();
const network = { name: 'W'.repeat(120), about: 'What it is & <does>. '.repeat(20) };
const stage = { welcomed: 1_234_567, started: 1_234_567, finished: 1_234_567, stopped: 1_234_567 };
const funnel: Funnel = {
  all: stage,
  lately: stage,
  left: ['', 'you', 'organisation', 'notices', 'mail', 'review'].map((page) => ({ page, count: 1_234_567 })),
  reasons: vocabulary.terms('reasons').map(({ key }) => ({ key, count: 1_234_567 })),
};
const none: Funnel = { all: { welcomed: 0, started: 0, finished: 0, stopped: 0 }, lately: stage, left: [], reasons: [] };

const everyCard = (locale: string): Readonly<Record<string, Card>> => {
  const t = translator(locale);
  return {
    welcome: welcomeCard(t, network),
    'welcome without words of the network': welcomeCard(t, { name: '', about: '' }),
    door: doorCard(t, network),
    finished: finishedCard(t, Array(12).fill('& '.repeat(100)), {
      confirmation: 'w'.repeat(240).concat('@example.org'),
      apply: true,
    }),
    stopped: stoppedCard(t),
    funnel: funnelCard({ t, vocabulary }, funnel),
    'empty funnel': funnelCard({ t, vocabulary }, none),
  };
};

test.each(
  catalogue.locales.flatMap((locale) => [
    ['slack', locale, overSlack] as const,
    ['discord', locale, overDiscord] as const,
    ['playground', locale, overPlayground] as const,
  ]),
)('on %s in %s every card stands whole', (_platform, locale, over) => {
  expect(Object.entries(everyCard(locale)).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
});
