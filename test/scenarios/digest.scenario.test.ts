/** The story of the digest, told once and played on every platform: what is coming, in each one's language, each thing once. */
import { expect } from 'vitest';
import type { Translate } from '../../src/chat/translate.ts';
import type { Player } from '../support/stage.ts';
import { closesWindow, type Story, scenario } from './stages.ts';

const title = 'Presupuestos de jóvenes';

async function passes(story: Story, by: { readonly days?: number; readonly minutes?: number }): Promise<void> {
  await story.house.settled();
  story.clock.move(by);
  await story.house.advance({});
  await story.house.settled();
}

/** Only the digest, every week. */
async function subscribes(story: Story, player: Player, t: Translate, timeZone: string): Promise<void> {
  await player.types('/subscribe');
  await player.fills({ digest: t('subscription.digests.weekly') });
  await player.fills({ timeZone, morning: '09:00', quietFrom: '21:00', quietUntil: '08:00', channel: t('subscription.channels.chat') });
  await player.presses(t('router.review.submit'));
  await closesWindow(story, player);
}

scenario('the digest comes once a week, in three languages, and says each thing once', { eva: 'editor' }, async (story) => {
  const es = story.says('es');
  const eva = story.person('eva', { name: 'Eva', locale: 'es' });
  const readers = [
    { player: story.person('ana', { name: 'Ana', locale: 'fr' }), t: story.says('fr'), timeZone: 'Africa/Abidjan' },
    { player: story.person('bo', { name: 'Bo', locale: 'en' }), t: story.says('en'), timeZone: 'Europe/London' },
    { player: story.person('caio', { name: 'Caio', locale: 'pt' }), t: story.says('pt'), timeZone: 'America/Sao_Paulo' },
  ];
  for (const { player, t, timeZone } of readers) await subscribes(story, player, t, timeZone);

  await eva.types('/event create');
  await eva.fills({ title, text: 'Cómo deciden los jóvenes.' });
  await eva.fills({ when: '14 de marzo de 2026 a las 18:00', timeZone: 'Europe/Madrid', duration: '90' });
  await eva.fills({ place: 'Barcelona', announce: es('event.announcing.now') });
  await eva.presses(es('router.review.submit'));
  await closesWindow(story, eva);

  const digests = async ({ player, t }: (typeof readers)[number]) =>
    (await player.inbox()).map(({ text }) => text).filter((text) => text.includes(t('digest.title')));
  for (let day = 0; day < 9; day += 1) await passes(story, { days: 1 });
  for (const reader of readers) {
    const [first = ''] = await digests(reader);
    expect(first).toContain(title);
    expect(first).toContain(reader.t('digest.why'));
  }

  // A week later nothing is said again.
  for (let day = 0; day < 8; day += 1) await passes(story, { days: 1 });
  for (const reader of readers) expect((await digests(reader)).filter((text) => text.includes(title))).toHaveLength(1);
});
