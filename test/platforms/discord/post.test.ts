/** Posting on Discord: once for a key, and refusals in words that the sender of deliveries can act on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nonceFor } from '../../../src/platforms/discord/rest.ts';
import { type DiscordHarness, openDiscordHarness } from '../../support/discord/harness.ts';
import { writtenDoor } from '../contract.ts';

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await openDiscordHarness(writtenDoor().door);
});
afterEach(() => harness.close());
const news = { title: 'News', blocks: [] };

describe('a post', () => {
  it('carries a nonce that its key gives, so that Discord shows it once', async () => {
    expect(nonceFor('news:1')).toBe(nonceFor('news:1'));
    expect(nonceFor('x'.repeat(500))).toHaveLength(25);
    await harness.platform.post(harness.channel, news, 'news:1');
    expect(harness.fake.world.requests.at(-1)?.body).toMatchObject({ nonce: nonceFor('news:1'), enforce_nonce: true });
  });

  it('opens the way to a person once', async () => {
    for (const key of ['a', 'b', 'c']) await harness.platform.post(harness.directTo('ben'), news, key);
    expect(harness.fake.world.requests.filter(({ path }) => path === '/users/@me/channels')).toHaveLength(1);
    expect(await harness.person('ben').inbox()).toHaveLength(3);
  });

  it.each([
    [50001, 'we may not see the channel'],
    [50013, 'we may not write there'],
    [50007, 'the person takes no messages'],
  ])('is refused for good with %s: %s', async (code) => {
    harness.fake.trouble.refuses.set(harness.fake.channel('general'), code);
    await expect(harness.platform.post(harness.channel, news, 'news:1')).rejects.toMatchObject({
      name: 'PostError',
      code: String(code),
      permanent: true,
    });
  });

  it('is changed a moment later when Discord says so', async () => {
    const ref = await harness.platform.post(harness.channel, news, 'news:1');
    harness.fake.trouble.limited = { path: /messages\/\d+$/, times: 1, retryAfter: 0.05, global: false };
    await harness.platform.edit(ref, news);
    expect(harness.fake.trouble.limited?.times ?? 0).toBe(0);
  });

  it.each([0.05, 30])('comes back with the time to wait, %s s: whoever keeps the deliveries waits', async (retryAfter) => {
    harness.fake.trouble.limited = { path: /messages$/, times: 1, retryAfter, global: false };
    const refusal = await harness.platform.post(harness.channel, news, 'news:1').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'PostError', permanent: false });
    expect((refusal as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThanOrEqual(retryAfter);
    await expect(harness.platform.post(harness.directTo('nobody else'), news, 'news:2')).resolves.toBeDefined();
  });

  it('cannot edit what is gone', async () => {
    const ref = {
      platform: 'discord',
      workspace: harness.fake.guild.id,
      channel: harness.fake.channel('general'),
      message: '123456789012345678',
    } as const;
    await expect(harness.platform.edit(ref, news)).rejects.toMatchObject({ code: '10008', permanent: true });
  });
});
