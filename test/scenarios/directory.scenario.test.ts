/** A newcomer looks for a partner, on every platform: the directory, one member of it, their own zone and profile. */
import { expect } from 'vitest';
import { type Story, scenario } from './stages.ts';

async function member({ house, clock }: Story, id: string, name: string, needs = ''): Promise<void> {
  const { db } = house.parts.store;
  const { version } = await db.consentText.findFirstOrThrow({ where: { purpose: 'directory', current: true } });
  await db.organisation.create({
    data: {
      id,
      names: { pt: name },
      locale: 'pt',
      kind: 'local-government',
      country: 'BR',
      languages: ['pt'],
      themes: [],
      needs,
      membership: { create: { category: 'associate' } },
      consents: { create: { id: `c-${id}`, purpose: 'directory', version, locale: 'pt', givenAt: clock.now() } },
    },
  });
}

scenario('a partner is found in the directory', {}, async (story) => {
  const t = story.says('fr');
  const awa = story.person('awa', { locale: 'fr' });
  await awa.types('/directory');
  expect((await awa.sees()).text).toContain(t('directory.empty'));

  for (let at = 1; at <= 6; at += 1) await member(story, `city${at}`, `Prefeitura ${at}`, at === 6 ? 'Orçamento participativo jovem.' : '');
  await awa.types('/directory country:Brésil');
  expect((await awa.sees()).text).toContain('Prefeitura 5');
  expect((await awa.sees()).text).not.toContain('Prefeitura 6');
  await awa.presses(t('search.buttons.next'));
  expect((await awa.sees()).text).toContain('Prefeitura 6');

  await awa.types('/directory need:orçamento');
  expect((await awa.sees()).text).toContain('Prefeitura 6');
  await awa.presses(t('directory.buttons.show'));
  expect((await awa.sees()).text).toContain('Orçamento participativo jovem.');
  expect((await awa.sees()).text).toContain(t('directory.onlyAgreed'));

  await awa.types('/timezone Dakar');
  expect((await awa.sees()).text).toContain('Dakar');
  await awa.types('/profile');
  const profile = (await awa.sees()).text;
  expect(profile).toContain('Dakar');
  expect(profile).toContain(t('person.profile.noOrganisation'));
});
