/** The closing: its grace, a clear answer that keeps the draft, late codes to their own end, and who is reminded of what before it. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { submitCandidacy } from '../../../src/features/candidacy/service.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';
import { anExperience, fillsIn, summary } from './support.ts';

const roles = { 'slack:marta': 'secretariat' } as const;
const desks: Desk[] = [];
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk({ commands, actions, forms, families }, roles, await openHouse());
  desks.push(desk);
});
afterAll(() => Promise.all(desks.map((one) => one.close())));

/** The tests' clock begins on 2 March; the call closes on 15 March at 22:59 UTC, with ten minutes of grace. */
const toTheClosing = { days: 13, hours: 13, minutes: 59 };
const db = () => desk.house.parts.store.db;

async function member(name: string, title = 'Youth budget of Grenoble', locale = 'en'): Promise<Visitor> {
  const visitor = desk.visitor(name, { locale });
  await visitor.types('/award');
  await anExperience(desk, name, title);
  await visitor.types(`/award apply ${title}`);
  return visitor;
}
/** As an organiser makes and passes it on. */
async function lateCode(until = '20 March 2026 18:00'): Promise<string> {
  const marta = desk.visitor('marta', { locale: 'en' });
  await marta.types('/award codes');
  await marta.presses('New late code');
  await marta.fills({ note: ['The city of Grenoble'], until: [until] });
  expect(marta.sees).toContain('It is good until');
  await marta.presses('Submit');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(marta.sees)?.[0];
  if (code === undefined) throw new Error(`no code in: ${marta.sees}`);
  return code;
}

describe('the closing', () => {
  test('the last minute, and the grace after it, still count', async () => {
    const ana = await member('ana');
    await fillsIn(ana);
    desk.clock.move({ ...toTheClosing, minutes: toTheClosing.minutes + 10 });
    await ana.types('/drafts');
    await ana.presses('Continue');
    expect(ana.sees).toContain('For a few minutes more it is still taken');
    await ana.presses('Submit');
    expect(ana.sees).toContain('Receipt No. 1');
    expect(await db().candidacy.findFirstOrThrow()).toMatchObject({ lateCodeId: null });
  });

  test('a second after the grace it is refused with what to do, and the draft is as it was', async () => {
    const ana = await member('ana');
    await fillsIn(ana);
    desk.clock.move({ ...toTheClosing, minutes: toTheClosing.minutes + 10, seconds: 1 });
    await ana.presses('Submit');
    expect(ana.sees).toContain('Candidacies were taken until');
    expect(ana.sees).toContain('/award late-code');
    expect(await db().candidacy.count()).toBe(0);
    expect(await db().draft.findFirstOrThrow({ where: { version: { gt: 0 } } })).toMatchObject({
      state: 'open',
      raw: { summary: [summary] },
    });
    await ana.types('/award apply');
    expect(ana.sees).toContain('What was begun is kept in /drafts');
    await ana.types('/drafts');
    expect(ana.sees).toContain('Youth budget of Grenoble · A candidacy');
  });

  test('before it opens nothing is taken either', async () => {
    await db().phase.updateMany({
      where: { callId: 'award-2026', key: 'submission' },
      data: { opensAt: new Date('2026-03-05T00:00:00Z') },
    });
    const ana = await member('ana');
    expect(ana.sees).toContain('Candidacies are not taken yet. It opens on 2026-03-05T00:00:00.000Z');
  });
});

