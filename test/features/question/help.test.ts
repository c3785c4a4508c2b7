/** Help channels: what looks like a question gets one small reply with a button, for its writer alone; nothing else is heard or kept. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Address } from '../../../src/chat/platform.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { answerOffer } from '../../../src/features/question/help/actions.ts';
import { helpListener } from '../../../src/features/question/help/listener.ts';
import { offeredText } from '../../../src/features/question/help/service.ts';
import { type House, openHouse } from '../../support/house.ts';
import { visitor } from '../event/support.ts';

const place = (channel: string, thread?: string): Address => ({
  kind: 'channel',
  platform: 'playground',
  workspace: 'W1',
  channel,
  ...(thread === undefined ? {} : { thread }),
});
const question = 'How do we put an experience to the award?';

let house: House;
let eva: () => AppContext;
let nth = 0;

beforeAll(async () => {
  house = await openHouse();
  const { db } = house.parts.store;
  await db.workspace.create({ data: { id: 'w1', platform: 'playground', externalId: 'W1', name: 'Network', locale: 'en' } });
  for (const externalId of ['help', 'aide'])
    await db.channel.create({ data: { id: externalId, workspaceId: 'w1', externalId, purpose: 'help', locale: 'en' } });
});
afterAll(() => house.stop());
beforeEach(async () => {
  nth += 1;
  const person = await visitor(house, `eva${nth}`);
  eva = () => ({ ...person(), from: place('help') });
});

const hears = (ctx: AppContext, text: string, called = false) => helpListener.hears(ctx, { text, called });
const offered = async () => (await house.parts.store.db.helpOffer.findMany({ where: { personId: `eva${nth}` } })).map(({ text }) => text);

test('several channels may be for help; only questions in them are listened to, and not what is said in threads', async () => {
  const { db } = house.parts.store;
  const listens = (from: Address, text = question) => helpListener.listens(db, from, text);
  expect(await listens(place('help'))).toBe(true);
  expect(await listens(place('aide'))).toBe(true);
  expect(await listens(place('help'), 'Thank you all for yesterday.')).toBe(false);
  expect(await listens(place('general'))).toBe(false);
  expect(await listens(place('help', 'm1'))).toBe(false);
  expect(await listens({ kind: 'direct', platform: 'playground', workspace: 'W1', user: 'eva' })).toBe(false);
});

test('the reply is private and answers nothing; the button does, once it is pressed', async () => {
  const heard = await hears(eva(), question);
  expect(heard).toMatchObject({ answers: 'private', reply: { type: 'card' } });
  const [block] = heard?.reply.type === 'card' ? heard.reply.card.blocks : [];
  const control = block?.type === 'item' && block.control?.type === 'button' ? block.control : undefined;
  expect(control?.label).toBe('Look for an answer');
  expect(await house.parts.store.db.question.count()).toBe(0);
  const reply = await answerOffer.run(eva(), control?.action.id ?? '', []);
  expect(reply.type).toBe('card');
  expect((await house.parts.store.db.question.findMany()).map(({ text, personId }) => ({ text, personId }))).toEqual([
    { text: question, personId: `eva${nth}` },
  ]);
});

test('who writes on is not offered it again within ten minutes', async () => {
  await hears(eva(), question);
  expect(await hears(eva(), 'And when does it close?')).toEqual({ answers: 'private', reply: { type: 'none' } });
  house.clock.move({ minutes: 11 });
  expect((await hears(eva(), 'And when does it close?'))?.reply.type).toBe('card');
  expect(await offered()).toHaveLength(2);
});

test('somebody else’s button says so, and whoever calls the bot is answered in the usual way', async () => {
  await hears(eva(), question);
  const { id } = await house.parts.store.db.helpOffer.findFirstOrThrow({ where: { personId: `eva${nth}` } });
  const other = await visitor(house, `other${nth}`);
  await expect(offeredText(other(), id)).rejects.toMatchObject({ code: 'help.not-yours' });
  expect(await hears(eva(), question, true)).toBeUndefined();
});

test('after a day nothing of it is kept', async () => {
  await hears(eva(), question);
  const { id } = await house.parts.store.db.helpOffer.findFirstOrThrow({ where: { personId: `eva${nth}` } });
  await house.advance({ hours: 25 });
  expect(await offered()).toEqual([]);
  await expect(offeredText(eva(), id)).rejects.toMatchObject({ code: 'help.gone' });
});
