/** The whole bot on Discord: what Discord would refuse of our real commands and cards fails here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscordStage, openDiscordStage } from '../../support/stages/discord.ts';

describe('the bot on Discord', () => {
  let stage: DiscordStage;
  beforeAll(async () => {
    stage = await openDiscordStage();
  });
  afterAll(() => stage.close());

  it('registers its commands as Discord wants them, and asks for no privileged intent', () => {
    expect(stage.fake.world.violations).toEqual([]);
    expect(stage.fake.world.commands.get(stage.fake.world.bot.application)?.map((command) => command.name)).toContain('experience');
    expect(stage.fake.gateway.identifies).toHaveLength(1);
  });

  it('answers help in the language of the person', async () => {
    const ana = stage.person('ana', { locale: 'es' });
    await ana.types('/help');
    expect((await ana.sees()).text).toMatch(/\/experience .*search/);
    expect(ana.lastAnswerIsPublic()).toBe(false);
  });

  it('answers a direct message', async () => {
    const ben = stage.person('ben');
    await ben.says('hello');
    expect((await ben.sees()).text).not.toBe('');
  });

  it('opens the form of an experience and goes through its pages', async () => {
    const ana = stage.person('ana', { locale: 'en' });
    await ana.types('/experience submit');
    expect(await ana.form()).toMatchObject({ title: [] });
  });
});
