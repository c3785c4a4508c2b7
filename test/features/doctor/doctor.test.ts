/** The doctor over the whole bot: what it finds on each platform and in the house, what it tells, and how often. */
import { afterEach, expect, test } from 'vitest';
import type { Finding } from '../../../src/features/doctor/report.ts';
import { saidOf } from '../../../src/features/doctor/words.ts';
import { translator } from '../../support/catalogue.ts';
import { openPostOffice } from '../../support/smtp.ts';
import { openDiscordStage } from '../../support/stages/discord.ts';
import { openPlaygroundStage } from '../../support/stages/playground.ts';
import { openSlackStage } from '../../support/stages/slack.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});
const onSlack = async (options: Parameters<typeof openSlackStage>[0] = {}) => {
  const stage = await openSlackStage({ roles: { ada: 'admin' }, ...options });
  opened.push(() => stage.close());
  return stage;
};
const onDiscord = async (options: Parameters<typeof openDiscordStage>[0] = {}) => {
  const stage = await openDiscordStage({ roles: { ada: 'admin' }, messageContent: true, ...options });
  opened.push(() => stage.close());
  return stage;
};
const codes = (flaws: readonly Finding[]): readonly string[] =>
  flaws.filter(({ level }) => level !== 'notice').map(({ code, about }) => `${code} ${about}`.trim());

test('a bot that has all that it needs is well, on Slack and on Discord', async () => {
  const slack = await onSlack();
  expect(codes((await slack.house.parts.doctor.examine()).flaws)).toEqual([]);
  const discord = await onDiscord();
  const report = await discord.house.parts.doctor.examine();
  expect(codes(report.flaws)).toEqual([]);
  expect(report.unchecked).toEqual([]);
});

test('on Slack: a scope that is missing, a channel that is archived, gone, or without the bot, each with what to do', async () => {
  const { house, fake } = await onSlack();
  fake.world.scopes.delete('users:read');
  const change = (id: string, more: object) =>
    fake.world.channels.set(id, { id, name: id.toLowerCase(), isMember: true, isArchived: false, ...more });
  change('CEVENTS', { isArchived: true });
  change('CAWARDS', { isMember: false });
  fake.world.channels.delete('CHELP');
  const { flaws } = await house.parts.doctor.examine();
  expect(codes(flaws).toSorted()).toEqual([
    'channel.archived CEVENTS/events',
    'channel.gone CHELP/help',
    'slack.channelOut CAWARDS/awards',
    'slack.scope users:read',
  ]);
  const scope = flaws.find(({ code }) => code === 'slack.scope');
  const { what, breaks, fix } = saidOf(translator('en'), scope ?? never());
  expect(what).toBe('Slack has not granted the scope users:read');
  expect(breaks).toContain('newcomers are not greeted');
  expect(fix).toContain('npm run slack:manifest');
});

test('on Slack: a token that is refused, and an app-level token that opens no connection', async () => {
  const { house, fake } = await onSlack();
  fake.refuse('apps.connections.open', 'invalid_auth');
  expect(codes((await house.parts.doctor.examine()).flaws)).toEqual(['slack.socket']);
  fake.refuse('auth.test', 'token_revoked');
  const { flaws } = await house.parts.doctor.examine();
  expect(codes(flaws)).toEqual(['slack.token']);
  expect(flaws.find(({ code }) => code === 'slack.token')?.args).toEqual({ error: 'token_revoked' });
});

const bit = (at: number): bigint => 1n << BigInt(at);

test('on Discord: permissions bit by bit, in the server and in each bound channel', async () => {
  const { house, fake } = await onDiscord({ places: [{ category: 'member', kind: 'role', id: '700000000000000001' }] });
  fake.world.roles.set('700000000000000001', new Set());
  fake.world.rights.role &= ~(bit(44) | bit(28));
  fake.world.rights.channels.set(fake.channel('events'), { allow: 0n, deny: bit(10) });
  fake.world.rights.channels.set(fake.channel('secretariat'), { allow: 0n, deny: bit(35) | bit(11) });
  const { flaws } = await house.parts.doctor.examine();
  expect(
    codes(flaws)
      .map((code) => code.replaceAll(/\d{17,}/g, 'N'))
      .toSorted(),
  ).toEqual([
    'discord.permission N/events/ViewChannel',
    'discord.permission N/secretariat/CreatePublicThreads',
    'discord.permission N/secretariat/SendMessages',
    'discord.serverPermission N/CreateEvents',
    'discord.serverPermission N/ManageRoles',
  ]);
});

