/** The story of an offer and a need that find each other, told once and played on every platform. */
import { expect } from 'vitest';
import type { Player } from '../support/stage.ts';
import { closesWindow, type Story, scenario } from './stages.ts';

async function makes(
  story: Story,
  player: Player,
  command: string,
  first: Record<string, string | string[]>,
  second: Record<string, string | string[]>,
) {
  await player.types(command);
  await player.fills(first);
  await player.fills(second);
  expect((await player.sees()).text).toContain(first.title);
  await player.presses(story.says('es')('router.review.submit'));
  await closesWindow(story, player);
}

scenario(
  'one offers a workshop, another needs one: both are asked, both say yes, and only then read who the other is',
  {},
  async (story) => {
    const es = story.says('es');
    const luz = story.person('luz', { name: 'Luz', locale: 'es' });
    const dario = story.person('dario', { name: 'Darío', locale: 'es' });
    const common = { themes: ['Salud'], languages: ['español'] };
    await makes(
      story,
      luz,
      '/offer',
      { title: 'Taller de presupuestos', text: 'Dos tardes con vuestro equipo, con ejercicios.', forms: ['Taller'] },
      { ...common, contact: 'luz@example.org' },
    );
    await makes(
      story,
      dario,
      '/need',
      { title: 'Empezar un presupuesto', text: 'Buscamos a quien ya lo haya hecho.', forms: ['Taller', 'Visita'] },
      { ...common, contact: 'dario@example.org' },
    );
    await story.house.settled();

    const proposal = (await luz.inbox()).at(-1);
    expect(proposal?.text).toContain('Empezar un presupuesto');
    expect(proposal?.text).not.toMatch(/Darío|dario@/);
    await luz.presses(es('offer.buttons.yes'));
    expect((await luz.sees()).text).toContain(es('offer.match.waiting'));
    await story.house.settled();
    expect((await dario.inbox()).at(-1)?.text).not.toMatch(/Luz|luz@/);
    await dario.presses(es('offer.buttons.yes'));
    await story.house.settled();
    expect((await dario.inbox()).at(-1)?.text).toContain('luz@example.org');
    expect((await luz.inbox()).at(-1)?.text).toContain('dario@example.org');

    await story.house.advance({ days: 31 });
    await story.house.advance({ days: 1 });
    const asked = (await luz.inbox()).at(-1);
    expect(asked?.text).toContain(es('offer.result.title'));
    await luz.presses(es('offer.results.planned'));
    expect((await luz.sees()).text).toContain(es('offer.result.thanks.planned'));
  },
);
