/** Connections come and go, as Slack does it every few hours; nobody notices. */
import { afterEach, describe, expect, it } from 'vitest';
import { openSlackHarness, type SlackHarness, slackId } from '../../support/slack/harness.ts';
import { slackPlayer } from '../../support/slack/player.ts';
import type { Interaction } from '../../support/slack/world.ts';
import { visibleTo } from '../../support/slack/world.ts';
import { card, writtenDoor } from '../contract.ts';

let harness: SlackHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

/** One command every `everyMs`, `count` of them, with something happening on the way. */
async function typing(open: SlackHarness, count: number, everyMs: number, on: (at: number) => void): Promise<readonly Interaction[]> {
  const ana = slackPlayer(open.fake, slackId('ana'), { name: 'ana' });
  const { promise, resolve } = Promise.withResolvers<void>();
  const sent: Interaction[] = [];
  const timer = setInterval(() => {
    on(sent.length);
    sent.push(ana.sends(`/help ${sent.length}`));
    if (sent.length === count) {
      clearInterval(timer);
      resolve();
    }
  }, everyMs);
  await promise;
  return sent;
}

describe('a routine change of connection', () => {
  it.each([1, 2])('loses none of 20 commands a second and answers none twice, with %i sockets', async (sockets) => {
    const script = writtenDoor();
    script.answers('command', ({ text }) => card(`Answer ${text}.`));
    harness = await openSlackHarness(script.door, { sockets });
    const { fake } = harness;
    const changes: { close(): void }[] = [];
    const sent = await typing(harness, 60, 50, (at) => {
      // Announced at the 10th, 30th and 50th command; Slack closes the old connections four commands later.
      if (at % 20 === 10) changes.push(fake.refresh());
      if (at % 20 === 14) changes.at(-1)?.close();
    });
    await Promise.all(sent.map(({ answered }) => answered));
    expect(changes).toHaveLength(3);
    expect(sent.filter(({ timedOut }) => timedOut)).toEqual([]);
    const answers = visibleTo(fake.world, slackId('ana')).map(({ text }) => text);
    expect(answers.toSorted()).toEqual(sent.map((_, at) => `Answer ${at}.`).toSorted());
  });

  it('comes back at once when a connection breaks without a word', async () => {
    const script = writtenDoor();
    script.answers('command', () => card('Here'));
    harness = await openSlackHarness(script.door, { sockets: 1 });
    const { fake } = harness;
    const back = fake.wire.reconnected();
    for (const socket of fake.wire.sockets) socket.terminate();
    await back;
    const ana = harness.person('ana');
    await ana.types('/help');
    expect((await ana.sees()).text).toContain('Here');
  });

  it('keeps trying while Slack refuses new connections', async () => {
    const script = writtenDoor();
    script.answers('command', () => card('Here'));
    harness = await openSlackHarness(script.door, { sockets: 1 });
    const { fake } = harness;
    fake.refuse('apps.connections.open', 'internal_error', 2);
    const back = fake.wire.reconnected();
    for (const socket of fake.wire.sockets) socket.terminate();
    await back;
    const ana = harness.person('ana');
    await ana.types('/help');
    expect((await ana.sees()).text).toContain('Here');
  });

  it('says at the start that a token is wrong', async () => {
    await expect(openSlackHarness(writtenDoor().door, { botToken: 'xoxb-other' })).rejects.toThrow('invalid_auth');
    await expect(openSlackHarness(writtenDoor().door, { appToken: 'xapp-other' })).rejects.toThrow('invalid_auth');
  });
});
