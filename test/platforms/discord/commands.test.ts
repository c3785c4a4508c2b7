/** The commands as Discord registers them: ours in all languages, and only when they changed. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { AnyCommand } from '../../../src/chat/command.ts';
import { nothing } from '../../../src/chat/reply.ts';
import { loadCatalogue } from '../../../src/i18n/catalogue.ts';
import { commandBodies } from '../../../src/platforms/discord/commands.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { limits } from '../../../src/platforms/discord/limits.ts';
import { checkCommands, list, record, walk } from '../../support/discord/contract.ts';
import { openDiscord } from '../../support/discord/fake.ts';
import { keptLog } from '../../support/log.ts';

const catalogue = loadCatalogue(join(import.meta.dirname, '../../../locales'));
const texts = catalogue.locales.map((locale) => catalogue.translator(locale));
const bodies = JSON.parse(JSON.stringify(commandBodies(commands, texts)));

describe('our commands', () => {
  it('are as Discord wants them', () => {
    expect(checkCommands(bodies)).toEqual([]);
  });

  it('have their texts in Discord’s languages, none cut', () => {
    const help = list(bodies).find((command) => command.name === 'help');
    expect(Object.keys(record(help?.description_localizations)).sort()).toEqual(['es-419', 'es-ES', 'fr', 'pt-BR']);
    const keys = catalogue.keys('en').filter((key) => key.startsWith('commands.'));
    for (const locale of catalogue.locales) {
      const t = catalogue.translator(locale);
      for (const key of keys) {
        if (key.endsWith('.description')) expect(t(key).length, `${locale} ${key}`).toBeLessThanOrEqual(limits.command.description);
        if (key.includes('.choices.')) expect(t(key).length, `${locale} ${key}`).toBeLessThanOrEqual(limits.choices.label);
        if (key.endsWith('.name')) expect(t(key), `${locale} ${key}`).toMatch(/^[-_\p{L}\p{N}]{1,32}$/u);
        if (key.endsWith('.name')) expect(t(key)).toBe(t(key).toLowerCase());
      }
    }
  });

  it('keep their own words as names, so that what comes back is understood in every language', () => {
    const names = new Set(commands.flatMap(({ name, options }) => [...name.split(' '), ...Object.keys(options)]));
    for (const each of walk(list(bodies))) if (each.name !== undefined) expect(names).toContain(each.name);
  });

  it('cannot be a group and a command at once', () => {
    const both = ['award', 'award apply'].map((name): AnyCommand => ({ name, answers: 'private', options: {}, run: async () => nothing }));
    expect(() => commandBodies(both, texts)).toThrow('award');
  });
});

describe('publishing', () => {
  it('sends them once, and again only when they changed', async () => {
    const fake = await openDiscord();
    const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, log: keptLog().log });
    const puts = () => fake.world.requests.filter(({ method }) => method === 'PUT').length;
    await platform.publishCommands(commands, texts);
    await platform.publishCommands(commands, texts);
    expect(puts()).toBe(1);
    await platform.publishCommands(commands.slice(1), texts);
    expect(puts()).toBe(2);
    await platform.publishCommands(commands.slice(1), texts.slice(0, 2));
    expect(puts()).toBe(3);
    await platform.stop();
    await fake.close();
  });

  it('goes to the servers that are named, and to no others', async () => {
    const fake = await openDiscord();
    const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, log: keptLog().log, guilds: [fake.guild.id] });
    await platform.publishCommands(commands, texts);
    await platform.publishCommands(commands, texts);
    expect([...fake.world.commands.keys()]).toEqual([`${fake.world.bot.application}/${fake.guild.id}`]);
    expect(fake.world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    await platform.stop();
    await fake.close();
  });
});
