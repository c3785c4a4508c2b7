/** What happens to a sheet, from submitting to withdrawing, and who is told. On the real store. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import {
  answerInvitation,
  declineExperience,
  inviteCoAuthor,
  publishExperience,
  requestChanges,
  reviseExperience,
  submitExperience,
  withdrawExperience,
} from '../../../src/features/experience/service.ts';
import { openTown, quick, type Town } from './support.ts';

let town: Town;
let ana: AppContext;
let eva: AppContext;
beforeAll(async () => {
  town = await openTown();
});
beforeEach(async () => {
  await town.clear();
  ana = await town.person('Ana', 'member', 'fr');
  eva = await town.person('Eva', 'editor');
});
afterAll(() => town.stop());

const sheet = (id: string) =>
  town.parts.store.db.experience.findUniqueOrThrow({ where: { id }, include: { revisions: true, decisions: true } });
const submitted = async (content = quick()): Promise<string> => (await submitExperience(town.again(ana), content)).id;
const publishedSheet = async (content = quick()): Promise<string> => {
  const id = await submitted(content);
  await publishExperience(town.again(eva), id, 1);
  return id;
};

test('a sheet is submitted: the secretariat gets it to decide, the author a receipt in her language', async () => {
  const id = await submitted();
  expect(await sheet(id)).toMatchObject({
    state: 'submitted',
    ownerId: 'ana',
    startYear: 2016,
    endYear: null,
    completeness: 'stub',
    revision: 1,
  });
  expect((await sheet(id)).revisions).toHaveLength(1);
  expect(await town.told('secretariat')).toEqual(['experience.queued (en)']);
  expect(await town.told('ana')).toEqual(['experience.received (fr)']);
});

test('the same envelope twice makes one sheet', async () => {
  const ctx = town.again(ana);
  const first = await submitExperience(ctx, quick());
  expect(await submitExperience(ctx, quick())).toEqual(first);
  expect(await town.parts.store.db.experience.count()).toBe(1);
});

test('a guest may not submit', async () => {
  const guest = await town.person('Gus', 'guest');
  await expect(submitExperience(guest, quick())).rejects.toMatchObject({ code: 'forbidden' });
});

test('published: it appears in the experiences channel in that channel’s language, and the author hears of it', async () => {
  const id = await publishedSheet();
  expect(await sheet(id)).toMatchObject({ state: 'published', publishedAt: town.clock.now() });
  expect(await town.told('experiences')).toEqual(['experience.published (es)']);
  expect(await town.told('ana')).toContain('experience.yoursPublished (fr)');
});

describe('two editors press at once', () => {
  test('one wins, the other reads who was first', async () => {
    const id = await submitted();
    const max = await town.person('Max', 'editor');
    const both = await Promise.allSettled([
      publishExperience(town.again(eva), id, 1),
      declineExperience(town.again(max), id, 1, 'It is an advertisement.'),
    ]);
    const lost = both.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    const { decisions, state } = await sheet(id);
    expect(decisions).toHaveLength(1);
    const winner = state === 'published' ? { who: 'Eva', decision: 'published' } : { who: 'Max', decision: 'declined' };
    expect(lost[0]).toMatchObject({ reason: { code: 'experience.already-decided', args: winner } });
  });

  test('a decision on a text that has changed meanwhile is refused', async () => {
    const id = await submitted();
    await reviseExperience(town.again(ana), id, 1, quick({ title: 'Youth budget of Grenoble and Lyon' }));
    await expect(publishExperience(town.again(eva), id, 1)).rejects.toMatchObject({ code: 'experience.changed-meanwhile' });
    await publishExperience(town.again(eva), id, 2);
    expect(await sheet(id)).toMatchObject({ state: 'published', title: 'Youth budget of Grenoble and Lyon', revision: 2 });
  });
});

test('sent back with a comment, corrected, published; every revision is kept', async () => {
  const id = await submitted();
  await requestChanges(town.again(eva), id, 1, { comment: 'Please say how many took part.', page: 'people' });
  expect(await sheet(id)).toMatchObject({ state: 'changesRequested' });
  expect(await town.told('ana')).toContain('experience.changesRequested (fr)');
  const again = await reviseExperience(town.again(ana), id, 1, quick({ participantCount: 800 }));
  expect(again).toEqual({ id, revision: 2, fate: 'review' });
  await publishExperience(town.again(eva), id, 2);
  const { revisions, decisions, participantCount } = await sheet(id);
  expect(participantCount).toBe(800);
  expect(revisions.map((one) => one.number).sort()).toEqual([1, 2]);
  expect(decisions.map((one) => one.decision).sort()).toEqual(['changesRequested', 'published']);
  expect(await town.told('secretariat')).toEqual(['experience.queued (en)', 'experience.queued (en)']);
});

describe('a published sheet is edited', () => {
  test('by its author: what is published stays until an editor has looked', async () => {
    const id = await publishedSheet();
    expect(await reviseExperience(town.again(ana), id, 1, quick({ results: 'Twelve playgrounds.' }))).toMatchObject({ fate: 'proposed' });
    expect(await sheet(id)).toMatchObject({ state: 'published', results: '', proposed: 2, revision: 1 });
    await publishExperience(town.again(eva), id, 2);
    expect(await sheet(id)).toMatchObject({ state: 'published', results: 'Twelve playgrounds.', proposed: null, revision: 2 });
    expect(await town.told('experiences')).toHaveLength(1);
  });

  test('by its author, and the changes are declined: it stays published as it was', async () => {
    const id = await publishedSheet();
    await reviseExperience(town.again(ana), id, 1, quick({ title: 'Buy our software' }));
    await declineExperience(town.again(eva), id, 2, 'This is an advertisement.');
    expect(await sheet(id)).toMatchObject({ state: 'published', title: 'Youth budget of Grenoble', proposed: null });
    expect(await town.told('ana')).toContain('experience.declined (fr)');
  });

  test('by an editor: at once', async () => {
    const id = await publishedSheet();
    expect(await reviseExperience(town.again(eva), id, 1, quick({ city: 'Lyon' }))).toMatchObject({ fate: 'live' });
    expect(await sheet(id)).toMatchObject({ state: 'published', city: 'Lyon', revision: 2 });
  });

  test('by an editor while the author’s new version waits: that one first', async () => {
    const id = await publishedSheet();
    await reviseExperience(town.again(ana), id, 1, quick({ results: 'Twelve playgrounds.' }));
    await expect(reviseExperience(town.again(eva), id, 1, quick({ city: 'Lyon' }))).rejects.toMatchObject({
      code: 'experience.proposal-waiting',
    });
  });

  test('without a change: nothing is sent to anybody', async () => {
    const id = await publishedSheet();
    const before = await town.parts.store.db.delivery.count();
    expect(await reviseExperience(town.again(ana), id, 1, quick())).toMatchObject({ fate: 'unchanged' });
    expect(await town.parts.store.db.delivery.count()).toBe(before);
  });

  test('by two who began at the same text: each keeps what only they changed', async () => {
    const id = await submitted();
    await reviseExperience(town.again(ana), id, 1, quick({ results: 'Twelve playgrounds.' }));
    await reviseExperience(town.again(eva), id, 1, quick({ evaluation: 'The university looked at it.' }));
    expect(await sheet(id)).toMatchObject({ results: 'Twelve playgrounds.', evaluation: 'The university looked at it.', revision: 3 });
  });
});

describe('nobody decides alone on their own', () => {
  test('an editor neither publishes nor declines a sheet of hers; the secretariat may', async () => {
    const { id } = await submitExperience(town.again(eva), quick());
    await expect(publishExperience(town.again(eva), id, 1)).rejects.toMatchObject({ code: 'experience.own-review' });
    await expect(declineExperience(town.again(eva), id, 1, 'No.')).rejects.toMatchObject({ code: 'experience.own-review' });
    const { id: own } = await submitExperience(await town.person('Sol', 'secretariat'), quick());
    await publishExperience({ ...town.again(eva), actor: { id: 'sol', name: 'Sol', role: 'secretariat' } }, own, 1);
    expect(await sheet(own)).toMatchObject({ state: 'published' });
  });

  test('nor a sheet that she confirmed as a co-author', async () => {
    const id = await submitted();
    await inviteCoAuthor(town.again(ana), id, 'eva');
    await answerInvitation(town.again(eva), id, true);
    await expect(publishExperience(town.again(eva), id, 1)).rejects.toMatchObject({ code: 'experience.own-review' });
  });
});

describe('co-authors', () => {
  test('count once they have confirmed, and then may edit', async () => {
    const id = await submitted();
    const bo = await town.person('Bo', 'member', 'pt');
    await inviteCoAuthor(town.again(ana), id, 'bo');
    expect(await town.told('bo')).toEqual(['experience.invited (pt)']);
    await expect(reviseExperience(town.again(bo), id, 1, quick({ city: 'Lyon' }))).rejects.toMatchObject({ code: 'experience.not-yours' });
    await answerInvitation(town.again(bo), id, true);
    expect(await town.told('ana')).toContain('experience.invitationAnswered (fr)');
    await reviseExperience(town.again(bo), id, 1, quick({ city: 'Lyon' }));
    expect(await sheet(id)).toMatchObject({ city: 'Lyon' });
    expect(await town.told('bo')).toContain('experience.received (pt)');
  });

  test('who was not invited has nothing to answer; who said no may be asked again', async () => {
    const id = await submitted();
    const bo = await town.person('Bo');
    await expect(answerInvitation(town.again(bo), id, true)).rejects.toMatchObject({ code: 'experience.no-invitation' });
    await inviteCoAuthor(town.again(ana), id, 'bo');
    await answerInvitation(town.again(bo), id, false);
    await expect(answerInvitation(town.again(bo), id, true)).rejects.toMatchObject({ code: 'experience.no-invitation' });
    town.clock.move({ days: 1 });
    await inviteCoAuthor(town.again(ana), id, 'bo');
    expect(await town.told('bo')).toHaveLength(2);
  });

  test('only an author invites', async () => {
    const id = await submitted();
    await expect(inviteCoAuthor(await town.person('Bo'), id, 'eva')).rejects.toMatchObject({ code: 'experience.not-yours' });
  });
});

test('withdrawn by its author: nothing changes on it any more', async () => {
  const id = await publishedSheet();
  await expect(withdrawExperience(await town.person('Bo'), id)).rejects.toMatchObject({ code: 'experience.not-yours' });
  await withdrawExperience(town.again(ana), id);
  expect(await sheet(id)).toMatchObject({ state: 'withdrawn' });
  await expect(reviseExperience(town.again(ana), id, 1, quick({ city: 'Lyon' }))).rejects.toMatchObject({ code: 'experience.closed' });
  await expect(withdrawExperience(town.again(ana), id)).rejects.toMatchObject({ code: 'experience.closed' });
});

test('everything that changed a sheet is in the audit log', async () => {
  const id = await publishedSheet();
  await withdrawExperience(town.again(ana), id);
  const entries = await town.parts.store.db.auditEntry.findMany({ where: { subject: `experience:${id}` }, orderBy: { id: 'asc' } });
  expect(entries.map((entry) => `${entry.actor} ${entry.action}`).sort()).toEqual([
    'ana experience.submit',
    'ana experience.withdraw',
    'eva experience.published',
  ]);
});

test('an imported sheet keeps what it said before its first edit', async () => {
  const { db } = town.parts.store;
  await db.experience.create({
    data: {
      ...quick({ title: 'As imported' }),
      id: 'old',
      state: 'published',
      source: 'list',
      sourceId: '1',
      publishedAt: town.clock.now(),
    },
  });
  await reviseExperience(town.again(eva), 'old', 1, quick({ title: 'As edited' }));
  const { revisions, title } = await sheet('old');
  expect(title).toBe('As edited');
  expect(revisions.map((one) => [one.number, one.content]).sort()).toMatchObject([
    [1, { title: 'As imported' }],
    [2, { title: 'As edited' }],
  ]);
});
