/** Announcements on the real store: approved, sent to each once, held, called off, begun at their time. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { contentOf } from '../../../src/features/announcement/content.ts';
import { reachOf } from '../../../src/features/announcement/desk.ts';
import { getAnnouncement } from '../../../src/features/announcement/record.ts';
import * as service from '../../../src/features/announcement/service.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { openTown, type Town } from '../experience/support.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => {
  await town.clear();
  await town.parts.store.db.$executeRaw`truncate "Announcement" cascade`;
});

const given = {
  kind: 'news',
  language: 'es',
  title: 'Seminario',
  text: 'Habrá un seminario en marzo.',
  purposes: ['experiences'],
  persons: true,
};
const write = (ctx: AppContext, changes: object = {}, at?: Date) =>
  service.writeAnnouncement(town.again(ctx), contentOf({ ...given, ...changes }, 'es'), at);
const subscribe = async (personId: string, facet: string, value: string) => {
  await town.parts.store.db.subscription.create({ data: { personId, facet, value, at: town.clock.now() } });
};
const stateOf = async (id: string) => (await getAnnouncement(town.parts.store.db, id)).state;
const latest = (id: string) => ({ id, version: undefined });
const told = async () => {
  const rows = await town.parts.store.db.delivery.findMany({ where: { message: 'announcement.news' }, orderBy: { key: 'asc' } });
  return rows.map((row) => row.personId ?? JSON.parse(JSON.stringify(row.address)).channel);
};

test('it goes to its channels and to those who subscribed, each once, and the desk says beforehand to how many', async () => {
  const eva = await town.person('Eva', 'editor');
  await town.person('Awa', 'member', 'fr');
  await town.person('Bo', 'member', 'en');
  await subscribe('awa', 'kind', 'news');
  const id = await write(eva);
  const { targets } = await getAnnouncement(town.parts.store.db, id);
  expect(await reachOf(eva, targets)).toMatchObject({ places: [{ purpose: 'experiences', locale: 'es' }], persons: { fr: 1 } });
  await service.sendAnnouncement(town.again(eva), latest(id));
  await town.settled();
  expect(await told()).toEqual(['awa', 'experiences']);
  await town.advance({ minutes: 1 });
  expect(await told(), 'not twice').toHaveLength(2);
});

test('who chose themes hears of what is about one of theirs, or about none in particular', async () => {
  const eva = await town.person('Eva', 'editor');
  for (const [name, theme] of [
    ['Awa', 'health'],
    ['Bo', 'housing'],
    ['Cy', undefined],
  ] as const) {
    await town.person(name);
    await subscribe(name.toLowerCase(), 'kind', 'news');
    if (theme !== undefined) await subscribe(name.toLowerCase(), 'theme', theme);
  }
  const about = await write(eva, { purposes: [], themes: ['health'] });
  await service.sendAnnouncement(town.again(eva), latest(about));
  await town.settled();
  expect(await told()).toEqual(['awa', 'cy']);
});

test('it begins at its time, not before', async () => {
  const eva = await town.person('Eva', 'editor');
  const id = await write(eva, {}, new Date(town.clock.now().getTime() + 3_600_000));
  await service.sendAnnouncement(town.again(eva), latest(id));
  await town.advance({ minutes: 59 });
  expect([await stateOf(id), await told()]).toEqual(['scheduled', []]);
  await town.advance({ minutes: 1 });
  await town.advance({ minutes: 1 });
  expect(await told()).toEqual(['experiences']);
});

test('called off, nothing of it goes out any more; and a press on an older card is refused', async () => {
  const eva = await town.person('Eva', 'editor');
  const id = await write(eva, {}, new Date(town.clock.now().getTime() + 3_600_000));
  await service.sendAnnouncement(town.again(eva), { id, version: 0 });
  await expect(service.sendAnnouncement(town.again(eva), { id, version: 0 })).rejects.toThrow(new UserError('announcement.changed'));
  await service.cancelAnnouncement(town.again(eva), latest(id));
  await town.advance({ hours: 2 });
  expect([await stateOf(id), await told()]).toEqual(['cancelled', []]);
  await expect(service.sendAnnouncement(town.again(eva), latest(id))).rejects.toThrow(new UserError('announcement.changed'));
});

test('of two editors who press at once, one sends it', async () => {
  const eva = await town.person('Eva', 'editor');
  const max = await town.person('Max', 'editor');
  const id = await write(eva);
  const press = (who: AppContext) => service.sendAnnouncement(town.again(who), { id, version: 0 });
  const results = await Promise.allSettled([press(eva), press(max)]);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  await town.settled();
  expect(await told()).toEqual(['experiences']);
});

test('where two editors are needed, its writer asks, another one approves, and only then it leaves', async () => {
  const two = { network: { secondEditor: true, welcome: false, timeZone: 'UTC' } };
  const eva = { ...(await town.person('Eva', 'editor')), ...two };
  const max = { ...(await town.person('Max', 'editor')), ...two };
  const id = await write(eva);
  await expect(service.sendAnnouncement(town.again(eva), latest(id))).rejects.toThrow(new UserError('announcement.changed'));
  await service.askApproval(town.again(eva), latest(id));
  await expect(service.approveAnnouncement(town.again(eva), latest(id))).rejects.toThrow(new UserError('announcement.own'));
  await service.approveAnnouncement(town.again(max), latest(id));
  await town.settled();
  expect(await told()).toEqual(['experiences']);
  expect((await getAnnouncement(town.parts.store.db, id)).approvedBy?.name).toBe('Max');
});

test('edited after it was approved, it has to be approved again', async () => {
  const two = { network: { secondEditor: true, welcome: false, timeZone: 'UTC' } };
  const eva = { ...(await town.person('Eva', 'editor')), ...two };
  const max = { ...(await town.person('Max', 'editor')), ...two };
  const later = new Date(town.clock.now().getTime() + 86_400_000);
  const id = await write(eva, {}, later);
  await service.askApproval(town.again(eva), latest(id));
  await service.approveAnnouncement(town.again(max), latest(id));
  expect(await stateOf(id)).toBe('scheduled');
  await service.reviseAnnouncement(town.again(eva), latest(id), contentOf({ ...given, title: 'Otro título' }, 'es'), later);
  expect(await getAnnouncement(town.parts.store.db, id)).toMatchObject({ state: 'draft', approvedById: null });
});

test('members do not write to everybody', async () => {
  const awa = await town.person('Awa');
  await expect(write(awa)).rejects.toThrow(new UserError('forbidden'));
});
