/** Three replicas on one PostgreSQL, restarted one after the other while people type and an announcement goes out: nothing is lost, nothing comes twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { gather, type Member } from '../support/crowd.ts';
import { openDiscord } from '../support/discord/fake.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { openSlack } from '../support/slack/fake.ts';
import { slackPlayer } from '../support/slack/player.ts';
import { directChannel, type Interaction, personOf } from '../support/slack/world.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

const REPLICAS = 3;
const READERS = 400;
const TYPES_EVERY_MS = 100;

test('a rolling restart under load: every command is answered once, every delivery arrives once', async () => {
  const signingSecret = 'shh';
  const balanced: Replica[] = [];
  let turn = 0;
  // A load balancer: it sends nothing to a replica that is about to go.
  const address = (): string => `http://127.0.0.1:${balanced[turn++ % balanced.length]?.port}/slack/events`;
  const slack = await openSlack({ clock: { now: () => new Date(), move: () => {} }, http: { url: address, signingSecret } });
  const discord = await openDiscord();
  const url = await postgres.database();
  const store = await openStore({ kind: 'server', url }, systemClock);
  const settings = {
    url,
    slack: { apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken, signingSecret },
    discord: { apiUrl: discord.apiUrl, token: discord.token },
    unbounded: true,
  };
  const names = Array.from({ length: READERS }, (_, n) => n);
  await gather(store, [
    ...names.map((n): Member => {
      const { id } = personOf(slack.world, `UREADER${n}`);
      directChannel(slack.world, id);
      return { platform: 'slack', workspace: slack.world.team.id, externalId: id };
    }),
    ...names.map((n): Member => ({ platform: 'discord', workspace: discord.guild.id, externalId: discord.person(`reader ${n}`).id })),
  ]);
  for (let n = 0; n < REPLICAS; n += 1) balanced.push(await startReplica(settings));

  const typed: Interaction[] = [];
  const ana = slackPlayer(slack, 'UANA', { name: 'Ana' });
  const typing = setInterval(() => typed.push(ana.sends(`/help ${typed.length}`)), TYPES_EVERY_MS);
  balanced[0]?.announce('The call is open');
  const codes: (number | null)[] = [];
  for (let n = 0; n < REPLICAS; n += 1) {
    // The new one first, then the old one goes: out of the balancer, and told to stop.
    const fresh = await startReplica(settings);
    const old = balanced.shift();
    balanced.push(fresh);
    codes.push((await old?.stop()) ?? null);
    if (n === 0) balanced[0]?.announce('And a second one');
  }
  clearInterval(typing);

  const deadline = Date.now() + 90_000;
  const arrived = () => slack.world.messages.filter(({ isAnswer }) => !isAnswer).length + discord.world.messages.length;
  while (arrived() < READERS * 4 && Date.now() < deadline) await pause(50);
  await Promise.race([Promise.all(typed.map(({ answered }) => answered)), pause(20_000)]);

  expect(codes, 'each ended by itself').toEqual([0, 0, 0]);
  expect(typed.length, 'there was load').toBeGreaterThan(20);
  expect(typed.filter(({ isAcked }) => !isAcked).length, 'never acknowledged').toBe(0);
  expect(typed.filter(({ isAnswered }) => !isAnswered).length, 'never answered').toBe(0);
  expect(slack.world.messages.filter(({ isAnswer }) => isAnswer).length, 'answers').toBe(typed.length);
  for (const [platform, messages] of [
    ['Slack', slack.world.messages.filter(({ isAnswer }) => !isAnswer)],
    ['Discord', discord.world.messages],
  ] as const) {
    const times = Map.groupBy(messages as readonly { readonly channel: string }[], ({ channel }) => channel);
    expect(times.size, `readers on ${platform}`).toBe(READERS);
    expect([...times.values()].filter((all) => all.length !== 2).length, `twice or lost on ${platform}`).toBe(0);
  }
  for (const replica of balanced) await replica.kill();
  await store.close();
  await slack.close();
  await discord.close();
}, 400_000);
