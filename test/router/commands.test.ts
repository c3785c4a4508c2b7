/** Commands through the router: help, typed options, what is missing, what is unknown, what goes wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { show } from '../../src/chat/reply.ts';
import { UserError } from '../../src/errors.ts';
import { defineAction, defineCommand } from '../../src/features/context.ts';
import { actions, forms } from '../../src/features/registry.ts';
import { cardText, type Desk, openDesk } from '../support/desk.ts';

const echo = defineCommand({
  name: 'help',
  answers: 'public',
  options: {
    command: { kind: 'text', required: false, max: 60 },
  },
  async run(_ctx, options) {
    return show({ blocks: [{ type: 'text', text: JSON.stringify(options) }] });
  },
});
const broken = defineAction({
  name: 'test.broken',
  answers: 'private',
  async run() {
    throw new Error('the pipe burst');
  },
});
const refused = defineAction({
  name: 'test.refused',
  answers: 'update',
  async run() {
    throw new UserError('forbidden');
  },
});

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions: [...actions, broken, refused], forms }, { 'slack:ed': 'editor', 'slack:sol': 'secretariat' });
});
afterAll(() => desk.close());

test('a choice is taken in any language, also under a wrong name; what is none of them is said back with an example', async () => {
  const eva = desk.visitor('eva', { locale: 'es' });
  for (const typed of ['when:past', 'cuales:pasados', 'Passés', 'which: past']) {
    await eva.types(`/event list ${typed}`);
    expect(eva.sees).toContain(desk.house.parts.translator('es')('event.list.past.empty'));
  }
  await eva.types('/event list when:yesterday');
  expect(eva.sees).toContain('«when:yesterday»');
  expect(eva.sees).toContain('/event list cuáles:Próximos');
});

describe('help', () => {
  test('lists every command in the language of the person', async () => {
    const sol = desk.visitor('sol', { locale: 'es-419' });
    await sol.types('/help');
    const lines = sol.sees.split('\n');
    for (const { name } of commands) {
      const [word = '', part = ''] = name.split(' ');
      expect(lines.find((line) => line.startsWith(`/${word} `))).toContain(part);
    }
    expect(sol.sees).toContain('Lo que Agora puede hacer');
  });

  test('names to each what they may do', async () => {
    const [ana, ed] = [desk.visitor('ana'), desk.visitor('ed')];
    await ana.types('/help');
    expect(ana.sees).toContain('(list, show, rsvp');
    for (const hidden of ['create', 'queue', '/announce', '/delivery']) expect(ana.sees).not.toContain(hidden);
    await ed.types('/help');
    for (const shown of ['create', 'queue', '/announce']) expect(ed.sees).toContain(shown);
    expect(ed.sees).not.toContain('/delivery');
    await ana.types('/event help');
    expect(ana.sees).not.toContain('/event create');
    await ana.types('/announce help');
    expect(ana.sees).toContain('another role');
    expect(ana.sees).toContain('/experience Experiences of participation (submit');
  });

  test('explains one command, and a group by its own word help', async () => {
    const ana = desk.visitor('ana', { locale: 'fr' });
    await ana.types('/help experience search');
    expect(ana.sees).toContain('Comment utiliser /experience search');
    await ana.types('/experience help');
    expect(ana.sees).toContain('/experience submit ');
    expect(ana.sees).not.toContain('/drafts');
    await ana.types('/drafts help');
    expect(ana.sees).toContain('Comment utiliser /drafts');
  });

  test('costs no query once a person is known', async () => {
    const ben = desk.visitor('ben');
    await ben.types('/help');
    const before = await desk.house.parts.store.db.doneWrite.count();
    await ben.types('/help');
    expect(await desk.house.parts.store.db.doneWrite.count()).toBe(before);
  });

  test('answers a message that is no command, and runs one that is', async () => {
    const ana = desk.visitor('ann');
    await ana.sends({ type: 'message', text: 'good morning' });
    expect(ana.sees).toContain('/experience Experiences of participation (submit');
    await ana.sends({ type: 'message', text: 'Borradores' });
    expect(ana.sees).toContain('There are no drafts');
    await ana.sends({ type: 'message', text: 'experience submit' });
    await ana.presses('Open the form');
    expect(ana.page.part.at).toBe(1);
  });
});

describe('what cannot be done', () => {
  test('an unknown command is answered with the nearest one and with help', async () => {
    const ana = desk.visitor('ann');
    await ana.types('/experience serch water');
    expect(ana.sees).toContain('Perhaps /experience search?');
    await ana.types('/frobnicate');
    expect(ana.sees).toContain('Agora does not know /frobnicate.');
    expect(ana.sees).toContain('/experience Experiences of participation (submit');
  });

  test('an unknown button is answered', async () => {
    const outcome = await desk.visitor('ann').sends({ type: 'action', ref: { name: 'gone.away', id: '1' } });
    expect(outcome).toMatchObject({ type: 'card', privately: true, replace: false });
  });

  test('something unreadable gets a polite answer', async () => {
    const ana = desk.visitor('ana', { locale: 'pt-BR' });
    await ana.sends({ type: 'unreadable', about: 'no payload' });
    expect(ana.sees).toContain('não conseguiu ler');
  });

  test('a refusal is said privately and not logged as a bug', async () => {
    const logged = desk.lines.length;
    const outcome = await desk.visitor('ann').sends({ type: 'action', ref: { name: 'test.refused', id: '' } });
    expect(outcome).toMatchObject({ type: 'card', privately: true, replace: false });
    expect(desk.lines.length).toBe(logged);
  });

  test('a bug is logged with the envelope and the reference that the person reads', async () => {
    const ana = desk.visitor('ann');
    await ana.sends({ type: 'action', ref: { name: 'test.broken', id: '' } }, 'envelope of the bug');
    const reference = /ref\. ([0-9A-Z]{4})/.exec(ana.sees)?.[1];
    expect(reference).toBeDefined();
    expect(desk.lines.at(-1)).toMatchObject({ ref: reference, envelope: 'envelope of the bug', err: { message: 'the pipe burst' } });
    expect(ana.sees).not.toContain('pipe');
  });

  test('outcomes are plain data', async () => {
    const outcome = await desk.visitor('ann').sends({ type: 'home' });
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });
});

describe('a required option that is not typed', () => {
  test('is asked for in a form, and the command runs with it', async () => {
    const ana = desk.visitor('ann');
    expect(desk.door.answers({ type: 'command', name: 'experience', text: 'show' })).toBe('form');
    expect(desk.door.answers({ type: 'command', name: 'experience', text: 'show water' })).toBe('private');
    await ana.types('/experience show');
    expect(ana.page.text.next).toBe('Send');
    expect(ana.page.sheet.fields).toMatchObject([{ id: 'experience', label: 'Experience', required: true }]);
    await ana.fills({ experience: ['no such sheet'] });
    expect(ana.sees).toContain('No sheet is called “no such sheet”');
  });

  test('cannot be left empty, and putting the form away leaves nothing behind', async () => {
    const ana = desk.visitor('ann');
    await ana.types('/experience show');
    await ana.fills({ experience: [' '] });
    expect(ana.page.problems).toEqual([{ field: 'experience', message: 'An answer is needed here.' }]);
    await ana.sends({ type: 'form.closed', draft: ana.page.draft });
    await ana.types('/drafts');
    expect(ana.sees).toContain('There are no drafts');
  });
});

describe('language', () => {
  test('is the choice of the person, then the platform’s, then the workspace’s', async () => {
    const zoe = desk.visitor('zoe', { locale: 'fr-CA' });
    await zoe.types('/language');
    expect(zoe.sees).toContain('Agora parle ici en Français');
    await zoe.picks('Português');
    expect(zoe.sees).toContain('responde em português');
    await zoe.types('/help');
    expect(zoe.sees).toContain('O que a Agora pode fazer');
    await zoe.types('/language seguir a plataforma');
    expect(zoe.sees).toContain('suit de nouveau la langue de la plateforme');
    await zoe.types('/language Klingon');
    expect(zoe.sees).toContain('English, Español, Français, Português');
  });

  test('can be chosen on the home card, which comes back in it', async () => {
    const zoe = desk.visitor('yan', { name: 'Yan', locale: 'en-GB' });
    await zoe.sends({ type: 'home' });
    expect(zoe.sees).toContain('Yan, member');
    const outcome = await zoe.picks('Español');
    expect(outcome).toMatchObject({ replace: true });
    expect(zoe.sees).toContain('Yan, miembro');
    await zoe.presses('Compartir una experiencia');
    expect(zoe.page.part).toMatchObject({ at: 1 });
  });

  test('of a workspace counts where nobody says anything else', async () => {
    const { store, newId } = desk.house.parts;
    await store.write({ envelope: 'test', clock: desk.clock }, 'workspace', async (tx) => {
      await tx.workspace.create({ data: { id: newId(), platform: 'discord', externalId: 'W1', name: 'Réseau', locale: 'fr' } });
    });
    const silent = desk.visitor('silent', { platform: 'discord' });
    await silent.types('/help');
    expect(silent.sees).toContain('Ce qu’Agora peut faire');
  });
});

test('options given by the platform are checked again', async () => {
  const other = await openDesk({ commands: [echo], actions: [], forms: [] });
  try {
    const ana = other.visitor('ana');
    const outcome = await ana.sends({ type: 'command', name: 'help', options: { command: 'x'.repeat(61), other: 'ignored' } });
    expect(cardText(ana.card)).toContain('at most 60 characters');
    expect(outcome).toMatchObject({ privately: true });
    expect(await ana.sends({ type: 'command', name: 'help', options: { command: 'x', other: 'ignored' } })).toMatchObject({
      privately: false,
      card: { blocks: [{ text: '{"command":"x"}' }] },
    });
  } finally {
    await other.close();
  }
});
