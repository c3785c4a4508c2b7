/** A message that may have arrived unheard is looked for before it is sent again: nobody reads it twice. */
import { expect, test } from 'vitest';
import { openDiscordHarness } from '../support/discord/harness.ts';
import { openSlackHarness } from '../support/slack/harness.ts';

const door = { answers: () => 'private' as const, deliver: async () => ({ type: 'none' as const }) };
const card = { blocks: [{ type: 'text' as const, text: 'The seminar begins at nine.' }] };

test('Slack: found by its key, in a channel and in a direct message; what is not there is sent', async () => {
  const { platform, fake, channel, directTo, close } = await openSlackHarness(door);
  const doubt = { since: fake.world.clock.now() };
  for (const to of [channel, directTo('awa')]) {
    const first = await platform.post(to, card, `seminar ${to.kind}`);
    expect(await platform.post(to, card, `seminar ${to.kind}`, doubt)).toEqual(first);
    expect(await platform.post(to, card, `other ${to.kind}`, doubt)).not.toEqual(first);
  }
  expect(fake.world.messages).toHaveLength(4);
  await close();
});

test('Slack: where the bot may not look, nothing is sent and the failure says so', async () => {
  const { platform, fake, channel, close } = await openSlackHarness(door);
  fake.refuse('conversations.history', 'missing_scope');
  await expect(platform.post(channel, card, 'seminar', { since: fake.world.clock.now() })).rejects.toMatchObject({
    code: 'unknowable',
    permanent: true,
    about: 'message',
  });
  expect(fake.world.messages).toEqual([]);
  await close();
});

test('Discord: found by its mark long after the nonce is forgotten; what is not there is sent', async () => {
  const { platform, fake, channel, directTo, close } = await openDiscordHarness(door);
  const since = new Date(fake.world.now());
  const places = [channel, directTo('awa')];
  const firsts = [];
  for (const to of places) firsts.push(await platform.post(to, card, 'seminar'));
  fake.advance(3_600_000);
  for (const [at, to] of places.entries()) {
    expect(await platform.post(to, card, 'seminar', { since })).toEqual(firsts[at]);
    expect(await platform.post(to, card, 'another', { since })).not.toEqual(firsts[at]);
  }
  expect(fake.world.messages).toHaveLength(4);
  await close();
});

test('Discord: where the bot may not read, nothing is sent and the failure says so', async () => {
  const { platform, fake, channel, close } = await openDiscordHarness(door);
  if (channel.kind !== 'channel') throw new Error('no channel');
  const since = new Date(fake.world.now());
  await platform.post(channel, card, 'seminar');
  fake.trouble.unreadable.add(channel.channel);
  await expect(platform.post(channel, card, 'seminar', { since })).rejects.toMatchObject({ code: 'unknowable', permanent: true });
  expect(fake.world.messages).toHaveLength(1);
  await close();
});
