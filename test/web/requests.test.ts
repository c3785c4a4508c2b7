/** The playground's requests: who may make them, what they may hold, and how a window that was away catches up. */
import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlaceId } from '../../src/platforms/playground/wire.ts';
import { type TestBot, testBot } from '../support/playground/bot.ts';
import { type OpenPlayground, openPlayground } from '../support/playground/open.ts';

let bot: TestBot;
let open: OpenPlayground;
let token: string;
beforeEach(async () => {
  bot = testBot();
  open = await openPlayground(bot);
  token = (JSON.parse((await ask('GET', '/playground/api/session')).body) as { token: string }).token;
});
afterEach(() => open.close());

interface Given {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Over a bare socket: `fetch` would not let a test set Host and Origin. */
function ask(method: 'GET' | 'POST', path: string, { headers = {}, body }: Given = {}): Promise<Got> {
  const { promise, resolve, reject } = Promise.withResolvers<Got>();
  const sent = request({ host: '127.0.0.1', port: open.port, method, path, headers: { 'content-type': 'application/json', ...headers } });
  sent.on('error', reject);
  sent.on('response', (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
  });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

let requests = 0;
const who = (as: string) => {
  requests += 1;
  return { as, locale: 'en', request: `request-${requests}` };
};
const say = (as: string, place: PlaceId, text: string, given: Given['headers'] = {}) =>
  ask('POST', '/playground/api/say', { headers: { 'x-playground-token': token, ...given }, body: { who: who(as), place, text } });

it('lets its own page act', async () => {
  const answer = await say('awa', 'direct:awa', '/help', { origin: open.url, 'sec-fetch-site': 'same-origin' });
  expect(answer.status).toBe(200);
  expect(bot.heard).toHaveLength(1);
});

it.each([
  ['without the token', { 'x-playground-token': '' }],
  ['with a token that somebody guessed', { 'x-playground-token': 'A'.repeat(32) }],
  ['from a website elsewhere', { origin: 'https://elsewhere.example' }],
  ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['from a page without an origin', { origin: 'null' }],
  ['from a site that the browser calls foreign', { 'sec-fetch-site': 'cross-site' }],
  ['under a name that was rebound to this machine', { host: 'elsewhere.example' }],
])('refuses to act %s', async (_how, headers) => {
  const answer = await say('awa', 'direct:awa', '/help', headers);
  expect(answer.status).toBe(403);
  expect(bot.heard).toEqual([]);
});

it.each([
  ['a website elsewhere', { origin: 'https://elsewhere.example' }],
  ['a rebound name', { host: 'elsewhere.example:80' }],
  ['an embedded page', { 'sec-fetch-site': 'same-site' }],
])('gives its token to nobody but its page: %s', async (_who, headers) => {
  const answer = await ask('GET', '/playground/api/session', { headers });
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain(token);
});

it('shows nothing without the token', async () => {
  for (const path of ['/playground/api/state?as=awa', '/playground/api/live?as=awa&after=0&token=x']) {
    expect((await ask('GET', path)).status).toBe(403);
  }
});

it('serves a page that runs nothing inline and nothing from elsewhere', async () => {
  const page = await ask('GET', '/');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|https?:\/\//);
});

it('refuses what is malformed, and survives it', async () => {
  const headers = { 'x-playground-token': token };
  const bodies = [
    undefined,
    [],
    { who: who('awa') },
    { who: { as: 'awa', request: '../..' }, place: 'direct:awa', text: 'x' },
    { who: who('awa'), place: 'nowhere', text: 'x' },
  ];
  for (const body of bodies) expect((await ask('POST', '/playground/api/say', { headers, body })).status).toBe(400);
  expect((await say('awa', 'direct:awa', 'x'.repeat(4001))).status).toBe(400);
  expect((await ask('POST', '/playground/api/say', { headers, body: { text: 'x'.repeat(600_000) } })).status).toBe(413);
  expect(bot.heard).toEqual([]);
  expect((await say('awa', 'direct:awa', '/help')).status).toBe(200);
});

it('knows nobody that is not there, and opens no closed channel', async () => {
  expect((await say('nobody', 'direct:nobody', 'hello')).status).toBe(404);
  expect((await say('awa', 'direct:ingrid', 'hello')).status).toBe(403);
  expect((await say('awa', 'channel:secretariat', 'hello')).status).toBe(403);
  expect((await say('ingrid', 'channel:secretariat', 'hello')).status).toBe(200);
});

it('takes no press of a control that the person does not see', async () => {
  const answer = JSON.parse((await say('ingrid', 'channel:welcome', '/help')).body) as { id: string };
  const press = (as: string, id: string, selected: readonly string[] = [], name = 'demo.press') =>
    ask('POST', '/playground/api/press', {
      headers: { 'x-playground-token': token },
      body: { who: who(as), message: answer.id, ref: { name, id }, selected },
    });
  expect((await press('awa', '1')).status).toBe(404);
  expect((await press('ingrid', 'another')).status).toBe(404);
  expect((await press('ingrid', '1', ['xx'], 'demo.choose')).status).toBe(404);
  expect(bot.heard.filter((envelope) => envelope.inbound.type === 'action')).toEqual([]);
  expect((await press('ingrid', '1')).status).toBe(200);
});

it('gives a repeated request the same envelope, and another person’s a different one', async () => {
  const body = { place: 'channel:welcome', text: '/help' };
  const headers = { 'x-playground-token': token };
  for (const as of ['awa', 'awa', 'lucia'])
    await ask('POST', '/playground/api/say', { headers, body: { ...body, who: { as, request: 'the-same-one' } } });
  expect(bot.heard.map((envelope) => envelope.id)).toEqual([
    'playground:awa:the-same-one',
    'playground:awa:the-same-one',
    'playground:lucia:the-same-one',
  ]);
});

it('tells a window that was away what it missed, and nothing that is not for it', async () => {
  await say('awa', 'channel:welcome', 'first');
  await say('awa', 'channel:welcome', 'second');
  await say('awa', 'channel:welcome', '/help');
  await say('ingrid', 'channel:secretariat', 'among editors');
  await say('awa', 'channel:welcome', 'third');
  const whole = await hear('lucia', 0, 3);
  expect(whole.map(({ id, text }) => [id, text])).toEqual([
    ['1', 'first'],
    ['2', 'second'],
    ['5', 'third'],
  ]);
  const later = await hear('lucia', 0, 1, '2');
  expect(later.map(({ text }) => text)).toEqual(['third']);
  expect((await hear('ingrid', 3, 2)).map(({ text }) => text)).toEqual(['among editors', 'third']);
});

it('asks a window that knows another journal to look anew', async () => {
  const response = await fetch(`${open.url}/playground/api/live?as=awa&after=99&token=${token}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: reset');
  await reader?.cancel();
});

it('lets go of its windows when it stops', async () => {
  const response = await fetch(`${open.url}/playground/api/live?as=awa&after=0&token=${token}`);
  const ended = response.text();
  await open.close();
  expect(await ended).toContain('event: ready');
});

const leap = (as: string, to: object, zone = 'Europe/Madrid') =>
  ask('POST', '/playground/api/time', { headers: { 'x-playground-token': token }, body: { who: { ...who(as), timeZone: zone }, ...to } });

it('moves time forward in steps, for who has the token, and never back', async () => {
  expect((await ask('POST', '/playground/api/time', { body: { who: who('awa'), by: 'day' } })).status).toBe(403);
  const before = Date.now();
  const { now } = JSON.parse((await leap('awa', { by: 'day' })).body) as { now: string };
  expect(open.passed.length).toBeGreaterThanOrEqual(24);
  expect(Math.max(...open.passed)).toBeLessThanOrEqual(3_600_000);
  expect(new Date(now).getTime() - before).toBeGreaterThanOrEqual(23 * 3_600_000);
  const year = new Date(now).getUTCFullYear();
  expect((await leap('awa', { to: `${year - 1}-01-01T09:00` })).status).toBe(409);
  expect((await leap('awa', { to: `${year + 20}-01-01T09:00` })).status).toBe(409);
  expect((await leap('awa', { by: 'day' }, 'Nowhere/Atall')).status).toBe(409);
  expect((await leap('awa', { by: 'century' })).status).toBe(400);
  expect((await leap('nobody', { by: 'day' })).status).toBe(404);
  const there = JSON.parse((await leap('awa', { to: `${year + 2}-07-01T09:00` })).body) as { now: string };
  expect(there.now.slice(0, 16)).toBe(`${year + 2}-07-01T07:00`);
});

it('leaves time alone where members live in it', async () => {
  await open.close();
  open = await openPlayground(bot, { realTime: true });
  token = (JSON.parse((await ask('GET', '/playground/api/session')).body) as { token: string }).token;
  expect((await leap('awa', { by: 'hour' })).status).toBe(403);
});

/** The first messages that a window hears. */
async function hear(as: string, after: number, count: number, lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${open.url}/playground/api/live?${new URLSearchParams({ as, after: String(after), token })}`, { headers });
  const events: { readonly id: string; readonly text: string | undefined }[] = [];
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    for (const [frame, id, data] of text.matchAll(/id: (\d+)\ndata: (.*)\n\n/g)) {
      events.push({ id: id ?? '', text: (JSON.parse(data ?? '') as { message: { text?: string } }).message.text });
      text = text.replace(frame, '');
    }
    // Everything that was missed comes before it says that it is ready.
    if (text.includes('event: ready')) break;
  }
  expect(events).toHaveLength(count);
  return events;
}
