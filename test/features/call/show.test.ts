/** /award as members read it: where the published edition stands on different days, in their language, on every platform. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { callCard, checkCard } from '../../../src/features/call/card.ts';
import { callSource } from '../../../src/features/call/dated.ts';
import { type Call, callByKey } from '../../../src/features/call/queries.ts';
import { checkCall } from '../../../src/features/call/rules.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';
import { cardText, type Desk, openDesk } from '../../support/desk.ts';

let desk: Desk;
let call: Call;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms }, { 'slack:marta': 'secretariat' });
  call = await callByKey(desk.house.parts.store.db, 'award-2026');
});
afterAll(() => desk.close());

const on = (date: string) => cardText(callCard(translator('en'), call, new Date(date)));

describe('where the edition stands', () => {
  test('before it opens', () => expect(on('2026-01-10T00:00:00Z')).toContain('not yet open. It opens on'));
  test('while candidacies are taken, with the closing', () => {
    expect(on('2026-02-10T00:00:00Z')).toContain('Now: Candidacies are sent in, until 2026-03-15T22:59:00.000Z');
  });
  test('later phases say that they are not yet open', () => {
    expect(on('2026-02-10T00:00:00Z')).toMatch(/Open vote: .* \(not yet open\)/);
  });
  test('of two that are on, the one that closes first', () => expect(on('2026-07-15T12:00:00Z')).toContain('Now: The jury evaluates'));
  test('afterwards', () => expect(on('2026-12-01T00:00:00Z')).toContain('This edition is over.'));
});

test('/award alone answers on Slack and the playground; Discord has no bare group, and the router keeps to that', async () => {
  const ana = desk.visitor('ana', { locale: 'es' });
  await ana.types('/award');
  expect(ana.sees).toContain('20.ª Distinción');
  await ana.types('/award help');
  expect(ana.sees).toContain('/award show');
  const bo = desk.visitor('bo', { platform: 'discord' });
  await bo.types('/award');
  expect(bo.sees).toContain('/award show');
  expect(bo.sees).not.toContain('20th');
});

test('an earlier edition is shown by its key; an unknown one is refused with what to do', async () => {
  const ana = desk.visitor('edda', { locale: 'en' });
  await ana.types('/award show award-2020');
  expect(ana.sees).toContain('14th IOPD Award');
  await ana.types('/award show award-1999');
  expect(ana.sees).toContain('There is no call “award-1999”');
});

test('who reads a closing that is to come is known to have read it', async () => {
  const { db } = desk.house.parts.store;
  await desk.visitor('cleo').types('/award');
  const cleo = await db.identity.findFirstOrThrow({ where: { externalId: 'cleo' } });
  expect(await db.told.findMany({ where: { personId: cleo.personId } })).toMatchObject([
    { subject: 'call:award-2026/submission', at: new Date('2026-03-15T22:59:00Z') },
  ]);
});

test('the secretariat lists and checks; the contradiction of the page is named; members may not', async () => {
  const marta = desk.visitor('marta');
  await marta.types('/call list');
  expect(marta.sees).toContain('award-2020');
  await marta.types('/call check');
  expect(marta.sees).toContain('“Results and ceremony” is said to be in May 2026 elsewhere');
  const ana = desk.visitor('edda', { locale: 'en' });
  await ana.types('/call check');
  expect(ana.sees).toContain('another role');
});

test('phases stand in the agenda: the submission as its deadline', async () => {
  const range = { from: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-15T22:59:30Z') };
  const dated = await callSource.list(desk.house.parts.store.db, translator('fr'), range);
  expect(dated).toMatchObject([
    { uid: 'call:award-2026/submission', kind: 'deadline', title: expect.stringContaining('Dépôt des candidatures') },
  ]);
});

describe.each(['en', 'es', 'fr', 'pt'])('%s', (locale) => {
  test('the cards fit every platform, at their fullest', () => {
    const t = translator(locale);
    const long = { ...call, texts: { en: 'L'.repeat(700) }, eligibility: { en: 'E'.repeat(500) } };
    const phases = call.phases.flatMap((phase) => [phase, { ...phase, key: `${phase.key}-2` }]);
    for (const card of [callCard(t, { ...long, phases }, new Date('2026-02-10T00:00:00Z')), checkCard(t, call, checkCall(call))]) {
      expect(overDiscord(card)).toEqual([]);
      expect(overPlayground(card)).toEqual([]);
      expect(overSlack(card)).toEqual([]);
    }
  });
});
