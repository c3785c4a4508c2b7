/** What happens in a conversation: who is told what, who may do what, and that nothing typed is lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { makeDraft } from '../../../src/features/conversation/draft/service.ts';
import { conversationAt, getConversation, listConversations, sentIn } from '../../../src/features/conversation/queries.ts';
import {
  answerConversation,
  closeConversation,
  dropHeld,
  eraseConversations,
  openConversation,
  sendHeld,
  settleConversation,
  takeConversation,
  writeToConversation,
} from '../../../src/features/conversation/service.ts';
import { type House, openHouse } from '../../support/house.ts';
import { visitor } from '../event/support.ts';
import { asks, secretariat } from './support.ts';

let house: House;
let awa: () => AppContext;
let marta: () => AppContext;
let pau: () => AppContext;
let id: string;
let nth = 0;

beforeAll(async () => {
  house = await openHouse();
  await secretariat(house);
});
afterAll(() => house.stop());
beforeEach(async () => {
  nth += 1;
  awa = await visitor(house, `awa${nth}`, 'member', 'fr');
  marta = await visitor(house, `marta${nth}`, 'secretariat');
  pau = await visitor(house, `pau${nth}`, 'secretariat');
  id = await asks(awa(), 'Qui paie le voyage des lauréats ?');
});

const read = () => getConversation(house.parts.store.db, id);
const deliveries = () => house.parts.store.db.delivery.findMany({ where: { cause: `conversation:${id}` }, orderBy: { createdAt: 'asc' } });
const told = async () => (await deliveries()).map(({ message }) => message);
const texts = async () => sentIn(await read()).map(({ text }) => text);

describe('asked', () => {
  test('it stands in the secretariat’s channel, and the asker will be told should it take longer', async () => {
    expect(await told()).toEqual(['conversation.desk', 'conversation.longer']);
    const [desk, longer] = await deliveries();
    expect(desk).toMatchObject({ personId: null, address: { kind: 'channel', channel: 'secretariat' } });
    expect(longer).toMatchObject({ personId: `awa${nth}`, locale: 'fr', address: { kind: 'direct', user: `awa${nth}` } });
    expect(longer?.notBefore.getTime()).toBeGreaterThanOrEqual((await read()).answerBy?.getTime() ?? Number.POSITIVE_INFINITY);
  });

  test('twice, it is one', async () => {
    const { questionId } = await read();
    const question = await house.parts.store.db.question.findUniqueOrThrow({ where: { id: questionId ?? '' } });
    const ctx = awa();
    const again = await ctx.store.write(ctx, 'again', (tx) => openConversation(ctx, tx, question));
    expect(again.id).toBe(id);
  });
});

describe('taken and answered', () => {
  test('whoever answers has taken it; the answer goes to the asker, in their language', async () => {
    expect(await answerConversation(marta(), id, { text: 'The network does.', seen: 1 })).toEqual({ held: undefined });
    expect(await read()).toMatchObject({ state: 'answered', handlerId: `marta${nth}`, waitingSince: null, answerBy: null });
    const reply = (await deliveries()).find(({ message }) => message === 'conversation.reply');
    expect(reply).toMatchObject({ personId: `awa${nth}`, locale: 'fr', params: { id, number: 2 } });
  });

  test('a second one who takes it is told who has it', async () => {
    await takeConversation(marta(), id);
    await takeConversation(marta(), id);
    await expect(takeConversation(pau(), id)).rejects.toMatchObject({ code: 'conversation.taken', args: { who: `marta${nth}` } });
  });

  test('two who answer at once: the first is sent, the second is kept and sent only if its author says so', async () => {
    const [one, two] = await Promise.all([
      answerConversation(marta(), id, { text: 'The network does.', seen: 1 }),
      answerConversation(pau(), id, { text: 'I think we do.', seen: 1 }),
    ]);
    expect([one.held, two.held].filter((held) => held !== undefined)).toHaveLength(1);
    expect(await texts()).toHaveLength(2);
    const [late, lateText] = one.held === undefined ? [pau, 'I think we do.'] : [marta, 'The network does.'];
    await sendHeld(late(), id);
    expect((await texts()).at(-1)).toBe(lateText);
    await expect(sendHeld(late(), id)).rejects.toMatchObject({ code: 'conversation.not-found' });
  });

  test('what is held back can be left out', async () => {
    await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
    const { held } = await answerConversation(pau(), id, { text: 'I think we do.', seen: 1 });
    expect(held).toBe(3);
    await dropHeld(pau(), id);
    expect((await read()).messages.map(({ text }) => text)).toEqual(['Qui paie le voyage des lauréats ?', 'The network does.']);
  });

  test('a long answer comes in parts, whole', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ');
    await answerConversation(marta(), id, { text: long, seen: 1 });
    const parts = (await texts()).slice(1);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join(' ')).toBe(long);
    expect((await told()).filter((message) => message === 'conversation.reply')).toHaveLength(parts.length);
  });

  test('a member can neither take nor answer, and not read others’', async () => {
    for (const tried of [takeConversation(awa(), id), answerConversation(awa(), id, { text: 'x', seen: 1 }), makeDraft(awa(), id)])
      await expect(tried).rejects.toMatchObject({ code: 'forbidden' });
    const other = await visitor(house, `other${nth}`);
    await expect(writeToConversation(other(), id, 'Mine?')).rejects.toMatchObject({ code: 'conversation.not-found' });
    await expect(settleConversation(other(), id, true)).rejects.toMatchObject({ code: 'conversation.not-found' });
  });
});

describe('written back', () => {
  test('it is the secretariat’s turn again, with two new working days', async () => {
    await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
    await writeToConversation(awa(), id, 'Et l’hôtel ?');
    const after = await read();
    expect(after).toMatchObject({ state: 'waiting', handlerId: `marta${nth}` });
    expect(after.answerBy).not.toBeNull();
    expect(await texts()).toEqual(['Qui paie le voyage des lauréats ?', 'The network does.', 'Et l’hôtel ?']);
  });

  test('what was closed is open again', async () => {
    await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
    await closeConversation(marta(), id);
    expect(await told()).toContain('conversation.closed');
    await writeToConversation(awa(), id, 'Encore une chose');
    expect(await read()).toMatchObject({ state: 'waiting', closedAt: null });
  });
});

describe('closed', () => {
  test('by the asker: it helped, and the question says so', async () => {
    await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
    await settleConversation(awa(), id, true);
    await settleConversation(awa(), id, true);
    const { questionId, state, helped } = await read();
    expect({ state, helped }).toEqual({ state: 'closed', helped: true });
    expect(await house.parts.store.db.question.findUnique({ where: { id: questionId ?? '' } })).toMatchObject({
      state: 'closed',
      helped: true,
    });
    await expect(closeConversation(marta(), id)).rejects.toMatchObject({ code: 'conversation.closed' });
    await expect(takeConversation(marta(), id)).rejects.toMatchObject({ code: 'conversation.closed' });
  });
});

describe('a draft entry', () => {
  test('has the question as title and phrasing, in its language, and the answers as its text; pressed twice, it is one', async () => {
    await expect(makeDraft(marta(), id)).rejects.toMatchObject({ code: 'conversation.unanswered' });
    await answerConversation(marta(), id, { text: 'Le réseau.', seen: 1 });
    const number = await makeDraft(marta(), id);
    expect(await makeDraft(pau(), id)).toBe(number);
    const entry = await house.parts.store.db.knowledgeEntry.findUniqueOrThrow({ where: { number }, include: { texts: true } });
    expect(entry).toMatchObject({ state: 'draft', ownerId: `marta${nth}` });
    expect(entry.texts).toMatchObject([
      { locale: 'fr', title: 'Qui paie le voyage des lauréats ?', answer: 'Le réseau.', phrasings: ['Qui paie le voyage des lauréats ?'] },
    ]);
  });
});

describe('two working days later', () => {
  test('the secretariat’s channel is reminded, and whoever has taken it; once it is answered, nobody is', async () => {
    await house.settled();
    const { db } = house.parts.store;
    const planned = () => db.reminder.findMany({ where: { source: 'conversation.unanswered', subject: id, state: 'planned' } });
    const [reminder, ...others] = await planned();
    expect(others).toEqual([]);
    expect(reminder?.dueAt).toEqual((await read()).answerBy);
    await takeConversation(marta(), id);
    await house.settled();
    expect((await planned()).map(({ personId }) => personId).toSorted()).toEqual([`marta${nth}`, null]);
    await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
    await house.settled();
    expect(await planned()).toEqual([]);
  });
});

test('the queue: the longest waiting first, one’s own, closed ones', async () => {
  const { db } = house.parts.store;
  await takeConversation(marta(), id);
  house.clock.move({ hours: 1 });
  const second = await asks(awa(), 'Une autre question ?');
  const ids = async (filter: 'waiting' | 'mine' | 'closed') =>
    (await listConversations(db, filter, `marta${nth}`, 0)).rows.map((one) => one.id);
  const waiting = (await listConversations(db, 'waiting', '', 0)).total;
  const last = await listConversations(db, 'waiting', '', 99);
  expect(last.rows.at(-1)?.id).toBe(second);
  expect(await ids('mine')).toEqual([id]);
  await closeConversation(marta(), second);
  expect((await ids('closed'))[0]).toBe(second);
  expect((await listConversations(db, 'waiting', '', 0)).total).toBe(waiting - 1);
});

test('nothing leads to a conversation from elsewhere than its threads', async () => {
  const { db } = house.parts.store;
  const delivery = (await deliveries())[0];
  const posted = { platform: 'playground', workspace: 'W1', channel: 'secretariat', message: `m${nth}` };
  await db.delivery.update({ where: { id: delivery?.id ?? '' }, data: { posted } });
  const from = { kind: 'channel', platform: 'playground', workspace: 'W1', channel: 'secretariat' } as const;
  expect(await conversationAt(db, { ...from, thread: `m${nth}` })).toEqual({ id, side: 'desk' });
  expect(await conversationAt(db, { ...from, thread: 'another' })).toBeUndefined();
  expect(await conversationAt(db, from)).toBeUndefined();
  expect(await conversationAt(db, { ...from, workspace: 'W2', thread: `m${nth}` })).toBeUndefined();
});

test('erased: the conversation goes with whoever asked, and answers to others stay without a name', async () => {
  const { db } = house.parts.store;
  await answerConversation(marta(), id, { text: 'The network does.', seen: 1 });
  await db.$transaction(async (tx) => {
    await eraseConversations(marta(), tx, [`awa${nth}`]);
    await tx.conversation.deleteMany({ where: { askerId: `awa${nth}` } });
  });
  expect(await db.conversationMessage.count({ where: { conversationId: id } })).toBe(0);
});
