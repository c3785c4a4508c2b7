/** Questions and what becomes of them: languages, what is known in another one, records, changes that are live at once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { answerSaid } from '../../../src/features/question/ask.ts';
import { actions, families, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms, families, said: answerSaid });
}, 120_000);
afterAll(() => desk.close());

const db = () => desk.house.parts.store.db;
const t = (locale: string) => desk.house.parts.translator(locale);
beforeEach(async () => {
  await db().question.deleteMany();
});

const text = (key: string, locale: string) => db().knowledgeText.findFirstOrThrow({ where: { locale, entry: { key } } });
const says = (said: string) => ({ type: 'message', text: said }) as const;
const asked = () => db().question.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });

test('the answer comes in the language of the question, whatever the platform says', async () => {
  const known = await text('experience-what', 'es');
  const ana = desk.visitor('ana', { locale: 'en' });
  await ana.sends(says(known.phrasings[0] ?? ''));
  expect(ana.sees).toContain(known.title);
  expect(ana.sees).toContain(t('es')('question.source'));
  expect(await asked()).toMatchObject({ locale: 'es', outcome: 'direct', entryId: 'experience-what', state: 'answered' });
});

test('somebody who has chosen a language is answered in it', async () => {
  const bea = desk.visitor('bea', { locale: 'en' });
  await bea.types('/language pt');
  await bea.sends(says((await text('experience-what', 'es')).phrasings[0] ?? ''));
  expect(bea.sees).toContain((await text('experience-what', 'pt')).title);
});

test('a new entry is found at once; where it is in another language only, that is said', async () => {
  await db().knowledgeEntry.create({
    data: {
      id: 'heron',
      key: 'heron',
      topic: 'network',
      state: 'published',
      texts: {
        create: { locale: 'fr', title: 'Où niche le héron cendré ?', answer: 'Près de l’étang.', phrasings: ['où vit le héron cendré'] },
      },
    },
  });
  const cleo = desk.visitor('cleo', { locale: 'en' });
  await cleo.types('/language en');
  await cleo.sends(says('où niche donc le héron cendré'));
  if (!cleo.sees.includes('Près de l’étang.')) await cleo.presses('Où niche le héron cendré ?');
  expect(cleo.sees).toContain('Près de l’étang.');
  expect(cleo.sees).toContain(t('en')('question.otherLanguage', { language: 'French' }));

  await db().knowledgeEntry.update({ where: { id: 'heron' }, data: { state: 'stale' } });
  await cleo.sends(says('où niche donc le héron cendré'));
  expect(cleo.sees).not.toContain('héron cendré ?\n');
  await db().knowledgeEntry.delete({ where: { id: 'heron' } });
});

test('what is under way is told from the records, to whoever it belongs to', async () => {
  const dina = desk.visitor('dina', { locale: 'en' });
  await dina.types('/experience submit');
  await dina.fills({ title: ['Youth budget'], summary: ['The young decide on part of the budget.'] });
  const [live] = await db().knowledgeText.findMany({ where: { locale: 'en', entry: { live: 'mine' } } });
  await dina.types(`/ask ${live?.title}`);
  expect(dina.sees).toContain(live?.title);
  expect(dina.sees).toContain(t('en')('question.live.drafts'));
  const eve = desk.visitor('eve', { locale: 'en' });
  await eve.types(`/ask ${live?.title}`);
  expect(eve.sees).toContain(t('en')('question.live.nothing'));
  expect((await asked()).outcome).toBe('live');
});

const live: Readonly<Record<string, readonly (readonly [asked: string, kind: string])[]>> = {
  en: [
    ['which calls are open?', 'calls'],
    ['when does the award close', 'calls'],
    ['next events', 'events'],
    ['my drafts', 'mine'],
    ['my applications', 'mine'],
  ],
  es: [
    ['qué convocatorias están abiertas?', 'calls'],
    ['cuándo cierra el premio', 'calls'],
    ['próximos eventos', 'events'],
    ['mis borradores', 'mine'],
    ['mis solicitudes', 'mine'],
  ],
  fr: [
    ['quels appels sont ouverts ?', 'calls'],
    ['quand ferme le prix', 'calls'],
    ['prochains événements', 'events'],
    ['mes brouillons', 'mine'],
    ['mes candidatures', 'mine'],
  ],
  pt: [
    ['que convocatórias estão abertas?', 'calls'],
    ['quando fecha o prémio', 'calls'],
    ['próximos eventos', 'events'],
    ['os meus rascunhos', 'mine'],
    ['as minhas candidaturas', 'mine'],
  ],
};

test.each(Object.entries(live))('in %s, calls, events and one’s own are told at once from the records', async (locale, questions) => {
  const jo = desk.visitor(`jo-${locale}`, { locale });
  for (const [question, kind] of questions) {
    await jo.types(`/ask ${question}`);
    const { outcome, entryId } = await asked();
    const entry = await db().knowledgeEntry.findUnique({ where: { id: entryId ?? '' } });
    expect({ question, outcome, live: entry?.live }).toEqual({ question, outcome: 'live', live: kind });
    if (kind === 'mine') expect(jo.sees).toContain(t(locale)('question.live.nothing'));
  }
});

test('a greeting is greeted, a command is a command, and a question that begins like one is a question', async () => {
  const fay = desk.visitor('fay', { locale: 'en' });
  await fay.sends(says('hola'));
  expect(fay.sees).toContain(t('en')('router.message.title'));
  expect(await db().question.count()).toBe(0);
  await fay.sends(says('drafts'));
  expect(fay.sees).toContain(t('en')('draft.list.empty'));
  await fay.sends(says('drafts of what exactly, where are they kept?'));
  expect(await db().question.count()).toBe(1);
});

test('nobody presses on somebody else’s question', async () => {
  const gil = desk.visitor('gil', { locale: 'en' });
  await gil.types('/ask how to bake a cheese soufflé at 200 degrees for my grandmother');
  const { id } = await asked();
  const hana = desk.visitor('hana', { locale: 'en' });
  await hana.sends({ type: 'action', ref: { name: 'question.person', id } });
  expect(hana.sees).toContain(t('en')('errors.question.gone'));
  expect((await asked()).state).toBe('refused');
});

test('a person is asked once, however often it is pressed, and what is pressed again afterwards does not take it back', async () => {
  const ida = desk.visitor('ida', { locale: 'en' });
  await ida.types('/ask how to bake a cheese soufflé at 200 degrees for my grandmother');
  const { id } = await asked();
  const press = (name: string) => ida.sends({ type: 'action', ref: { name, id } });
  await press('question.person');
  const first = await asked();
  expect(first).toMatchObject({ state: 'waiting' });
  await press('question.person');
  await press('question.not');
  expect(await asked()).toMatchObject({ state: 'waiting', handedOverAt: first.handedOverAt });
  expect(await db().auditEntry.count({ where: { action: 'question.handed-over', subject: `question:${id}` } })).toBe(1);
});
