/** The manifest that people paste into Slack holds to Slack's own schema, in every language, with and without a public address. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import type { AnyCommand } from '../../../src/chat/command.ts';
import { loadCatalogue } from '../../../src/i18n/catalogue.ts';
import { slashCommands } from '../../../src/platforms/slack/commands.ts';
import { manifest, scopes } from '../../../src/platforms/slack/manifest.ts';

const root = join(import.meta.dirname, '../../..');
const catalogue = loadCatalogue(join(root, 'locales'));
const url = 'https://agora.example.org/slack/events';

/** The limits of https://github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json, for the parts that we use. */
const text = (min: number, max: number) => z.string().min(min).max(max);
const address = z
  .string()
  .regex(/^https:\/\//)
  .max(3000)
  .optional();
const schema = z.strictObject({
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
    background_color: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(2, 32).regex(/^\/[a-z0-9_-]+$/),
          url: address,
          description: text(1, 2000),
          usage_hint: text(1, 1000).optional(),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: address, bot_events: z.array(z.string()).min(1).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: address, message_menu_options_url: address }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

describe('the manifest', () => {
  it.each(catalogue.locales)('keeps the schema in %s', (locale) => {
    expect(() => schema.parse(manifest(commands, catalogue.translator(locale)))).not.toThrow();
    expect(() => schema.parse(manifest(commands, catalogue.translator(locale), { url }))).not.toThrow();
    expect(() => schema.parse(manifest(commands, catalogue.translator(locale), { install: 'https://a.example' }))).not.toThrow();
  });

  it('of several workspaces names where they come back, and lets their tokens be renewed', () => {
    const several = manifest(commands, catalogue.translator('en'), { install: 'https://agora.example.org/' });
    expect(several.oauth_config.redirect_urls).toEqual(['https://agora.example.org/slack/oauth_redirect']);
    expect(several.settings.token_rotation_enabled).toBe(true);
    expect(manifest(commands, catalogue.translator('en')).settings.token_rotation_enabled).toBe(false);
  });

  it('lists every word of the menu once, the umbrella first; Slack has a /call and a /join of its own, so ours work after /agora', () => {
    const words = slashCommands(commands, catalogue.translator('en')).map(({ command }) => command);
    expect(words[0]).toBe('/agora');
    const ours = new Set(commands.map(({ name }) => `/${name.split(' ')[0]}`));
    for (const kept of ['/call', '/join']) expect(ours.delete(kept)).toBe(true);
    expect(words.slice(1)).toEqual([...ours]);
  });

  it('says how each is used, subcommands or options', () => {
    const hints = Object.fromEntries(
      slashCommands(commands, catalogue.translator('en')).map(({ command, usage_hint }) => [command, usage_hint]),
    );
    expect(hints['/experience']).toContain('submit | search');
    expect(hints['/agora']).toContain('experience | ');
  });

  it('leaves out the words that Slack keeps for itself: they work after /agora', () => {
    const reserved = { name: 'join', answers: 'private', options: {}, run: async () => ({ type: 'none' }) } satisfies AnyCommand;
    expect(slashCommands([reserved], catalogue.translator('en')).map(({ command }) => command)).toEqual(['/agora']);
  });

  it('refuses to be written when Slack could not take it', () => {
    const many = Array.from(
      { length: 50 },
      (_, at): AnyCommand => ({ name: `word${at}`, answers: 'private', options: {}, run: async () => ({ type: 'none' }) }),
    );
    expect(() => slashCommands(many, catalogue.translator('en'))).toThrow('51 slash commands');
  });

  it('gives every request address to Slack when there is no socket', () => {
    const given = manifest(commands, catalogue.translator('en'), { url });
    expect(given.settings.socket_mode_enabled).toBe(false);
    expect(given.settings.event_subscriptions.request_url).toBe(url);
    expect(given.features.slash_commands.every((command) => command.url === url)).toBe(true);
  });

  it('is printed by one command', () => {
    const printed = execFileSync(process.execPath, [join(root, 'src/cli/slack-manifest.ts')], { encoding: 'utf8' });
    expect(() => schema.parse(JSON.parse(printed))).not.toThrow();
  });
});

it('scopes for groups and channels are asked for only where such places are configured', () => {
  const asked = (places: readonly ('group' | 'channel')[]) =>
    manifest(commands, catalogue.translator('en'), { places }).oauth_config.scopes.bot.filter((scope) => !(scope in scopes));
  expect(asked([])).toEqual([]);
  expect(asked(['group', 'group'])).toEqual(['usergroups:read', 'usergroups:write']);
  expect(asked(['channel'])).toEqual(['channels:manage', 'groups:write']);
});
