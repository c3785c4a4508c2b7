/** Offers and needs: proposed to both sides without names, shared once both say yes, asked about once, and ended. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { ASKED_AFTER_DAYS, absorbListings } from '../../../src/features/offer/service.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ commands, actions, forms }, { 'slack:guest': 'guest' });
});
afterEach(() => desk.close());

const db = () => desk.house.parts.store.db;
const sent = (message: string) => db().delivery.findMany({ where: { message }, orderBy: { key: 'asc' } });
const press = (visitor: Visitor, name: string, id: string) => visitor.sends({ type: 'action', ref: { name, id } });

interface Words {
  readonly title: string;
  readonly themes?: readonly string[];
  readonly forms?: readonly string[];
  readonly languages?: readonly string[];
  readonly regions?: readonly string[];
  readonly contact?: string;
  readonly until?: string;
}
async function makes(visitor: Visitor, kind: 'offer' | 'need', words: Words): Promise<void> {
  await visitor.types(`/${kind}`);
  await visitor.fills({ title: [words.title], text: [`${words.title}, in some more words.`], forms: [...(words.forms ?? ['workshop'])] });
  await visitor.fills({
    themes: [...(words.themes ?? ['health'])],
    languages: [...(words.languages ?? ['en'])],
    regions: [...(words.regions ?? [])],
    contact: [words.contact ?? 'me@example.org'],
    ...(words.until === undefined ? {} : { until: [words.until] }),
  });
  await visitor.presses('Submit');
}

test('an offer and a need that fit are proposed to both sides, and neither reads a name', async () => {
  const [ana, ben] = [desk.visitor('ana', { name: 'Ana Sousa' }), desk.visitor('ben', { name: 'Ben Okoro' })];
  await makes(ana, 'offer', { title: 'Budget workshop', contact: 'ana@example.org' });
  expect(ana.sees).toContain('Nothing fits it yet');
  await makes(ben, 'need', { title: 'Help with a budget' });
  expect(ben.sees).toContain('One fits it');
  const proposals = await sent('offer.proposed');
  expect(proposals).toHaveLength(2);
  const match = await db().listingMatch.findFirstOrThrow();

  await press(ben, 'offer.yes', `need/${match.id}`);
  expect(ben.sees).toContain('Budget workshop');
  expect(ben.sees).toContain('You said yes');
  expect(ben.sees).not.toMatch(/Ana|ana@/);
  expect(await sent('offer.shared')).toEqual([]);
  await press(ana, 'offer.yes', `offer/${match.id}`);
  expect(ana.sees).toContain('Both sides said yes');
  expect(await sent('offer.shared')).toHaveLength(2);
  // Pressed twice, nothing is said twice, and nothing is taken back.
  await press(ana, 'offer.no', `offer/${match.id}`);
  expect(await db().listingMatch.findFirstOrThrow()).toMatchObject({ offerSays: true, needSays: true });
});

describe('what fits', () => {
  test.each<[string, Partial<Words>, number]>([
    ['a way, a language and a theme in common', {}, 1],
    ['no way in common', { forms: ['visit'] }, 0],
    ['no language in common', { languages: ['fr'] }, 0],
    ['no theme in common', { themes: ['education'] }, 0],
    ['regions that exclude each other', { regions: ['africa'] }, 0],
    ['the same region', { regions: ['europe', 'africa'] }, 1],
  ])('%s', async (_what, words, count) => {
    await makes(desk.visitor('ana'), 'offer', { title: 'An offer', regions: ['europe'], ...(words.regions ? {} : { regions: [] }) });
    await makes(desk.visitor('ben'), 'need', { ...words, title: 'A need' });
    expect(await db().listingMatch.count()).toBe(count);
  });

  test('never one’s own, nor the same two again', async () => {
    const ana = desk.visitor('ana');
    await makes(ana, 'offer', { title: 'An offer' });
    await makes(ana, 'need', { title: 'A need of my own' });
    expect(await db().listingMatch.count()).toBe(0);
    const ben = desk.visitor('ben');
    await makes(ben, 'need', { title: 'A need' });
    expect(await db().listingMatch.count()).toBe(1);
    await ben.types('/offers which:mine');
    await ben.presses('Change');
    await ben.fills({});
    await ben.fills({});
    await ben.presses('Submit');
    expect(await db().listingMatch.count()).toBe(1);
  });
});

test('a no ends it for both, without a name; whoever it is not about cannot answer', async () => {
  const [ana, ben, eve] = [desk.visitor('ana'), desk.visitor('ben'), desk.visitor('eve')];
  await makes(ana, 'offer', { title: 'An offer' });
  await makes(ben, 'need', { title: 'A need' });
  const { id, offerId } = await db().listingMatch.findFirstOrThrow();
  await press(eve, 'offer.yes', `need/${id}`);
  expect(eve.sees).toContain('not there any more');
  await press(eve, 'offer.edit', offerId);
  expect(eve.sees).toContain('not there any more');
  await press(ana, 'offer.no', `offer/${id}`);
  await press(ben, 'offer.yes', `need/${id}`);
  expect(ben.sees).toContain('This one is over');
});

test('what is open is found by theme and way, answered from the other side, changed and closed by its owner alone', async () => {
  const [ana, ben] = [desk.visitor('ana', { name: 'Ana Sousa' }), desk.visitor('ben')];
  await makes(ana, 'offer', { title: 'Budget workshop' });
  await ben.types('/offers theme:health form:workshop');
  expect(ben.sees).toContain('Budget workshop');
  expect(ben.sees).not.toMatch(/Ana|me@example/);
  await ben.presses('I need this');
  await ben.fills({ title: ['A workshop for us'], text: ['For our district councils.'] });
  expect(ben.page.filled).toMatchObject({ themes: [{ value: 'health' }], languages: [{ value: 'en' }] });
  await ben.fills({ contact: ['ben@example.org'] });
  await ben.presses('Submit');
  expect(ben.sees).toContain('One fits it');
  await ben.types('/offers form:visit');
  expect(ben.sees).toContain('Nothing is offered or needed like that');

  await ana.types('/offers which:mine');
  await ana.presses('Close');
  expect(await db().listing.findFirstOrThrow({ where: { kind: 'offer' } })).toMatchObject({ state: 'closed' });
  const { id } = await db().listingMatch.findFirstOrThrow();
  await press(ben, 'offer.yes', `need/${id}`);
  expect(ben.sees).toContain('This one is over');
});

test('a day that has passed is refused where it was typed', async () => {
  const ana = desk.visitor('ana');
  await makes(ana, 'offer', { title: 'An offer', until: '2020' }).catch(() => undefined);
  expect(ana.sees).toContain('This day has passed');
  expect(await db().listing.count()).toBe(0);
});

test('after its last day it ends, its owner is told, and what came of those who met is asked once', { timeout: 120_000 }, async () => {
  const [ana, ben] = [desk.visitor('ana'), desk.visitor('ben')];
  await makes(ana, 'offer', { title: 'An offer' });
  await makes(ben, 'need', { title: 'A need' });
  const { id } = await db().listingMatch.findFirstOrThrow();
  await press(ana, 'offer.yes', `offer/${id}`);
  await press(ben, 'offer.yes', `need/${id}`);
  await desk.house.advance({ days: ASKED_AFTER_DAYS + 1 });
  await desk.house.advance({ days: 1 });
  expect(await sent('offer.result')).toHaveLength(2);
  await press(ben, 'offer.happened', `need/${id}`);
  expect(ben.sees).toContain('Good to know');
  expect(await db().listingMatch.findFirstOrThrow()).toMatchObject({ needResult: 'happened', offerResult: '' });
  await desk.house.advance({ days: 200 });
  await desk.house.advance({ days: 1 });
  expect(await sent('offer.result')).toHaveLength(2);
  expect(await sent('offer.ended')).toHaveLength(2);
  expect(await db().listing.count({ where: { state: 'expired' } })).toBe(2);
});

test('two persons become one: what was proposed between the two is void', async () => {
  const [ana, other] = [desk.visitor('ana'), desk.visitor('ana-d', { platform: 'discord' })];
  await makes(ana, 'offer', { title: 'An offer' });
  await makes(other, 'need', { title: 'A need' });
  const [to, from] = await Promise.all(
    ['ana', 'ana-d'].map(async (id) => (await db().identity.findFirstOrThrow({ where: { externalId: id } })).personId),
  );
  await desk.house.parts.store.write({ envelope: 'test', clock: desk.clock }, 'merge', (tx) => absorbListings(tx, from ?? '', to ?? ''));
  expect(await db().listingMatch.count()).toBe(0);
});

test('guests are told who may', async () => {
  const guest = desk.visitor('guest');
  await guest.types('/offer');
  expect(guest.sees).toContain('another role');
});
