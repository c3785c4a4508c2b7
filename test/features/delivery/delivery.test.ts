/** What was not delivered is seen, tried again or left; and what is somebody's own is shown to them alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { plain } from '../../../src/chat/text.ts';
import { knockCard } from '../../../src/delivery/knock.ts';
import { deliver } from '../../../src/delivery/outbox.ts';
import { UserError } from '../../../src/errors.ts';
import { failedCard } from '../../../src/features/delivery/card.ts';
import {
  type Failed,
  failedDeliveries,
  reportFailures,
  retryAll,
  retryDelivery,
  skipDelivery,
  waitingMessage,
} from '../../../src/features/delivery/service.ts';
import { linked } from '../../../src/features/link/messages.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { keptLog } from '../../support/log.ts';
import { openTown, type Town } from '../experience/support.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(() => town.clear());

const to = { kind: 'direct', platform: 'playground', workspace: 'W1', user: 'awa' } as const;

/** The town has no platform, so everything that is sent fails. */
async function undelivered() {
  const marta = await town.person('Marta', 'secretariat');
  const awa = await town.person('Awa', 'member', 'fr');
  await town.parts.store.write(marta, 'say', (tx) =>
    deliver(marta, tx, { to, locale: 'fr', personId: 'awa', key: 'k1', message: linked, params: { platform: 'slack' } }),
  );
  await town.settled();
  const { rows } = await failedDeliveries(marta, 0);
  const [failed] = rows;
  if (!failed) throw new Error('nothing failed');
  return { marta, awa, failed };
}

test('what failed stands in the list with its reason, and nothing of what it says', async () => {
  const { marta, failed } = await undelivered();
  expect(failed).toMatchObject({ name: 'Awa', reason: 'not_connected', attempts: 1 });
  const said = lines(failedCard(marta.t, await failedDeliveries(marta, 0))).join('\n');
  expect(said).toContain('To Awa');
  expect(said).toContain('this platform is not connected');
  expect(said).not.toContain('Slack');
});

test('tried again it is sent anew; left, it is out of the list; and what is no longer there is said so', async () => {
  const { marta, failed } = await undelivered();
  await retryDelivery(town.again(marta), failed.id);
  await town.settled();
  const again = await town.parts.store.db.delivery.findUniqueOrThrow({ where: { id: failed.id } });
  expect(again).toMatchObject({ state: 'failed', attempts: 1 });
  await retryAll(town.again(marta));
  await town.settled();
  await skipDelivery(town.again(marta), failed.id);
  expect(await failedDeliveries(marta, 0)).toMatchObject({ total: 0, rows: [] });
  await expect(retryDelivery(town.again(marta), failed.id)).rejects.toThrow(new UserError('delivery.gone'));
});

test('only the secretariat sees to it', async () => {
  const { awa, failed } = await undelivered();
  await expect(failedDeliveries(awa, 0)).rejects.toThrow(new UserError('forbidden'));
  await expect(retryDelivery(awa, failed.id)).rejects.toThrow(new UserError('forbidden'));
});

test('whoever was called in a channel reads their message, and nobody else does', async () => {
  const { awa, marta, failed } = await undelivered();
  const textOf = (card: Card) => card.blocks.map((block) => ('text' in block ? plain(block.text) : '')).join(' ');
  expect(textOf(await waitingMessage(awa, failed.id))).toContain('Slack');
  await expect(waitingMessage(marta, failed.id)).rejects.toThrow(new UserError('delivery.gone'));
});

test('once a day the secretariat reads how many failed, and on other days nothing', async () => {
  await undelivered();
  const job = {
    ...town.parts,
    log: keptLog('warn').log,
    calendarOf: () => undefined,
    placesOf: () => undefined,
    people: { forget: () => undefined },
  };
  await reportFailures({ ...job, envelope: 'job:1' });
  await reportFailures({ ...job, envelope: 'job:2' });
  expect(await town.told('secretariat')).toEqual(['delivery.daily (en)']);
});

describe.each(catalogue.locales)('in %s', (locale) => {
  const t = translator(locale);
  const hostile = '@everyone <!channel> *_`~|&<b> '.repeat(6);
  const codes = [
    'is_archived',
    'channel_not_found',
    '50013',
    'token_revoked',
    '50007',
    '10013',
    'missing_scope',
    'unknowable',
    'constructor',
  ];
  const row = (n: number): Failed => ({
    id: 'V1StGXR8_Z5jdHi6B-myT',
    to: n % 2 === 0 ? to : { kind: 'channel', platform: 'slack', workspace: 'T1', channel: 'C1' },
    name: n % 2 === 0 ? hostile : '',
    purpose: n % 3 === 0 ? 'secretariat' : '',
    workspace: hostile,
    reason: codes[n % codes.length] ?? '',
    attempts: 8,
    attemptedAt: new Date('2026-03-02T09:00:00Z'),
  });
  const cards: readonly Card[] = [
    ...[0, 1].map((at) => failedCard(t, { rows: [0, 1, 2, 3, 4].map((n) => row(n + at * 4)), total: 123, page: 1, pages: 25 })),
    failedCard(t, { rows: [], total: 0, page: 0, pages: 1 }),
    knockCard(t, 'V1StGXR8_Z5jdHi6B-myT', { platform: 'slack', externalId: 'U1', name: hostile }),
  ];
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s the cards stand whole', (_platform, over) => {
    expect(cards.flatMap((card) => over(card))).toEqual([]);
  });
});
