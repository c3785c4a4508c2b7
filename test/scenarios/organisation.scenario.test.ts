/** A colleague is invited, the organisation is handed over, what it says is changed, on every platform. */
import { expect } from 'vitest';
import { closesWindow, type Story, scenario } from './stages.ts';

async function townOf({ house }: Story, name: string): Promise<void> {
  const { db } = house.parts.store;
  const { id: personId } = await db.person.findFirstOrThrow({ where: { name } });
  await db.organisation.create({
    data: {
      id: 'hill',
      names: { en: 'Town of Hill' },
      locale: 'en',
      kind: 'local-government',
      country: 'IE',
      languages: ['en'],
      themes: [],
      membership: { create: { category: 'associate' } },
      persons: { create: { personId, role: 'owner', title: 'Officer' } },
    },
  });
}

scenario('an organisation changes hands', {}, async (story) => {
  const t = story.says('en');
  const ana = story.person('ana', { locale: 'en' });
  const ben = story.person('ben', { locale: 'en' });
  await ana.types('/help');
  await ben.types('/organisation show');
  expect((await ben.sees()).text).toContain('You speak for no organisation yet.');
  await townOf(story, 'ana');

  await ana.types('/organisation invite person:ben');
  expect((await ana.sees()).text).toContain(t('organisation.offer.seat.sent', { who: 'ben', organisation: 'Town of Hill' }));
  await story.house.settled();
  expect((await ben.inbox()).at(-1)?.text).toContain('ana asks you to speak for Town of Hill here.');
  await ben.presses(t('organisation.offer.seat.accept'));
  await story.house.settled();
  expect((await ana.inbox()).at(-1)?.text).toContain('ben speaks for Town of Hill now.');

  await ana.types('/organisation hand-over person:ben');
  await story.house.settled();
  await ben.presses(t('organisation.offer.ownership.accept'));
  await story.house.settled();
  expect((await ana.inbox()).at(-1)?.text).toContain('ben looks after Town of Hill now.');
  await ana.types('/organisation people');
  expect((await ana.sees()).text).toContain('looks after it');

  await ben.types('/organisation edit');
  await ben.fills({ name: 'Town of Hill and Dale', country: 'Ireland', needs: 'A visit by a city that has a youth council.' });
  expect((await ben.sees()).text).toContain('A visit by a city that has a youth council.');
  await ben.presses(t('router.review.submit'));
  expect((await ben.sees()).text).toContain('Town of Hill and Dale');
  await closesWindow(story, ben);

  await ana.types('/organisation leave');
  await ana.presses(t('organisation.leave.yes'));
  expect((await ana.sees()).text).toContain('You have left Town of Hill and Dale.');
});
