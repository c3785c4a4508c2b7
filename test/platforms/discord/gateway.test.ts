/** The connection to Discord: it comes back, nothing is lost on the way, and nothing that comes in can bring the bot down. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../support/discord/contract.ts';
import { type DiscordHarness, openDiscordHarness } from '../../support/discord/harness.ts';
import { card, type Script, writtenDoor } from '../contract.ts';

let harness: DiscordHarness;
let script: Script;
const open = async (heartbeatMs?: number) => {
  script = writtenDoor();
  script.answers('command', () => card('Here'));
  script.answers('unreadable', () => card('That could not be read'));
  harness = await openDiscordHarness(script.door, heartbeatMs === undefined ? {} : { heartbeatMs });
};
afterEach(() => harness.close());

const back = () => harness.fake.world.until('the bot to come back', () => harness.fake.gateway.connected());
/** Commands sent while the bot is away, all answered within Discord's three seconds once it is back. */
async function loseNothing(interrupt: () => void): Promise<void> {
  const ana = harness.person('ana');
  const before = [1, 2, 3].map(() => ana.sends('/help'));
  interrupt();
  const during = [4, 5, 6].map(() => ana.sends('/help'));
  await back();
  const after = [7, 8, 9].map(() => ana.sends('/help'));
  for (const sent of [...before, ...during, ...after]) await harness.door.answered(sent);
  expect(script.all('command')).toHaveLength(9);
  expect(new Set(script.all('command').map(({ envelope }) => envelope.id)).size).toBe(9);
  expect([...before, ...during, ...after].map(({ answered }) => answered)).toEqual(Array(9).fill(4));
}

describe('a connection that ends', () => {
  it('is resumed when Discord asks for it (op 7)', async () => {
    await open();
    await loseNothing(() => harness.fake.gateway.reconnect());
    expect(harness.fake.gateway.resumes).toBe(1);
    expect(harness.fake.gateway.identifies).toHaveLength(1);
  });

  it('is resumed when it breaks', async () => {
    await open();
    await loseNothing(() => harness.fake.gateway.cut());
    expect(harness.fake.gateway.resumes).toBe(1);
  });

  it('is resumed when the session may be (op 9)', async () => {
    await open();
    await loseNothing(() => harness.fake.gateway.invalidate(true));
    expect(harness.fake.gateway.resumes).toBe(1);
  });

  it('is begun anew when the session is gone (op 9)', async () => {
    await open();
    const ana = harness.person('ana');
    await ana.types('/help');
    harness.fake.gateway.invalidate(false);
    await back();
    await ana.types('/help');
    expect(harness.fake.gateway.identifies).toHaveLength(2);
    expect(script.all('command')).toHaveLength(2);
  });

  it('is noticed when only the other side has gone (a zombie)', async () => {
    await open(300);
    const ana = harness.person('ana');
    await ana.types('/help');
    harness.fake.gateway.freeze();
    const during = ana.sends('/help');
    await back();
    await harness.door.answered(during);
    expect(harness.fake.gateway.resumes).toBe(1);
    expect(script.all('command')).toHaveLength(2);
  });
});

describe('what comes in', () => {
  beforeEach(() => open());
  const send = (more: Json) =>
    harness.fake.interact({ type: 2, person: harness.fake.person('ana'), data: { type: 1, name: 'help', id: '1' }, more });
  const stillListens = async () => {
    await harness.person('ana').types('/help');
    expect(script.all('command').at(-1)?.inbound.name).toBe('help');
  };

  it('may lack what the SDK’s own classes insist on', async () => {
    const sent = send({ entitlements: undefined, authorizing_integration_owners: undefined, app_permissions: undefined });
    await harness.door.answered(sent);
    expect(sent.answered).toBe(4);
  });

  it.each<[string, Json]>([
    ['a command without a name', { data: { type: 1 } }],
    ['a kind that does not exist yet', { type: 99 }],
    ['a menu command', { data: { type: 2, name: 'Report', id: '1' } }],
    ['a button of somebody else’s', { type: 3, data: { custom_id: 'whatever', component_type: 2 }, message: { id: '1', channel_id: '2' } }],
    ['a press without its message', { type: 3, data: { custom_id: 'a:b', component_type: 2 } }],
    ['a modal of somebody else’s', { type: 5, data: { custom_id: 'whatever', components: [] } }],
    ['a modal with something new in it', { type: 5, data: { custom_id: '|f|d|s', components: [{ type: 77 }] } }],
  ])('may be %s, and is answered', async (_what, more) => {
    const sent = send(more);
    await harness.door.answered(sent);
    expect(script.all('unreadable')).toHaveLength(1);
    expect(sent.original?.onlyFor).toBe(harness.fake.person('ana').id);
    await stillListens();
  });

  it('is suggested nothing where what is typed cannot be read', async () => {
    const sent = send({ type: 4, data: { type: 1, name: 'help', id: '1', options: [] } });
    await harness.door.answered(sent);
    expect(sent.choices).toEqual([]);
  });

  it('may be nonsense, which is logged', async () => {
    for (const payload of [
      {},
      { id: 5 },
      { id: '1', token: 't', type: 2 },
      { id: '2', token: 't', application_id: '1', type: 2, data: null },
    ])
      harness.fake.gateway.dispatch('INTERACTION_CREATE', payload);
    for (const event of ['MESSAGE_CREATE', 'GUILD_CREATE', 'GUILD_DELETE', 'CHANNEL_UPDATE', 'SOMETHING_NEW'])
      harness.fake.gateway.dispatch(event, {});
    await stillListens();
    expect(harness.kept.lines.filter(({ msg }) => String(msg).includes('nor answered'))).toHaveLength(4);
  });

  it('costs one answer when a handler fails, not the bot', async () => {
    script.answers('command', () => {
      throw new Error('a bug');
    });
    const sent = send({});
    await vi.waitFor(() => expect(harness.kept.lines.map(({ msg }) => msg)).toContain('discord: an interaction failed'));
    expect(sent.answered).toBeUndefined();
    script.answers('command', () => card('Here'));
    await stillListens();
  });

  it('asks for nothing privileged', () => {
    // Guilds, guild messages, direct messages.
    expect(harness.fake.gateway.identifies).toEqual([{ intents: (1 << 0) | (1 << 9) | (1 << 12), shard: [0, 1] }]);
  });
});

it('refuses a wrong token plainly', async () => {
  await open();
  const { discord } = await import('../../../src/platforms/discord/index.ts');
  const wrong = discord({ token: 'wrong', apiUrl: harness.fake.apiUrl, log: harness.kept.log });
  await expect(wrong.start(script.door)).rejects.toThrow(/token/i);
  await wrong.stop();
});
