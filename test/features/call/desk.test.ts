/** /call as the secretariat uses it: what is shown to whom, phases and questions in their forms, refusals that lose nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { callByKey } from '../../../src/features/call/queries.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { controlsOf, type Desk, openDesk, type Visitor } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms, families }, { 'slack:marta': 'secretariat', 'discord:marta': 'secretariat' });
});
afterAll(() => desk.close());

const call = () => callByKey(desk.house.parts.store.db, 'award-2026');
/** One of several selects on the card, by what it asks. */
async function picks(visitor: Visitor, placeholder: string, label: string) {
  const select = controlsOf(visitor.card).find((control) => control.type === 'select' && control.placeholder === placeholder);
  if (select?.type !== 'select') throw new Error(`no select ${placeholder} on: ${visitor.sees}`);
  const option = select.options.find((one) => one.label === label);
  if (!option) throw new Error(`no option ${label}`);
  return visitor.sends({ type: 'action', ref: select.action, selected: [option.value] });
}

test('members see where it stands and read the rules; the secretariat also what can be done, and what contradicts itself', async () => {
  const ana = desk.visitor('ana', { locale: 'en' });
  await ana.types('/call show');
  expect(ana.sees).toContain('Candidacies are sent in');
  expect(ana.sees).not.toContain('Extend the deadline');
  expect(ana.sees).not.toContain('Please look at this');
  await ana.presses('Rules and questions');
  expect(ana.sees).toContain('B. Urban management and public space');
  expect(ana.sees).toContain('Why it is innovative: About 150 words');
  const marta = desk.visitor('marta', { locale: 'en' });
  await marta.types('/call show');
  expect(marta.sees).toContain('Extend the deadline');
  expect(marta.sees).toContain('“Results and ceremony” is said to be in May 2026 elsewhere');
  for (const line of ['/call edit award-2026', '/call extend award-2026', '/call create', '/call open award-2026']) {
    await ana.types(line);
    expect(ana.sees).toContain('another role');
  }
});

describe.each(['slack', 'discord'] as const)('in forms on %s', (platform) => {
  const marta = () => desk.visitor('marta', { platform, locale: 'en', timeZone: 'Europe/Madrid' });
  const onDesk = async () => {
    const visitor = marta();
    await visitor.types('/call show award-2026');
    return visitor;
  };

  test('a phase: a date that contradicts another one is refused beside what was typed, then put right', async () => {
    const visitor = await onDesk();
    await picks(visitor, 'Change a phase', 'Formal check');
    await visitor.fills({});
    await visitor.fills({ closes: ['10 March 2026'] });
    expect(visitor.sees).toContain('Closes, as understood: Tuesday, 10 March 2026');
    expect(visitor.sees).toContain('It closes before it opens.');
    await visitor.presses('Fix');
    expect(visitor.page.filled.closes).toMatchObject([{ value: '10 March 2026' }]);
    await visitor.fills({ closes: ['3 April 2026'] });
    await visitor.presses('Submit');
    expect(visitor.sees).toContain('Saved.');
    expect((await call()).phases.find(({ key }) => key === 'check')?.closesAt).toEqual(new Date('2026-04-03T21:59:00Z'));
  });

  test('a new phase gets the usual name of its kind; taken out, it is gone', async () => {
    const visitor = await onDesk();
    await picks(visitor, 'Change a phase', 'A new phase');
    await visitor.fills({ kind: ['comments'], audience: ['members'], position: ['4'] });
    await visitor.fills({ opens: ['2 April 2026'], closes: ['20 April 2026'] });
    await visitor.presses('Submit');
    const phases = (await call()).phases.map(({ key, titles }) => [key, titles.pt]);
    expect(phases[3]).toEqual(['comments', 'Comentários dos membros']);
    await picks(visitor, 'Change a phase', 'Members comment');
    await visitor.fills({});
    await visitor.fills({});
    await visitor.picks('Add: Removal');
    await visitor.fills({ remove: ['true'] });
    expect(visitor.sees).toContain('This phase will be taken out.');
    await visitor.presses('Submit');
    expect((await call()).phases.map(({ key }) => key)).not.toContain('comments');
  });

  test('a question with its answers, each a line, the same in every language', async () => {
    const visitor = await onDesk();
    await picks(visitor, 'Change a question', 'A new question');
    await visitor.fills({ kind: ['choice'], required: ['no'], page: ['Declaration'], position: ['1'] });
    await visitor.fills({ labelEn: ['How did you hear of it?'], labelFr: ['Comment l’avez-vous appris ?'] });
    await visitor.fills({ optionsEn: ['From a member\nElsewhere'], optionsFr: ['Par un membre'] });
    expect(visitor.sees).toContain('There are 1 lines here and 2');
    await visitor.presses('Fix');
    await visitor.fills({ optionsFr: ['Par un membre\nAilleurs'] });
    await visitor.presses('Submit');
    const [question] = (await call()).questions;
    expect(question).toMatchObject({
      kind: 'choice',
      required: false,
      page: 'declaration',
      options: [{ key: 'from-a-member', labels: { en: 'From a member', fr: 'Par un membre' } }, { labels: { en: 'Elsewhere' } }],
    });
    await picks(visitor, 'Change a question', 'How did you hear of it?');
    await visitor.fills({});
    await visitor.fills({});
    await visitor.fills({});
    await visitor.picks('Add: Removal');
    await visitor.fills({ remove: ['true'] });
    await visitor.presses('Submit');
    expect((await call()).questions.map(({ id }) => id)).toEqual(['who', 'purpose', 'innovation', 'years', 'authorised']);
  });

  test('the main form shows everything that is there, and saving it unchanged changes nothing', async () => {
    const before = await call();
    const visitor = marta();
    await visitor.types('/call edit award-2026');
    expect(visitor.page.filled.key).toMatchObject([{ value: 'award-2026' }]);
    await visitor.fills({});
    await visitor.fills({});
    await visitor.fills({});
    expect(visitor.sees).toContain('Closes, as understood: Sunday, 15 March 2026');
    await visitor.presses('Submit');
    expect(visitor.sees).toContain('Saved.');
    const after = await call();
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0, updatedAt: expect.anything() });
  });

  test('an extension says who was told, refuses an earlier date, and keeps what was written', async () => {
    const reader = desk.visitor(`reader on ${platform}`, { platform, locale: 'pt' });
    await reader.types('/award show');
    const visitor = marta();
    await visitor.types('/call extend award-2026');
    await visitor.fills({ closes: ['14 March 2026'], reason: ['More time.'] });
    expect(visitor.sees).toContain('It closes on Sunday, 15 March 2026');
    expect(visitor.sees).toContain('Please give a later date.');
    expect(visitor.sees).not.toContain('were told another date');
    await visitor.presses('Fix');
    expect(visitor.page.filled.reason).toMatchObject([{ value: 'More time.' }]);
    await visitor.fills({ closes: ['5 April 2026'] });
    expect(visitor.sees).toContain('were told another date');
    await visitor.presses('Discard');
  });
});
