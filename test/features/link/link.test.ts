/** Two accounts become one person, and nobody else's do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { hashCode, readCode } from '../../../src/features/link/rules.ts';
import { actions, forms } from '../../../src/features/registry.ts';
import { type Desk, openDesk, type Visitor } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ commands, actions, forms }, { 'slack:boss': 'secretariat' });
});
afterAll(() => desk.close());

const codeFor = async (visitor: Visitor): Promise<string> => {
  await visitor.types('/link');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(visitor.sees)?.[0];
  if (code === undefined) throw new Error(`no code: ${visitor.sees} ${JSON.stringify(desk.lines.at(-1))}`);
  return code;
};
const personOf = async (platform: string, externalId: string) =>
  (
    await desk.house.parts.store.db.identity.findUniqueOrThrow({
      where: { platform_externalId: { platform, externalId } },
      include: { person: true },
    })
  ).person;

describe('a code typed on the other platform', () => {
  test('makes one person: drafts, experiences, authorships, language, roles', async () => {
    const { store } = desk.house.parts;
    const slack = desk.visitor('boss');
    const discord = desk.visitor('boss on discord', { platform: 'discord' });
    await discord.types('/language fr');
    await discord.types('/experience submit');
    await discord.fills({ title: ['Budget des jeunes'] });
    desk.clock.move({ minutes: 1 });
    await slack.types('/help');
    const [elder, younger] = [await personOf('discord', 'boss on discord'), await personOf('slack', 'boss')];
    await store.write({ envelope: 'made', clock: desk.clock }, 'sheets', async (tx) => {
      const sheet = { state: 'published', locale: 'fr', title: 'One', summary: 'One' } as const;
      await tx.experience.create({
        data: { ...sheet, id: 'own', ownerId: younger.id, coAuthors: { create: { personId: elder.id, state: 'confirmed' } } },
      });
      await tx.experience.create({
        data: { ...sheet, id: 'both', coAuthors: { create: [{ personId: elder.id }, { personId: younger.id, state: 'confirmed' }] } },
      });
    });

    await slack.types(`/link ${(await codeFor(discord)).toLowerCase()}`);
    expect(slack.sees).toContain('Accounts linked');

    expect((await personOf('slack', 'boss')).id).toBe(elder.id);
    expect((await store.db.person.findUniqueOrThrow({ where: { id: younger.id } })).mergedIntoId).toBe(elder.id);
    await slack.types('/drafts');
    expect(slack.sees).toContain('Budget des jeunes');
    await slack.presses('Continuer');
    expect(slack.page.filled.title).toMatchObject([{ value: 'Budget des jeunes' }]);
    await discord.sends({ type: 'home' });
    expect(discord.sees).toContain('secrétariat');
    expect(await store.db.experience.findUniqueOrThrow({ where: { id: 'own' }, include: { coAuthors: true } })).toMatchObject({
      ownerId: elder.id,
      coAuthors: [],
    });
    expect(await store.db.coAuthor.findMany({ where: { experienceId: 'both' } })).toMatchObject([
      { personId: elder.id, state: 'confirmed' },
    ]);
    expect(await store.db.auditEntry.findMany({ where: { action: 'link.made' } })).toMatchObject([{ subject: `person:${elder.id}` }]);
  });

  test('is told where the code was shown', async () => {
    const one = desk.visitor('told', { platform: 'discord', locale: 'pt-BR' });
    const other = desk.visitor('telling');
    await other.types(`/link ${await codeFor(one)}`);
    const told = await desk.house.parts.store.db.delivery.findMany({ where: { message: 'link.made', locale: 'pt-BR' } });
    expect(told).toMatchObject([{ address: { platform: 'discord', user: 'told' } }]);
  });
});

describe('a code', () => {
  test('is not kept as it is, and is of no use a second time', async () => {
    const one = desk.visitor('once', { platform: 'discord' });
    const code = await codeFor(one);
    expect(await desk.house.parts.store.db.linkCode.findMany({ where: { hash: hashCode(readCode(code)) } })).toHaveLength(1);
    expect(JSON.stringify(await desk.house.parts.store.db.doneWrite.findMany())).not.toContain(readCode(code));
    await desk.visitor('first').types(`/link ${code}`);
    const second = desk.visitor('second');
    await second.types(`/link ${code}`);
    expect(second.sees).toContain('not valid');
  });

  test('is taken by one of two who type it at once', async () => {
    const code = await codeFor(desk.visitor('shared', { platform: 'discord' }));
    const both = [desk.visitor('left'), desk.visitor('right')];
    await Promise.all(both.map((visitor) => visitor.types(`/link ${code}`)));
    expect(both.map((visitor) => visitor.sees.includes('Accounts linked')).toSorted()).toEqual([false, true]);
  });

  test('is good for ten minutes', async () => {
    const code = await codeFor(desk.visitor('slow', { platform: 'discord' }));
    desk.clock.move({ minutes: 10 });
    const late = desk.visitor('late');
    await late.types(`/link ${code}`);
    expect(late.sees).toContain('not valid');
  });

  test('is refused to the account that shows it', async () => {
    const self = desk.visitor('self');
    await self.types(`/link ${await codeFor(self)}`);
    expect(self.sees).toContain('this same account');
  });

  test('cannot be guessed: five wrong ones an hour', async () => {
    const eve = desk.visitor('eve');
    for (let n = 0; n < 5; n += 1) await eve.types('/link ABCD-EFGH');
    const code = await codeFor(desk.visitor('victim', { platform: 'discord' }));
    await eve.types(`/link ${code}`);
    expect(eve.sees).toContain('try again in an hour');
    desk.clock.move({ minutes: 61 });
    await eve.types(`/link ${await codeFor(desk.visitor('victim', { platform: 'discord' }))}`);
    expect(eve.sees).toContain('Accounts linked');
  });
});
