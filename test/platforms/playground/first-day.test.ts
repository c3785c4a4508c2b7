/** The whole bot on the playground, on its first day: a sheet is sent in, published, and found. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPlaygroundStage, type PlaygroundStage } from '../../support/stages/playground.ts';

let stage: PlaygroundStage;
beforeEach(async () => {
  stage = await openPlaygroundStage({ roles: { ed: 'editor' } });
});
afterEach(() => stage.close());

it('takes a sheet from its author to everybody', async () => {
  const author = stage.person('ana', { name: 'Ana', locale: 'en' });
  const editor = stage.person('ed', { name: 'Ed', locale: 'en' });
  await author.types('/experience submit');
  await author.fills({
    title: 'Youth budget of Cocody',
    summary: 'Pupils of twelve schools decide about a part of the budget of their quarter.',
    types: ['Participatory budgeting'],
    themes: ['youth'],
    country: 'Ivory Coast',
    startsOn: '2024',
    ongoing: 'true',
  });
  await author.presses('Submit');
  expect((await stage.channel('secretariat')).at(-1)?.text).toContain('Youth budget of Cocody');

  await editor.presses('Publish');
  expect((await stage.channel('experiences')).at(-1)?.text).toContain('Youth budget of Cocody');
  expect((await author.inbox()).at(-1)?.text).toContain('published');

  const reader = stage.person('lu', { locale: 'es' });
  await reader.types('/experience search presupuesto participativo');
  expect((await reader.sees()).text).toContain('Youth budget of Cocody');
});

it('shows at home who one is and what is open', async () => {
  const author = stage.person('ana', { name: 'Ana', locale: 'fr' });
  await author.types('/experience submit');
  await author.submits({ title: 'Budget jeunes' });
  await author.leaves();
  const home = await author.opensHome();
  expect(home.text).toContain('Ana, membre');
  expect(home.text).toContain('Budget jeunes');
});