test('on Discord: an intent that is off, commands that are not registered or are others, roles above the bot’s own', async () => {
  const { house, fake } = await onDiscord({
    places: [
      { category: 'member', kind: 'role', id: '700000000000000001' },
      { category: 'associate', kind: 'role', id: '700000000000000002' },
    ],
  });
  fake.world.roles.set('700000000000000001', new Set());
  fake.world.rights.positions.set('700000000000000001', 50);
  fake.world.roles.delete('700000000000000002');
  fake.world.flags = 0;
  const [[route = '', registered = []] = []] = [...fake.world.commands];
  fake.world.commands.set(
    route,
    [...registered.slice(1), { ...registered[1], name: 'old' }].map((command) =>
      command.name === 'doctor' ? { ...command, description: 'Another' } : command,
    ),
  );
  const { flaws } = await house.parts.doctor.examine();
  expect(codes(flaws).toSorted()).toEqual([
    'discord.commands.extra',
    'discord.commands.missing',
    'discord.commands.other',
    'discord.intent messageContent',
    'discord.roleAbove 700000000000000001',
    'place.gone 700000000000000002',
  ]);
  expect(flaws.find(({ code }) => code === 'discord.commands.missing')?.args).toEqual({ names: '/experience' });
});

test('in the house: migrations, extensions and failed jobs; a mail server that refuses; nobody who may set up', async () => {
  const smtp = await openPostOffice();
  opened.push(() => smtp.close());
  const stage = await openPlaygroundStage({
    channels: { announcements: 'en' },
    mail: { smtpUrl: smtp.url, from: 'a@example.org', perMinute: 60 },
  });
  opened.push(() => stage.close());
  const { db } = stage.house.parts.store;
  expect(codes((await stage.house.parts.doctor.examine()).flaws)).toEqual(['roles.nobody', 'binding.missing secretariat']);
  await db.$executeRawUnsafe(`delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)`);
  await db.$executeRawUnsafe(
    `update queue.job set start_after = now() - interval '2 hours', state = 'created' where id = (select id from queue.job limit 1)`,
  );
  await smtp.close();
  const { flaws } = await stage.house.parts.doctor.examine();
  expect(codes(flaws)).toEqual(expect.arrayContaining(['database.migrations', 'mail.refused']));
});

test('the secretariat is told what is new once, by however many replicas, and that it is well again; what delivery told is not told again', async () => {
  const { house, fake, channel } = await onSlack({ doctor: true });
  const { db } = house.parts.store;
  await house.settled();
  const before = (await channel('secretariat')).length;
  fake.world.channels.set('CEVENTS', { id: 'CEVENTS', name: 'events', isMember: false, isArchived: false });
  await house.queue.ring('doctor.examine');
  await house.settled();
  await house.queue.ring('doctor.examine');
  await house.settled();
  const told = (await channel('secretariat')).slice(before);
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('Agora is not in the channel for events (#events)');
  expect((await db.channel.findFirstOrThrow({ where: { externalId: 'CEVENTS' } })).trouble).toBe('not_in_channel');
  fake.world.channels.set('CEVENTS', { id: 'CEVENTS', name: 'events', isMember: true, isArchived: false });
  await house.queue.ring('doctor.examine');
  await house.settled();
  expect(
    (await channel('secretariat'))
      .slice(before)
      .map(({ text }) => text)
      .at(-1),
  ).toContain('In order again');
  expect((await db.channel.findFirstOrThrow({ where: { externalId: 'CEVENTS' } })).trouble).toBe('');
  // Delivery found this one out first.
  await db.channel.updateMany({ where: { externalId: 'CAWARDS' }, data: { trouble: 'channel_not_found' } });
  fake.world.channels.delete('CAWARDS');
  const count = (await channel('secretariat')).length;
  await house.queue.ring('doctor.examine');
  await house.settled();
  expect(await channel('secretariat')).toHaveLength(count);
});

function never(): never {
  throw new Error('no such finding');
}