describe('a late code', () => {
  test('lets the person who typed it send one candidacy in until it ends, and is marked on it', async () => {
    const ana = await member('ana');
    await fillsIn(ana);
    const code = await lateCode();
    expect(JSON.stringify(await db().lateCode.findMany())).not.toContain(code.replaceAll('-', ''));
    desk.clock.move({ ...toTheClosing, hours: toTheClosing.hours + 24 });
    await ana.types(`/award late-code ${code.toLowerCase()}`);
    expect(ana.sees).toContain('one candidacy can be sent in until');
    await ana.types('/drafts');
    await ana.presses('Continue');
    expect(ana.sees).toContain('With your late code it can be sent in until');
    await ana.presses('Submit');
    expect(ana.sees).toContain('sent in with a late code');

    // Once: a second candidacy is not let in with it, a change of the first one is.
    await anExperience(desk, 'ana', 'Another one');
    await ana.types('/award apply Another one');
    expect(ana.sees).toContain('Candidacies were taken until');
    await ana.types('/award apply Youth budget of Grenoble');
    for (let page = 0; page < 5; page += 1) await ana.fills({});
    await ana.presses('Submit');
    expect(await db().candidacy.findMany()).toMatchObject([{ revision: 2 }]);

    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award codes');
    expect(marta.sees).toContain('The city of Grenoble · sent in with it: No. 1');
  });

  test('it is one person’s: of two who type it at once one has it', async () => {
    const [ana, ben] = [await member('ana'), await member('ben', 'Another one')];
    const code = await lateCode();
    await Promise.all([ana.types(`/award late-code ${code}`), ben.types(`/award late-code ${code}`)]);
    expect([ana.sees, ben.sees].filter((text) => text.includes('Your late code is good'))).toHaveLength(1);
    expect([ana.sees, ben.sees].filter((text) => text.includes('This code is not valid'))).toHaveLength(1);
  });

  test('after its end, revoked or guessed it opens nothing', async () => {
    const ana = await member('ana');
    await fillsIn(ana);
    const ending = await lateCode('16 March 2026 18:00');
    desk.clock.move({ minutes: 1 });
    const revoked = await lateCode();
    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award codes');
    await marta.presses('Revoke');
    expect(marta.sees).toContain('revoked');
    desk.clock.move({ ...toTheClosing, hours: toTheClosing.hours + 1 });
    await ana.types(`/award late-code ${revoked}`);
    expect(ana.sees).toContain('This code is not valid');
    await ana.types(`/award late-code ${ending}`);
    expect(ana.sees).toContain('Your late code is good');
    desk.clock.move({ days: 1 });
    await ana.types('/drafts');
    await ana.presses('Continue');
    await ana.presses('Submit');
    expect(ana.sees).toContain('Candidacies were taken until');
    for (let tried = 0; tried < 6; tried += 1) await ana.types(`/award late-code AAAA-BBBB-CCC${tried}`);
    expect(ana.sees).toContain('That were 5 wrong codes');
  });

  test('a date that is over, or none at all, makes no code', async () => {
    const marta = desk.visitor('marta', { locale: 'en' });
    await marta.types('/award codes');
    await marta.presses('New late code');
    await marta.fills({ note: ['Nobody'], until: ['1 March 2026'] });
    expect(marta.sees).toContain('This is in the past');
    await marta.presses('Fix');
    await marta.fills({ until: ['whenever'] });
    expect(marta.sees).toContain('could not be read as a date');
    expect(await db().lateCode.count()).toBe(0);
  });
});

describe('before the closing', () => {
  const sent = async (name: string) => {
    const { personId } = await db().identity.findFirstOrThrow({ where: { externalId: name } });
    return db().delivery.findMany({ where: { personId, message: 'reminders.due' } });
  };

  test('who has begun and not sent in is reminded; who has sent it in is not', async () => {
    const ana = await member('ana');
    await ana.fills({ category: ['democracy'], size: ['b'] });
    const ben = await member('ben', 'Another one');
    await fillsIn(ben);
    await ben.presses('Submit');
    await desk.house.settled();
    expect(await db().reminder.count({ where: { source: 'call.closing', state: 'planned', personId: { not: null } } })).toBeGreaterThan(0);
    for (let day = 0; day < 7; day += 1) await desk.house.advance({ days: 1 });
    expect(await sent('ana')).toHaveLength(1);
    expect(await sent('ben')).toEqual([]);
  });
});

describe('services', () => {
  test('an empty-handed role is refused by the service itself, whatever the buttons say', async () => {
    await member('ana');
    const { id } = await db().experience.findFirstOrThrow();
    const guest = { actor: { id: 'x', name: 'X', role: 'guest' as const } };
    const { parts } = desk.house;
    const ctx = { ...parts, ...guest, envelope: 'guest', locale: 'en', timeZone: 'UTC', t: parts.translator('en'), now: desk.clock.now() };
    const content = { category: '', size: '', contacts: '', summary: '', locale: 'en', answers: {}, questionSet: 1 };
    const from = { kind: 'direct', platform: 'slack', workspace: 'W1', user: 'x' } as const;
    await expect(
      submitCandidacy({ ...ctx, from, commands: [], people: { forget: () => undefined } }, 'award-2026', id, content),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
