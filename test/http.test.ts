/** Posting JSON, and writing it down. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { jsonBytes, postJson } from '../src/http.ts';

let stop = (): void => {};
afterEach(() => stop());

async function listening(serve: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

test('what is posted arrives as JSON, and the answer comes back with its status and headers', async () => {
  const address = await listening(async (request, response) => {
    const said = {
      url: request.url,
      type: request.headers['content-type'],
      agent: request.headers['user-agent'],
      body: await text(request),
    };
    response.writeHead(429, { 'retry-after': '2' }).end(JSON.stringify(said));
  });
  const answer = await postJson(`${address}/here?twice=no`, '{"word":"così"}', { headers: { 'user-agent': 'a bot' }, patienceMs: 5000 });
  expect(answer).toMatchObject({ status: 429, ok: false, headers: { 'retry-after': '2' } });
  expect(JSON.parse(answer.body)).toEqual({ url: '/here?twice=no', type: 'application/json', agent: 'a bot', body: '{"word":"così"}' });
});

test('connections are kept for the calls that follow', async () => {
  const ports = new Set<number | undefined>();
  const address = await listening((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume();
    response.end('ok');
  });
  for (const word of 'abcdefghij')
    expect(await postJson(address, JSON.stringify({ word }), { patienceMs: 5000 })).toMatchObject({ ok: true });
  // The next call may come while the last connection is still being put back.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('who does not answer in time is not waited for', async () => {
  const address = await listening((request) => request.resume());
  await expect(postJson(address, '{}', { patienceMs: 50 })).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
});

test('a value is written down once, and anew where other words stand around it', () => {
  const blocks = [{ type: 'divider' }];
  const once = jsonBytes('{"text":"a","blocks":', blocks, '}');
  expect(JSON.parse(once.toString())).toEqual({ text: 'a', blocks });
  expect(jsonBytes('{"text":"a","blocks":', blocks, '}')).toBe(once);
  expect(JSON.parse(jsonBytes('{"text":"b","blocks":', blocks, '}').toString())).toEqual({ text: 'b', blocks });
  expect(jsonBytes('{"text":"a","blocks":', [{ type: 'divider' }], '}')).not.toBe(once);
});
