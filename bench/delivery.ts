/** An announcement to many by direct message, limits lifted, on PostgreSQL: beside the platform's own SDK posting the same in a loop. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gather } from '../test/support/crowd.ts';
import { type ReplicaSettings, startReplica } from '../test/support/replica.ts';
import { type FarEnd, farDiscord, farSlack } from './far-end.ts';
import type { Row } from './row.ts';
import { onServer } from './stores.ts';

const RECIPIENTS = 10_000;
const WARM_UP = 500;
/** As many requests under way as the sender has. */
const AT_ONCE = 16;
const REACH = 0.7;

export async function benchDelivery(): Promise<Row[]> {
  return [await measured(await farSlack()), await measured(await farDiscord())];
}

async function measured(far: FarEnd): Promise<Row> {
  const bare = await openBare(far);
  try {
    return await onServer(async (store, url) => {
      const replica = await startReplica({ url, ...far.settings, unbounded: true });
      const announced = async (users: readonly string[]): Promise<number> => {
        await store.db.subscription.deleteMany();
        await gather(
          store,
          users.map((externalId) => ({ platform: far.platform, workspace: far.workspace, externalId })),
        );
        far.forget();
        const from = performance.now();
        replica.announce('The call is open');
        await arrived(far, users.length);
        return performance.now() - from;
      };
      await announced(far.people('warm', WARM_UP));
      const body = far.lastBody();
      const looped = async (users: readonly string[]): Promise<number> => {
        far.forget();
        const from = performance.now();
        await bare.run(users, body);
        return performance.now() - from;
      };
      await looped(far.people('warm', WARM_UP));
      const users = far.people('reader', RECIPIENTS);
      // One half before and one half after, so that whatever else the machine does meets both.
      const before = await looped(users.slice(0, RECIPIENTS / 2));
      const ours = await announced(users);
      const after = await looped(users.slice(RECIPIENTS / 2));
      await replica.kill();
      const rate = { ours: (RECIPIENTS / ours) * 1000, bare: (RECIPIENTS / (before + after)) * 1000 };
      const share = rate.ours / rate.bare;
      return {
        what: `announcement to ${RECIPIENTS.toLocaleString('en')} recipients on ${far.label}, limits lifted, PostgreSQL: from the press to the last arrival`,
        figure: `${Math.round(rate.ours)} a second, ${Math.round(share * 100)} %`,
        baseline: `${Math.round(rate.bare)} a second with bare ${far.sdk} in a loop, ${AT_ONCE} at once`,
        reach: `${REACH * 100} % of bare`,
        ok: share >= REACH,
      };
    });
  } finally {
    bare.close();
    await far.close();
  }
}

/** Looked at often enough to time seconds. */
async function arrived(far: FarEnd, count: number): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (far.count() < count) {
    if (performance.now() > deadline) throw new Error(`${far.count()} of ${count} arrived`);
    await pause(5);
  }
}

async function openBare({ platform, settings }: FarEnd) {
  const { apiUrl, token } = bareSettings(settings);
  const child = fork(join(import.meta.dirname, 'bare-poster.ts'), {
    env: { ...process.env, AGORA_BENCH_BARE: JSON.stringify({ platform, apiUrl, token }) },
  });
  const told = (): Promise<unknown> =>
    Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error('the bare side ended')))]);
  await told();
  return {
    async run(users: readonly string[], body: object): Promise<void> {
      child.send({ users, body, atOnce: AT_ONCE });
      await told();
    },
    close: () => void (child.connected && child.disconnect()),
  };
}

const bareSettings = ({ slack, discord }: Pick<ReplicaSettings, 'slack' | 'discord'>) => ({
  apiUrl: slack?.apiUrl ?? discord?.apiUrl ?? '',
  token: slack?.botToken ?? discord?.token ?? '',
});
