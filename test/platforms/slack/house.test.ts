/** The whole bot behind Slack: what a member meets on the first day. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { openSlackStage, type SlackStage } from '../../support/stages/slack.ts';

let stage: SlackStage;
beforeEach(async () => {
  stage = await openSlackStage({ roles: { ingrid: 'editor' } });
});
afterEach(() => stage.close());

it.each(['en', 'es', 'fr', 'pt'])('Home and help are there in %s, and fit', async (locale) => {
  const ana = stage.person(`ana${locale}`, { locale });
  const home = await ana.opensHome();
  expect(home.buttons.length).toBeGreaterThan(0);
  await ana.types('/help');
  expect((await ana.sees()).text).toContain('/experience');
  expect(stage.house.lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

it('every command answers something, typed alone', async () => {
  const ana = stage.person('ana');
  for (const { name } of commands) {
    await ana.types(`/agora ${name}`);
    const seen = await ana.sees();
    expect(seen.text.trim(), name).not.toBe('');
    while ((await ana.form()) !== undefined) await ana.leaves();
  }
  expect(stage.house.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

it('a form that was put away is continued from Home, in a window over it', async () => {
  const ana = stage.person('ana', { locale: 'en' });
  await ana.types('/experience submit');
  const [type = ''] = await labelsOf('types');
  const [theme = ''] = await labelsOf('themes');
  await ana.submits({
    title: 'Youth budget of Lisbon',
    summary: 'Young people decide on half a million euros.',
    types: type,
    themes: theme,
  });
  await ana.leaves();
  const home = await ana.opensHome();
  expect(home.text).toContain('Youth budget of Lisbon');
  await ana.pressesAtHome('Continue');
  await ana.presses('Back');
  expect(await ana.form()).toMatchObject({ title: ['Youth budget of Lisbon'], types: [type], themes: [theme] });
});

/** What a field of the open form offers. */
async function labelsOf(field: string): Promise<readonly string[]> {
  const view = stage.fake.world.people.get('UANA')?.stack.at(-1);
  const block = view?.view.blocks.find((one) => one.type === 'input' && one.block_id?.endsWith(`|${field}`) === true);
  if (block?.type !== 'input') throw new Error(`no field ${field}`);
  return 'options' in block.element
    ? block.element.options.map(({ text }) => text.text)
    : ((await stage.person('ana').searches(field, 'particip')) ?? []);
}
