/** Candidacies from the first page to the receipt, and the secretariat's formal check, through the router without a platform. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { questionsSchema } from '../../../src/features/call/content.ts';
import { digest } from '../../../src/features/digest/messages.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { cardText, type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { anExperience, fillsIn, secret, sendsIn, summary } from './support.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms, families }, { 'slack:marta': 'secretariat', 'slack:paul': 'secretariat' });
});
afterAll(() => desk.close());

async function member(name: string, title?: string): Promise<Visitor> {
  const visitor = desk.visitor(name, { locale: 'en' });
  await visitor.types('/award');
  await anExperience(desk, name, title);
  return visitor;
}
const db = () => desk.house.parts.store.db;
const personOf = async (name: string) => (await db().identity.findFirstOrThrow({ where: { externalId: name } })).personId;
const told = async (name: string) => {
  await desk.house.settled();
  return (await db().delivery.findMany({ where: { personId: await personOf(name) }, orderBy: { createdAt: 'asc' } })).map(
    ({ message }) => message,
  );
};

describe('applying', () => {
  test('without an experience one is led to describing one', async () => {
    const ben = desk.visitor('ben', { locale: 'en' });
    await ben.types('/award apply');
    expect(ben.sees).toContain('Describe one first');
    await ben.presses('Describe an experience');
    expect(ben.page.text.form).toBe('An experience');
    await ben.fills({
      title: ['School assemblies'],
      summary: ['Pupils decide on their school together.'],
      types: ['participatory-budgeting'],
      themes: ['governance'],
    });
    await ben.fills({ country: ['PT'], startsOn: ['2019'], ongoing: ['true'] });
    await ben.presses('Submit');
    await ben.presses('Put it to the award');
    await ben.picks('School assemblies (1)');
    expect(ben.page.text.form).toBe('A candidacy');
  });

  test('an experience is chosen, the call’s own questions are asked, what is missing is named, and a receipt comes', async () => {
    const ana = await member('ana');
    await ana.types('/award apply');
    expect(ana.sees).toContain('It can be sent in until');
    await ana.picks('Youth budget of Grenoble (2)');
    expect(ana.page.sheet.fields.map(({ label }) => label)).toEqual(['Category', 'Size of the government']);
    await ana.fills({ category: ['democracy'], size: ['b'] });
    expect(ana.page.sheet.fields.map(({ label }) => label)).toContain('Why it is innovative');
    await ana.fills({ 'q-who': ['The city of Grenoble'], 'q-purpose': ['A budget for the young'] });
    expect(ana.page.problems.map(({ field }) => field)).toEqual(['q-innovation']);
    await ana.types('/award mine');
    expect(ana.sees).toContain('Youth budget of Grenoble · still missing: Why it is innovative');
    await ana.presses('Continue');
    await ana.fills({ 'q-innovation': ['They decide alone'] });
    await ana.fills({ 'q-years': ['5'] });
    await ana.fills({ summary: [summary] });
    await ana.fills({ contacts: [`Ana Pires, ${secret}`] });
    expect(ana.sees).toContain('This has to be confirmed');
    await ana.presses('Fix');
    await ana.fills({ 'q-authorised': ['true'] });
    await ana.presses('Submit');
    expect(ana.sees).toContain('Receipt No. 1');
    expect(ana.sees).toContain('A. More democratic and peaceful cities');
    expect(await told('ana')).toEqual(['candidacy.receipt']);
    expect(await db().candidacy.findFirstOrThrow()).toMatchObject({
      state: 'submitted',
      country: 'FR',
      answers: { who: 'The city of Grenoble', years: '5', authorised: 'true' },
      questionSet: expect.any(Number),
      lateCodeId: null,
    });
  });

  test('the receipt is there again, with every word of it, for its owner and the secretariat alone', async () => {
    const ana = desk.visitor('ana', { locale: 'en' });
    await ana.types('/award mine');
    await ana.presses('Show');
    expect(ana.sees).toContain('Candidacy No. 1');
    await ana.presses('Read all of it');
    expect(ana.sees).toContain(secret);
    const { id } = await db().candidacy.findFirstOrThrow();
    const carl = desk.visitor('carl', { locale: 'en' });
    for (const action of ['show', 'edit', 'withdraw']) {
      await carl.sends({ type: 'action', ref: { name: `candidacy.${action}`, id } });
      expect(carl.sees, action).toContain('somebody else’s');
    }
    await carl.sends({ type: 'action', ref: { name: 'candidacy.read', id: `${id}@0/1` } });
    expect(carl.sees).not.toContain(secret);
  });

  test('before the closing it is changed and sent in again under the same number', async () => {
    const ana = desk.visitor('ana', { locale: 'en' });
    await ana.types('/award apply Youth budget of Grenoble');
    expect(ana.page.filled.category).toMatchObject([{ value: 'democracy' }]);
    await ana.fills({ category: ['ecology'] });
    await ana.fills({});
    await ana.fills({});
    await ana.fills({});
    await ana.fills({});
    desk.clock.move({ minutes: 1 });
    await ana.presses('Submit');
    expect(ana.sees).toContain('Receipt No. 1');
    expect(ana.sees).toContain('Changed on');
    expect(await db().candidacy.findMany()).toMatchObject([{ number: 1, revision: 2, category: 'ecology', state: 'submitted' }]);
  });

  test('questions that change while somebody writes: what still fits stays, what is new is asked', async () => {
    const gil = await member('gil', 'A park for all');
    await gil.types('/award apply A park for all');
    await fillsIn(gil);
    const call = await db().call.findUniqueOrThrow({ where: { id: 'award-2026' } });
    const before = questionsSchema.parse(call.questions);
    const fresh = { id: 'budget', kind: 'number', min: 0, max: 1000, page: 'declaration', labels: { en: 'Budget' } } as const;
    const kept = before.filter(({ id }) => id !== 'innovation');
    await db().call.update({ where: { id: call.id }, data: { questions: [...kept, fresh], questionSet: { increment: 1 } } });
    try {
      await gil.types('/award mine');
      expect(gil.sees).toContain('A park for all · still missing: Budget.');
      await gil.presses('Continue');
      await gil.presses('Fix');
      expect(gil.page.filled['q-authorised']).toMatchObject([{ value: 'true' }]);
      await gil.fills({ 'q-budget': ['12'] });
      await gil.presses('Submit');
      const where = { ownerId: await personOf('gil') };
      expect(await db().candidacy.findFirstOrThrow({ where })).toMatchObject({
        answers: { who: 'The city of Grenoble', budget: '12' },
        questionSet: call.questionSet + 1,
      });
      await db().candidacy.deleteMany({ where });
    } finally {
      await db().call.update({ where: { id: call.id }, data: { questions: before, questionSet: call.questionSet } });
    }
  });

  test('two presses at once send it in once', async () => {
    const dora = await member('dora', 'Neighbourhood assemblies');
    await dora.types('/award apply Neighbourhood assemblies');
    await fillsIn(dora);
    await Promise.all([dora.presses('Submit'), dora.presses('Submit')]);
    expect(await db().candidacy.count({ where: { ownerId: await personOf('dora') } })).toBe(1);
    expect(await told('dora')).toEqual(['candidacy.receipt']);
  });

  test('what somebody else wrote is not theirs to put forward', async () => {
    const eve = desk.visitor('eve', { locale: 'en' });
    const { id } = await db().experience.findFirstOrThrow({ where: { title: 'Neighbourhood assemblies' } });
    await eve.sends({ type: 'action', ref: { name: 'candidacy.begin', id: 'award-2026' }, selected: [id] });
    expect(eve.sees).toContain('This experience is not yours');
  });

  test('a withdrawn one takes part no more, and can come back while the call is open', async () => {
    const dora = desk.visitor('dora', { locale: 'en' });
    await dora.types('/award mine');
    await dora.presses('Show');
    await dora.presses('Withdraw');
    expect(dora.sees).toContain('is withdrawn');
    const where = { ownerId: await personOf('dora') };
    const { number, state } = await db().candidacy.findFirstOrThrow({ where });
    expect(state).toBe('withdrawn');
    await dora.types('/award apply Neighbourhood assemblies');
    for (let page = 0; page < 5; page += 1) await dora.fills({});
    await dora.presses('Submit');
    expect(await db().candidacy.findFirstOrThrow({ where })).toMatchObject({ state: 'submitted', number });
  });
});

describe('the formal check', () => {
  test('the secretariat counts; drafts are counted and not read; members may not look', async () => {
    const fay = await member('fay', 'Secret draft');
    await fay.types('/award apply Secret draft');
    await fay.fills({ category: ['gender'], size: ['a'] });
    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award counts');
    expect(marta.sees).toContain('2 were sent in; 1 draft is under way.');
    expect(marta.sees).toContain('D. Ecological transition and environment: 1');
    expect(marta.sees).toContain('C. Gender and care: 0');
    expect(marta.sees).toContain('France: 2');
    expect(marta.sees).not.toContain('Secret draft');
    for (const command of ['counts', 'queue', 'codes']) {
      await fay.types(`/award ${command}`);
      expect(fay.sees).toContain('another role');
    }
  });

  test('more is asked for; the candidate is told, opens the right page, and sends it in after the closing', async () => {
    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award queue');
    expect(marta.sees).toContain('2 candidacies wait');
    await marta.presses('Check');
    await marta.presses('Ask for more');
    await marta.fills({ reason: ['Please say who decides in the end.'], page: ['q-practice'] });
    expect(marta.sees).toContain('More is asked for');
    const first = await db().candidacy.findFirstOrThrow({ where: { state: 'changesRequested' }, include: { owner: true } });
    const name = first.owner?.name ?? '';
    expect((await told(name)).at(-1)).toBe('candidacy.decided');

    const { parts } = desk.house;
    const reader = { ...parts, db: db(), t: parts.translator('en'), locale: 'en', timeZone: 'UTC', personId: first.ownerId ?? '' };
    const now = desk.clock.now().toISOString();
    const card = await digest.render(reader, { experiences: [first.experienceId], dated: [], from: now, until: now });
    expect(card && cardText(card)).toContain('Your candidacy needs a little more');

    desk.clock.move({ days: 20 });
    const owner = desk.visitor(name, { locale: 'en' });
    await owner.sends({ type: 'home' });
    expect(owner.sees).toContain('Youth budget of Grenoble · Your candidacy needs a little more');
    await owner.presses('Complete it');
    expect(owner.page.sheet.id).toBe('q-practice.1');
    await owner.fills({ 'q-who': ['The assembly decides.'] });
    await owner.presses('Submit');
    expect(owner.sees).toContain('Receipt No.');
    expect(await db().candidacy.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({ state: 'submitted', reason: '' });
  });

  test('of two who decide at once one wins; the other reads that it has changed', async () => {
    const { id, version } = await db().candidacy.findFirstOrThrow({ where: { state: 'submitted' } });
    const ref = { name: 'candidacy.validate', id: `${id}@${version}/0` };
    const [marta, paul] = [desk.visitor('marta', { locale: 'en' }), desk.visitor('paul', { locale: 'en' })];
    await Promise.all([marta.sends({ type: 'action', ref }), paul.sends({ type: 'action', ref })]);
    expect([marta.sees, paul.sees].filter((text) => text.includes('has changed meanwhile'))).toHaveLength(1);
    expect(await db().candidacy.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'valid', version: version + 1 });
  });

  test('one is refused with a reason, which its candidate reads', async () => {
    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award queue');
    await marta.presses('Check');
    await marta.presses('Not eligible');
    await marta.fills({ reason: ['The government has not authorised it.'] });
    const refused = await db().candidacy.findFirstOrThrow({ where: { state: 'refused' }, include: { owner: true } });
    const owner = desk.visitor(refused.owner?.name ?? '', { locale: 'en' });
    await owner.types('/award mine');
    await owner.presses('Show');
    expect(owner.sees).toContain('The government has not authorised it.');
    expect(owner.sees).toContain('There is nothing to do any more.');
  });

  test('nobody checks what they sent in themselves', async () => {
    desk.clock.move({ days: -20 });
    const paul = await member('paul', 'A sheet of the secretariat');
    await sendsIn(paul, 'A sheet of the secretariat');
    await paul.types('/award queue');
    await paul.presses('Check');
    expect(paul.sees).toContain('You sent this one in');
    const { id, version } = await db().candidacy.findFirstOrThrow({ where: { ownerId: await personOf('paul') } });
    await paul.sends({ type: 'action', ref: { name: 'candidacy.validate', id: `${id}@${version}/0` } });
    expect(paul.sees).toContain('Somebody else of the secretariat');
  });
});
