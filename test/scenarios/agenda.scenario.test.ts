/** A member looks at the agenda, told once and played on every platform. */
import { expect } from 'vitest';
import { scenario } from './stages.ts';

scenario('the plan of 2020 is read month by month in the reader’s language, turned and narrowed', { gus: 'guest' }, async (story) => {
  const fr = story.says('fr');
  const gus = story.person('gus', { name: 'Gus', locale: 'fr' });

  await gus.types('/agenda juillet 2020');
  const july = await gus.sees();
  expect(july.text).toContain('20e Conférence de l’OIDP');
  expect(july.text).toContain('20 juillet 2020 – 22 juillet 2020');
  expect(july.text).toContain('Côte d’Ivoire');

  await gus.presses('Août 2020 ›');
  expect((await gus.sees()).text).toContain(fr('agenda.nothing'));
  await gus.presses('‹ Juillet 2020');
  expect((await gus.sees()).text).toContain('20e Conférence de l’OIDP');

  await gus.types('/agenda 2020');
  const year = await gus.sees();
  expect(year.text).toContain('Forum urbain mondial');
  expect(year.text).toContain(fr('agenda.open'));
  await gus.selects(fr('agenda.only.country', { country: 'Portugal' }));
  const narrowed = await gus.sees();
  expect(narrowed.text).toContain(fr('agenda.narrowed', { to: 'Portugal' }));
  expect(narrowed.text).toContain('Cascais');
  expect(narrowed.text).not.toContain('Forum urbain mondial');

  await gus.types('/agenda bientôt');
  expect((await gus.sees()).text).toContain(fr('errors.agenda.month', { given: 'bientôt' }));
});
